/** A training's report for people. */
import { counted, numberText, percentText, tableText } from './text.ts';
import type { TrainReport } from './trainReport.ts';

const stopSentences: Readonly<Record<TrainReport['stopReason'], string>> = {
  epochs: 'all epochs done',
  earlyStopping: 'stopped early, best weights kept',
  diverged: 'diverged',
  user: 'interrupted',
};

const severityWords = { failure: 'Not a success: ', warning: 'Note: ', information: '' } as const;

export function trainText(report: TrainReport): string {
  const { target, task, features, steps, epochs, seconds, stepsPerSecond } = report;
  const targets = typeof target === 'string' ? target : target.join(', ');
  const network = report.shapes.map(({ W, activation }) => `${W[0]} ${activation}`).join(' → ');
  const inputs = report.shapes[0]?.W[1] ?? 0;
  const costs = Object.entries(report.costs ?? {}).map(([step, cost]) => [
    `cost at iteration ${step}`,
    numberText(cost),
  ]);
  return [
    `${targets} (${task}) from ${features.join(', ')}\n`,
    `${counted(inputs, 'input')} → ${network}, ${counted(report.parameters, 'parameter')}, ${report.engine} ${report.precision}\n\n`,
    tableText(partsTable(report), [1, 2, 3]),
    costs.length > 0 ? `\n${tableText(costs, [1])}` : '',
    `\n${stopSentences[report.stopReason]}: ${counted(steps, 'step')}, ${counted(epochs, 'epoch')} in ${seconds.toFixed(2)} s`,
    stepsPerSecond === null ? '' : ` (${Math.round(stepsPerSecond).toLocaleString('en-US')} steps/s)`,
    ...report.verdict.map(({ severity, message }) => `\n${severityWords[severity]}${message}`),
    `\nweights ${report.weightsSha256}\n`,
  ].join('');
}

/** One column a part that is there; validation always. */
function partsTable(report: TrainReport): string[][] {
  const { task, m, mValidation, mTest } = report;
  const count = (examples: number): string => (examples > 0 ? numberText(examples) : '–');
  const measure =
    task === 'regression'
      ? ['R²', ...[report.r2, report.validationR2, report.testR2].map((r2) => numberText(r2, 4))]
      : ['accuracy', ...[report.trainAccuracy, report.validationAccuracy, report.testAccuracy].map(percentText)];
  const table = [
    ['', 'training', 'validation', 'test'],
    ['examples', count(m), count(mValidation), count(mTest)],
    ['cost', ...[report.cost, report.validationCost, report.testCost].map((cost) => numberText(cost))],
    measure,
  ];
  return mTest > 0 ? table : table.map((row) => row.slice(0, 3));
}
