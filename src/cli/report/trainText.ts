/** A training's report for people. */
import { localize, msg } from '../../config/wording/localize.ts';
import { counted, numberText, percentText, tableText } from '../terminal/text.ts';
import type { TrainReport } from '../../run/model/trainReport.ts';

function stopText(reason: TrainReport['stopReason']): string {
  switch (reason) {
    case 'epochs':
      return localize('all epochs done');
    case 'earlyStopping':
      return localize('stopped early, best weights kept');
    case 'diverged':
      return localize('diverged');
    case 'user':
      return localize('interrupted');
  }
}

const severityWords = { failure: msg('Not a success: {0}'), warning: msg('Note: {0}'), information: '{0}' } as const;

export function trainText(report: TrainReport): string {
  const { target, task, features } = report;
  const targets = typeof target === 'string' ? target : target.join(', ');
  const network = report.shapes.map(({ W, activation }) => `${W[0]} ${activation}`).join(' → ');
  const inputs = report.shapes[0]?.W[1] ?? 0;
  const costs = Object.entries(report.costs ?? {}).map(([step, cost]) => [
    localize('cost at iteration {0}', step),
    numberText(cost),
  ]);
  return [
    `${localize('{0} from {1}', `${targets} (${task})`, features.join(', '))}\n`,
    `${counted(inputs, 'input')} → ${network}, ${counted(report.parameters, 'parameter')}, ${report.engine} ${report.precision}\n\n`,
    tableText(partsTable(report), [1, 2, 3]),
    costs.length > 0 ? `\n${tableText(costs, [1])}` : '',
    `\n${endText(report)}`,
    ...report.verdict.map(({ severity, message }) => `\n${localize(severityWords[severity], message)}`),
    `\n${localize('weights {0}', report.weightsSha256)}\n`,
  ].join('');
}

/** Why it ended, and how long it took. */
function endText({ stopReason, steps, epochs, seconds, stepsPerSecond }: TrainReport): string {
  const length = [counted(steps, 'step'), counted(epochs, 'epoch'), seconds.toFixed(2)];
  const speed = stepsPerSecond === null ? '' : ` (${numberText(Math.round(stepsPerSecond))} ${localize('steps/s')})`;
  return `${stopText(stopReason)}: ${localize('{0}, {1} in {2} s', ...length)}${speed}`;
}

/** One column a part that is there; validation always. */
function partsTable(report: TrainReport): string[][] {
  const { task, m, mValidation, mTest } = report;
  const count = (examples: number): string => (examples > 0 ? numberText(examples) : '–');
  const measure =
    task === 'regression'
      ? ['R²', ...[report.r2, report.validationR2, report.testR2].map((r2) => numberText(r2, 4))]
      : [localize('accuracy'), ...[report.trainCorrect, report.validationCorrect, report.testCorrect].map(percentText)];
  const table = [
    ['', localize('training'), localize('validation'), localize('test')],
    [localize('examples'), count(m), count(mValidation), count(mTest)],
    [localize('cost'), ...[report.cost, report.validationCost, report.testCost].map((cost) => numberText(cost))],
    measure,
  ];
  return mTest > 0 ? table : table.map((row) => row.slice(0, 3));
}
