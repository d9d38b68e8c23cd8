/** Configuration and facts about the data → the network: hidden layers as listed, the output layer and loss as the task asks. */
import type { Activation, LayerSpec, Loss, NetworkSpec } from '../../core/network/network.ts';
import type { Task } from '../../data/columns/summary.ts';
import type { NetworkConfig, TrainingConfig } from '../schema/schema.ts';

/** What the data decide about a network. */
export interface NetworkFacts {
  /** n_x: features after one-hot encoding. */
  readonly inputs: number;
  /** n_y: 1 for yes/no, classes for more, targets for numbers. */
  readonly outputs: number;
  readonly task: Task;
}

/** The three natural pairs of output activation and loss, for which dZ^[L] = A^[L] − Y: what `training.loss` "auto" stands for. */
export const outputOfTask: Readonly<Record<Task, { readonly activation: Activation; readonly loss: Loss }>> = {
  binary: { activation: 'sigmoid', loss: 'binaryCrossEntropy' },
  multiclass: { activation: 'softmax', loss: 'categoricalCrossEntropy' },
  regression: { activation: 'linear', loss: 'squaredError' },
};

/** The loss in force: what was chosen where numbers are predicted, else the task's own. */
export function lossFor({ loss }: Pick<TrainingConfig, 'loss'>, task: Task): Loss {
  return task === 'regression' && loss !== 'auto' ? loss : outputOfTask[task].loss;
}

/** The whole network, output layer last. */
export function networkSpec(config: Pick<NetworkConfig, 'network' | 'training'>, facts: NetworkFacts): NetworkSpec {
  const { activation } = outputOfTask[facts.task];
  const hidden: LayerSpec[] = config.network.layers.map((layer) => ({
    units: layer.units,
    activation: layer.activation,
  }));
  return {
    inputs: facts.inputs,
    layers: [...hidden, { units: facts.outputs, activation }],
    loss: lossFor(config.training, facts.task),
    leakySlope: config.network.leakySlope,
  };
}
