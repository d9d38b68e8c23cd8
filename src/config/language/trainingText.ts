/** The rules behind the keys of training: how a step is made, how many there are. */
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { lossFor } from '../facts/networkSpec.ts';
import { lossTexts, optimizerTexts } from '../schema/explanations.ts';
import { scheduleTexts, warmUpEquation } from '../schema/scheduleTexts.ts';
import { readTraining } from '../facts/partialConfig.ts';
import { plural } from '../wording/plural.ts';
import { block, code } from '../wording/markdown.ts';
import type { TrainingConfig } from '../schema/schema.ts';
import type { Node, Path } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

/** What the value of a training key means here; "" when there is nothing to add to its description. */
export function trainingText(root: Node | undefined, path: Path, facts: DatasetFacts | null): string {
  const training = readTraining(root);
  if (!training) return '';
  switch (path[1]) {
    case 'optimizer':
    case 'learningRate':
    case 'momentum':
    case 'rho':
    case 'beta1':
    case 'beta2':
    case 'epsilon':
    case 'weightDecay':
      return ruleText(training);
    case 'schedule':
      return scheduleText(training);
    case 'l2':
      return localize(
        '{0}, so that {1} gains {2}',
        code('J = 1/m Σ ℒ + λ/2m_train Σ‖W‖²'),
        code('dW'),
        code('λ/m_train W'),
      );
    case 'loss':
      return facts ? code(lossTexts[lossFor(training, facts.task)].equation) : '';
    case 'batchSize':
    case 'epochs':
      return facts ? stepsText(training, facts) : '';
    default:
      return '';
  }
}

/** The update rule of the optimizer in force. */
function ruleText({ optimizer }: TrainingConfig): string {
  return `${localize('A step of {0}:', code(optimizer))}\n\n${block(optimizerTexts[optimizer].rule)}`;
}

/** The rate of a step with the numbers of the schedule in force. */
function scheduleText({ learningRate, schedule, epochs }: TrainingConfig): string {
  const { kind, ...numbers } = schedule;
  const values: Readonly<Record<string, number>> = { α: learningRate, epochs, ...numbers };
  const filled = (text: string): string => text.replace(/\{([^}]+)\}/g, (_, name: string) => String(values[name]));
  const lines = [scheduleTexts[kind].equation, ...(schedule.warmUp > 0 ? [warmUpEquation] : [])];
  const head = localize(
    'The learning rate of a step, {0} epochs done before it and {1} with it:',
    code('e'),
    code('e′'),
  );
  return `${head}\n\n${block(lines.map(filled))}`;
}

function stepsText({ batchSize, epochs }: TrainingConfig, { m, exact }: DatasetFacts): string {
  const size = batchSize === 'full' ? m : Math.min(batchSize, m);
  const perEpoch = size > 0 ? Math.ceil(m / size) : 0;
  const values = [m, plural(perEpoch, 'step'), plural(size, 'example'), plural(perEpoch * epochs, 'step')] as const;
  return exact
    ? localize('m = {0}: {1} an epoch with {2} each, {3} in all.', ...values)
    : localize('At most m = {0}: {1} an epoch with {2} each, {3} in all.', ...values);
}
