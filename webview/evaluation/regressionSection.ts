/** A regression's evaluation: errors against predictions, and how they are spread. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { RegressionEvaluation } from '../../src/protocol/evaluationAnswer.ts';
import { formatCount, formatHundredths, formatValue } from '../kit/text/number.ts';
import { plot } from './plot.ts';

export function regressionSection(evaluation: RegressionEvaluation, target: string): TemplateResult {
  const { r2, mae, rmse, predicted, residual, histogram } = evaluation;
  const number = (value: number | null): string => (value === null ? '–' : formatValue(value));
  const x = extent(predicted);
  const truth = predicted.map((value, i) => value + (residual[i] ?? 0));
  const [lowest, highest] = extent(truth);
  const both = [Math.min(x[0], lowest), Math.max(x[1], highest)] as const;
  const size = Math.max(...extent(residual).map(Math.abs), 1e-12);
  const outline = outlineOf(histogram.edges, histogram.counts);
  return html`<p class="regression-facts">${target}: R² <b
    data-number="r2">${formatHundredths(r2)}</b> · ${localize('mean |error|')} <b>${number(mae)}</b> ·
      ${localize('root mean square error')} <b>${number(rmse)}</b></p>
    <div class="plots">
      ${plot({
        title: localize('Errors'),
        summary: localize(
          'Error of each prediction of {0} against the prediction; mean absolute error {1}',
          target,
          number(mae),
        ),
        ...{ xLabel: 'ŷ', yLabel: 'y − ŷ', x, y: [-size, size] },
        series: [
          { kind: 'reference', x, y: [0, 0] },
          { kind: 'points', x: predicted, y: residual },
        ],
      })}
      ${plot({
        title: localize('Truth and prediction'),
        summary: localize('What the file says of {0} against the prediction; R² {1}', target, formatHundredths(r2)),
        ...{ xLabel: 'ŷ', yLabel: 'y', x: both, y: both },
        series: [
          { kind: 'reference', x: both, y: both },
          { kind: 'points', x: predicted, y: truth },
        ],
      })}
      ${plot({
        title: localize('How the errors are spread'),
        summary: localize(
          'Histogram of the errors, from {0} to {1}, at most {2} in a bin',
          number(histogram.edges[0] ?? null),
          number(histogram.edges.at(-1) ?? null),
          formatCount(Math.max(...histogram.counts)),
        ),
        ...{
          xLabel: 'y − ŷ',
          yLabel: localize('examples'),
          x: extent(histogram.edges),
          y: [0, Math.max(1, ...histogram.counts)],
        },
        series: [{ kind: 'steps', ...outline }],
      })}
    </div>`;
}

/** The outline of the bars, from the first edge to the last. */
function outlineOf(edges: Float64Array, counts: Float64Array): { readonly x: number[]; readonly y: number[] } {
  const x = [edges[0] ?? 0];
  const y = [0];
  counts.forEach((count, bin) => {
    x.push(edges[bin] ?? 0);
    y.push(count);
  });
  x.push(edges.at(-1) ?? 0);
  y.push(0);
  return { x, y };
}

function extent(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
