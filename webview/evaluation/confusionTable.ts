/** The confusion matrix: rows are the truth, columns what was predicted; a cell opens its rows. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import { scaleColor, scaleIndex } from '../kit/color/scale.ts';
import type { Theme } from '../kit/color/theme.ts';
import { formatCount } from '../kit/text/number.ts';
import { styles } from '../kit/styles.ts';

const strength = 0.4;

export function confusionTable(
  names: readonly string[],
  confusion: Float64Array,
  theme: Theme,
  open: ((truth: number, predicted: number) => void) | null,
  title?: string,
): TemplateResult {
  const classes = names.length;
  const support = names.map((_, truth) => sum(confusion.subarray(truth * classes, (truth + 1) * classes)));
  const cell = (truth: number, predicted: number): TemplateResult => {
    const count = confusion[truth * classes + predicted] ?? Number.NaN;
    const share = count / Math.max(1, support[truth] ?? 1);
    const signed = truth === predicted ? share : -share;
    const color = styles({ 'background-color': scaleColor(theme.diverging, scaleIndex(signed * strength)) });
    if (!open) return html`<td ${color}>${formatCount(count)}</td>`;
    const label = localize(
      '{0} of class {1} predicted as {2}: show these rows',
      count,
      names[truth] ?? '',
      names[predicted] ?? '',
    );
    return html`<td ${color}>
      <button title=${label} aria-label=${label} ?disabled=${count === 0} @click=${() =>
        open(truth, predicted)}>${formatCount(count)}</button></td>`;
  };
  return html`<table class="confusion"><caption>${
    title ??
    html`${localize('Confusion matrix')} <span
    class="quiet">${localize('rows: truth, columns: predicted')}</span>`
  }</caption>
    <thead><tr><td></td>${names.map((name) => html`<th scope="col" title=${name}><span>${name}</span></th>`)}</tr></thead>
    <tbody>${names.map(
      (name, truth) => html`<tr><th scope="row"
      title=${name}><span>${name}</span></th>${names.map((_, predicted) => cell(truth, predicted))}</tr>`,
    )}</tbody>
  </table>`;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
