/** Class count against units, activation against loss: an output layer that was written down, and classes that have to pass one unit. */
import type { HiddenActivation } from '../../core/network/network.ts';
import type { Task } from '../../data/columns/summary.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { lossTexts } from '../schema/explanations.ts';
import { lossFor, outputOfTask } from '../facts/networkSpec.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';

/** What the last layer of a network for the task is often written with. */
const writtenOutputs: Readonly<Record<Task, readonly HiddenActivation[]>> = {
  binary: ['sigmoid'],
  multiclass: ['sigmoid', 'linear'],
  regression: ['linear'],
};

/** Warnings about hidden layers that do not go with the output layer, which follows from the target. */
export function outputProblems(
  { network, training }: Pick<NetworkConfig, 'network' | 'training'>,
  facts: DatasetFacts | null,
): KeyProblem[] {
  const { layers } = network;
  // Linear throughout: there is more to say than that.
  if (!facts || layers.every(({ activation }) => activation === 'linear')) return [];
  const index = layers.length - 1;
  const last = layers[index];
  if (last?.units === facts.outputs && writtenOutputs[facts.task].includes(last.activation)) {
    const message = localize(
      'Layer {0} looks like an output layer. That one follows from the target and is not listed: {1} with ' +
        '{2} comes after it. Remove layer {0}, unless a hidden layer of this size is meant.',
      index + 1,
      outputText(facts),
      localize(lossTexts[lossFor(training, facts.task)].name),
    );
    const path = ['network', 'layers', index];
    return [{ code: 'outputListed', severity: 'warning', path, message, values: [index + 1, facts.outputs] }];
  }
  const narrow = layers.findLastIndex(({ units }) => units === 1);
  if (facts.task !== 'multiclass' || narrow < 0) return [];
  const message = localize(
    'The target has {0} classes, and layer {1} lets only one number through to tell them apart. Give it ' +
      'more units, or remove it: {2} after the last layer follows from the target.',
    facts.outputs,
    narrow + 1,
    outputText(facts),
  );
  const path = ['network', 'layers', narrow];
  return [{ code: 'bottleneck', severity: 'warning', path, message, values: [facts.outputs, narrow + 1] }];
}

/** "a layer of 3 softmax units" */
function outputText({ task, outputs }: DatasetFacts): string {
  const { activation } = outputOfTask[task];
  return outputs === 1
    ? localize('a layer of 1 {0} unit', activation)
    : localize('a layer of {0} {1} units', outputs, activation);
}
