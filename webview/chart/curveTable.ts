/** The curves in numbers, and what was changed on the way: for those who do not see the pictures. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { Mark } from '../../src/protocol/run.ts';
import { t } from '../text/l10n.ts';
import { formatCost, formatCount, formatValue } from '../text/number.ts';
import { samplePlaces } from './curveData.ts';
import type { StepRange } from './stepRange.ts';

const mostRows = 24;

/** `metric`: what the metric is called. `zoom`: the part of the run that is looked at, `null` for all of it. */
export function curveTable(curve: Matrix, metric: string, marks: readonly Mark[], zoom: StepRange | null): TemplateResult {
  const caption = zoom
    ? t('Cost and {0} from step {1} to step {2}', metric, formatCount(zoom.from), formatCount(zoom.to))
    : t('Cost and {0} over the training so far', metric);
  const at = (row: number, index: number): number | null => {
    const value = curve.values[row * curve.columns + index] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  };
  return html`<table data-curve>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${t('step')}</th><th scope="col">${t('training cost')}</th><th scope="col">${t('validation cost')}</th><th scope="col">${t('training {0}', metric)}</th><th scope="col">${t('validation {0}', metric)}</th></tr></thead>
    <tbody>${samplePlaces(curve.columns, mostRows).map(
      (index) => html`<tr>
      <th scope="row">${formatCount(at(0, index) ?? 0)}</th>
      ${[1, 2, 3, 4].map((row) => html`<td data-value=${at(row, index) ?? ''}>${row < 3 ? formatCost(at(row, index)) : formatMaybe(at(row, index))}</td>`)}
    </tr>`,
    )}</tbody>
  </table>
  ${marks.length > 0 ? html`<ul aria-label=${t('What was changed')}>${marks.map(({ step, label }) => html`<li>${t('{0} at step {1}', label, formatCount(step))}</li>`)}</ul>` : nothing}`;
}

export function formatMaybe(value: number | null): string {
  return value === null ? '–' : formatValue(value);
}
