/** The output of a softmax layer for one example: a probability a class, as numbers and bars. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { section } from '../state/numbers.ts';
import { formatPercent } from '../kit/text/number.ts';

export function softmaxTable(run: RunDescription, frame: Frame, example: number, unit: number): TemplateResult {
  const layer = run.layers.length;
  const A = section(frame, `A:${layer}`);
  const truth = run.shownExamples[example]?.target ?? -1;
  return html`<table class="answers">
    <caption class="visually-hidden">${localize('Probability of each class for this example')}</caption>
    <tbody>${(run.shownUnits[layer] ?? []).map((code, row) => {
      const a = A?.values[row * A.columns + example] ?? Number.NaN;
      return html`<tr class=${code === unit ? 'current' : ''}>
        <th scope="row">${run.classes[code] ?? code}${code === truth ? html` <span class="truth">${localize('true')}</span>` : ''}</th>
        <td>${formatPercent(a)}</td>
        <td class="meter-cell"><progress max="1" .value=${Number.isFinite(a) ? a : 0} aria-hidden="true"></progress></td>
      </tr>`;
    })}</tbody>
  </table>`;
}
