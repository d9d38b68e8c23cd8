/** The curves in numbers, and what was changed on the way: for those who do not see the pictures. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { Mark } from '../../src/protocol/run.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount, formatMetric } from '../kit/text/number.ts';
import { sampleIndices } from '../kit/plot/ticks.ts';
import { type CurveName, figureAt, metricAt, numberAt } from './curveData.ts';
import type { StepRange } from './stepRange.ts';

const maxRows = 24;
const names: readonly CurveName[] = ['cost', 'validationCost', 'trainMetric', 'validationMetric'];

/** Another run's curve and what it is called. */
export interface ComparedCurve {
  readonly name: string;
  readonly curve: Matrix;
}

export interface CurveTableOptions {
  /** What the metric is called. */
  readonly metric: string;
  readonly marks: readonly Mark[];
  /** The part of the run that is looked at, `null` for all of it. */
  readonly zoom: StepRange | null;
  /** `null`: none. */
  readonly compared: ComparedCurve | null;
}

export function curveTable(curve: Matrix, { metric, marks, zoom, compared }: CurveTableOptions): TemplateResult {
  const caption = zoom
    ? localize('Cost and {0} from step {1} to step {2}', metric, formatCount(zoom.from), formatCount(zoom.to))
    : localize('Cost and {0} over the training so far', metric);
  return html`${rowsOf(curve, metric, caption, 'own')}
  ${compared ? rowsOf(compared.curve, metric, localize('Cost and {0} of {1}', metric, compared.name), 'compared') : nothing}
  ${
    marks.length > 0
      ? html`<ul aria-label=${localize('What was changed')}>${marks.map(
          ({ step, label }) => html`<li>${localize('{0} at step {1}', label, formatCount(step))}</li>`,
        )}</ul>`
      : nothing
  }`;
}

function rowsOf(curve: Matrix, metric: string, caption: string, whose: 'own' | 'compared'): TemplateResult {
  return html`<table data-curve=${whose}>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${localize('step')}</th><th scope="col">${localize('training cost')}</th><th
      scope="col">${localize('validation cost')}</th><th scope="col">${localize('training {0}', metric)}</th><th
        scope="col">${localize('validation {0}', metric)}</th></tr></thead>
    <tbody>${sampleIndices(curve.columns, maxRows).map(
      (index) => html`<tr>
      <th scope="row">${formatCount(numberAt(curve, 0, index))}</th>
      ${names.map(
        (name) => html`<td data-value=${figureAt(curve, name, index) ?? ''}>${figureText(curve, name, index)}</td>`,
      )}
    </tr>`,
    )}</tbody>
  </table>`;
}

function figureText(curve: Matrix, name: CurveName, index: number): string {
  if (name === 'cost' || name === 'validationCost') return formatCost(figureAt(curve, name, index));
  return formatMetric(metricAt(curve, name, index));
}
