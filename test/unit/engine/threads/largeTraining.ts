/** Trainings of large networks of awkward sizes drawn from a seed, and a platform that keeps account of its threads. */
import { hiddenActivations, type NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { optimizers, defaultSettings } from '../../../../src/core/training/settings.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import type { EngineProgram } from '../../../../src/engine/assembler/instance.ts';
import type { Helper, ThreadPlatform } from '../../../../src/engine/threads/platform.ts';
import { nodeThreads } from '../../../../src/platform/node/nodeThreads.ts';
import { randomExamples } from '../randomNetwork.ts';

/** One layer's weights are at least 32 KiB in both formats, which makes the network large. */
export function largeTraining(seed: number, most = 700): TrainerOptions {
  const random = new RandomState(seed);
  const one = <T>(choices: readonly T[]): T => choices[random.randint(0, choices.length)] as T;
  const sizes = [
    one([97, 128, 211]),
    one([85, 100, 131]),
    ...Array.from({ length: random.randint(0, 3) }, () => one([1, 3, 17, 33, 64])),
  ];
  const { loss, activation } = one([
    { loss: 'binaryCrossEntropy', activation: 'sigmoid' },
    { loss: 'categoricalCrossEntropy', activation: 'softmax' },
    { loss: 'squaredError', activation: 'linear' },
  ] as const);
  const [inputs = 1, ...hidden] = sizes;
  const layers = [
    ...hidden.map((units) => ({ units, activation: one(hiddenActivations) })),
    { units: one([1, 2, 5, 10]), activation },
  ];
  const spec: NetworkSpec = { inputs, layers, loss, leakySlope: 0.03 };
  const m = random.randint(60, most);
  const settings = {
    ...defaultSettings,
    optimizer: optimizers[seed % optimizers.length] ?? 'adam',
    learningRate: 0.01,
    batchSize: one(['full', random.randint(1, m), random.randint(10, 60)] as const),
    epochs: 1000,
    l2: one([0, 0.7]),
    shuffleSeed: seed,
  };
  const initialization = { scheme: 'xavier', scale: 1, value: 0, seed } as const;
  return { spec, train: randomExamples(spec, m, random), validation: null, initialization, settings };
}

export interface CountingPlatform extends ThreadPlatform {
  /** Started, and not yet known to have ended. */
  readonly alive: readonly Helper[];
}

/** Threads of node. @param start another way to start one */
export function countingPlatform(
  start: (program: EngineProgram, thread: number) => Helper = nodeThreads.start,
): CountingPlatform {
  const started: Helper[] = [];
  return {
    ...nodeThreads,
    cores: 4,
    get alive() {
      return started.filter(({ hasEnded }) => !hasEnded);
    },
    start(program, thread) {
      const helper = start(program, thread);
      started.push(helper);
      return helper;
    },
  };
}
