/** What came of a table that the network was applied to, in few words. */
import type { AnswerFigures } from '../../src/core/evaluation/answerFigures.ts';
import type { PredictionReport } from '../../src/protocol/modelApi.ts';
import type { PredictionView } from '../../src/protocol/predictionView.ts';
import { localize } from '../kit/text/l10n.ts';
import {
  formatCost,
  formatCount,
  formatHundredths,
  formatMetric,
  formatPercent,
  formatValue,
} from '../kit/text/number.ts';

/** "97.1 %", "R² 0.93"; "" without answers. */
export function headFigure({ metrics }: Pick<PredictionReport, 'metrics'>): string {
  if (metrics === null) return '';
  return 'accuracy' in metrics ? formatMetric(metrics.correct) : `R² ${formatHundredths(metrics.r2)}`;
}

/** "penguins-2.csv: 97.1 %" */
export function predictionTitle({ name, state, progress, report }: PredictionView): string {
  if (state === 'running') return `${name}: ${formatPercent(progress)}`;
  const figure = report ? headFigure(report) : '';
  return figure === '' ? name : `${name}: ${figure}`;
}

export interface Figure {
  /** For tests and styles. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** Those of Evaluation, in its words. */
export function figuresOf(metrics: AnswerFigures, targets: readonly string[]): readonly Figure[] {
  const cost = { name: 'cost', label: localize('mean loss'), value: formatCost(metrics.cost) };
  if ('accuracy' in metrics) {
    const balanced = formatPercent(metrics.balancedAccuracy);
    return [
      { name: 'accuracy', label: localize('accuracy'), value: formatMetric(metrics.correct) },
      { name: 'balancedAccuracy', label: localize('balanced accuracy'), value: balanced },
      cost,
    ];
  }
  const each = (name: string, label: string, values: number | readonly number[]): Figure[] =>
    [values].flat().map((value, k, all) => ({
      name,
      label: all.length > 1 ? `${label} (${targets[k] ?? ''})` : label,
      value: formatValue(value),
    }));
  return [
    { name: 'r2', label: 'R²', value: formatHundredths(metrics.r2) },
    ...each('mae', 'MAE', metrics.mae),
    ...each('rmse', 'RMSE', metrics.rmse),
    cost,
  ];
}

/** "172 rows predicted, 3 left out" */
export function rowsSentence({ predicted, skipped }: PredictionReport): string {
  const rows = localize('{0} rows predicted', formatCount(predicted));
  return skipped > 0 ? `${rows}, ${localize('{0} left out', formatCount(skipped))}` : rows;
}
