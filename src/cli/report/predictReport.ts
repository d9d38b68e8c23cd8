/** What came of predicting a table: the object of `predict --json`, and the same for people. */
import { localize } from '../../config/wording/localize.ts';
import type { Task } from '../../data/columns/summary.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import type { AnswerFigures } from '../../core/evaluation/answerFigures.ts';
import type { PredictedTable } from '../../run/model/predictTable.ts';
import { oneLine } from '../terminal/failure.ts';
import { type RepairReport, repairReport } from './repairReport.ts';
import { numberText, percentText } from '../terminal/text.ts';

export interface PredictReport {
  readonly task: Task;
  /** A list when there are several. */
  readonly target: string | readonly string[];
  /** Rows of the table. */
  readonly rows: number;
  readonly predicted: number;
  readonly skipped: number;
  /** `null` without answers. */
  readonly metrics: AnswerFigures | null;
  readonly repairs: readonly RepairReport[];
  readonly seconds: number;
}

export function predictReport(
  { pipeline: { task, targets } }: ModelFile,
  { survey: { rows, repairs }, predicted, skipped, metrics, seconds }: PredictedTable,
): PredictReport {
  const names = targets.map(({ column }) => column);
  const [first = ''] = names;
  const target = names.length === 1 ? first : names;
  return { task, target, rows, predicted, skipped, metrics, repairs: repairs.map(repairReport), seconds };
}

/** One line: the table's name and its figures. */
export function predictText(name: string, { predicted, skipped, metrics }: PredictReport): string {
  const rows = localize('{0} rows predicted', numberText(predicted));
  const left = skipped > 0 ? [localize('{0} left out', numberText(skipped))] : [];
  return `${oneLine(name)}: ${[rows, ...left, ...(metrics ? figures(metrics) : [])].join(', ')}\n`;
}

function figures(metrics: AnswerFigures): string[] {
  const cost = localize('cost {0}', numberText(metrics.cost));
  if ('accuracy' in metrics) {
    const balanced = localize('balanced accuracy {0}', percentText(metrics.balancedAccuracy));
    return [localize('accuracy {0}', percentText(metrics.correct)), balanced, cost];
  }
  const each = (figure: number | readonly number[]) =>
    [figure]
      .flat()
      .map((value) => numberText(value))
      .join(' · ');
  return [`R² ${numberText(metrics.r2)}`, `MAE ${each(metrics.mae)}`, `RMSE ${each(metrics.rmse)}`, cost];
}
