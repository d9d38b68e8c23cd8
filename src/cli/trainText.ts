/** A training's report for people. */
import { counted, numberText, percentText, tableText } from './text.ts';
import type { TrainReport } from './trainReport.ts';

const stopSentences: Readonly<Record<TrainReport['stopReason'], string>> = {
  epochs: 'all epochs done',
  earlyStopping: 'stopped early, best weights kept',
  diverged: 'diverged',
  user: 'interrupted',
};

export function trainText(report: TrainReport): string {
  const { target, task, features, m, mValidation, steps, epochs, seconds, stepsPerSecond } = report;
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
    tableText([['', 'training', 'validation'], ...measures(report)], [1, 2]),
    costs.length > 0 ? `\n${tableText(costs, [1])}` : '',
    `\n${stopSentences[report.stopReason]}: ${counted(steps, 'step')}, ${counted(epochs, 'epoch')} in ${seconds.toFixed(2)} s`,
    stepsPerSecond === null ? '' : ` (${Math.round(stepsPerSecond).toLocaleString('en-US')} steps/s)`,
    `\nweights ${report.weightsSha256}\n`,
  ].join('');

  function measures({
    trainAccuracy,
    validationAccuracy,
    r2,
    validationR2,
    cost,
    validationCost,
  }: TrainReport): string[][] {
    return [
      ['examples', numberText(m), mValidation > 0 ? numberText(mValidation) : '–'],
      ['cost', numberText(cost), numberText(validationCost)],
      task === 'regression'
        ? ['R²', numberText(r2, 4), numberText(validationR2, 4)]
        : ['accuracy', percentText(trainAccuracy), percentText(validationAccuracy)],
    ];
  }
}
