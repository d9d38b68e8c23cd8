/** Networks, examples and settings drawn from a seed, for comparing the engine with the reference. */
import type { Examples } from '../../../src/core/network/examples.ts';
import { probableInput } from '../../../src/core/network/activations.ts';
import { lossFunctions } from '../../../src/core/network/lossFunctions.ts';
import { createParameters } from '../../../src/core/network/arena.ts';
import type { Backend } from '../../../src/core/training/backend.ts';
import {
  type Activation,
  activations,
  hiddenActivations,
  type Loss,
  losses,
  type NetworkSpec,
} from '../../../src/core/network/network.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { optimizers, type TrainingSettings, defaultSettings } from '../../../src/core/training/settings.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../src/core/training/trainerOptions.ts';

/** Every loss with every output activation. */
export const outputs: readonly { readonly loss: Loss; readonly activation: Activation }[] = losses.flatMap((loss) =>
  activations.map((activation) => ({ loss, activation })),
);

/**
 * Up to three hidden layers of up to 40 units, up to 90 examples unless told otherwise, any optimiser, with and without L2, any batch size.
 * As many seeds in a row as there are `outputs` have each of them once.
 */
export function randomTraining(seed: number, most = { units: 40, examples: 90 }): TrainerOptions {
  const random = new RandomState(seed);
  const one = <T>(choices: readonly T[]): T => choices[random.randint(0, choices.length)] as T;
  const size = (): number => one([random.randint(1, 6), random.randint(1, most.units + 1)]);
  const { loss, activation } = outputs[seed % outputs.length] as (typeof outputs)[number];
  const hidden = Array.from({ length: random.randint(0, 4) }, () => ({
    units: size(),
    activation: one(hiddenActivations),
  }));
  const spec: NetworkSpec = {
    inputs: size(),
    layers: [...hidden, { units: size(), activation }],
    loss,
    leakySlope: 0.03,
  };
  const m = random.randint(1, most.examples + 1);
  const settings: TrainingSettings = {
    ...defaultSettings,
    optimizer: one(optimizers),
    learningRate: one([0.001, 0.01, 0.1]),
    batchSize: one(['full', random.randint(1, m + 1)] as const),
    epochs: 1000,
    l2: one([0, 0, 0.7]),
    shuffleSeed: seed,
  };
  const initialization = { scheme: 'xavier', scale: 1, value: 0, seed } as const;
  return { spec, train: randomExamples(spec, m, random), validation: null, initialization, settings };
}

/** Whether the loss wants probabilities and the activation gives other numbers, too. */
export function mayLeaveProbabilities({ layers, loss }: NetworkSpec): boolean {
  const activation = layers.at(-1)?.activation;
  return lossFunctions[loss].wantsProbability && activation !== 'sigmoid' && activation !== 'softmax';
}

/** A trainer; where cross-entropy meets outputs that need be no probabilities, they begin near one half. */
export function open(options: TrainerOptions, backend?: Backend): Trainer {
  const trainer = new Trainer({ ...options, backend });
  if (!mayLeaveProbabilities(options.spec)) return trainer;
  const start = trainer.checkpoint();
  const { W, b } = createParameters(options.spec, start.parameters);
  const L = options.spec.layers.length;
  W[L]?.forEach((w, i, weights) => {
    weights[i] = 0.02 * w;
  });
  const { layers, leakySlope } = options.spec;
  b[L]?.fill(probableInput(layers[L - 1]?.activation ?? 'linear', leakySlope));
  trainer.restore(start);
  return trainer;
}

export function randomExamples({ inputs, layers, loss }: NetworkSpec, m: number, random: RandomState): Examples {
  const units = layers.at(-1)?.units ?? 1;
  const X = Float64Array.from({ length: inputs * m }, () => random.randn());
  const Y = new Float64Array(units * m);
  for (let i = 0; i < m; i++) {
    if (loss === 'categoricalCrossEntropy') Y[random.randint(0, units) * m + i] = 1;
    else if (lossFunctions[loss].wantsProbability) for (let j = 0; j < units; j++) Y[j * m + i] = random.randint(0, 2);
    else for (let j = 0; j < units; j++) Y[j * m + i] = random.randn();
  }
  return { m, X, Y };
}
