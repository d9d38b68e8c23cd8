/** Which of two ways of training is faster here: steps of a middling large network in turns, a few milliseconds each. */
import { defaultSettings } from '../../core/training/settings.ts';
import type { BackendSession, Backend } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { RandomState } from '../../core/network/random.ts';

const spec: NetworkSpec = {
  inputs: 512,
  layers: [
    { units: 256, activation: 'relu' },
    { units: 10, activation: 'softmax' },
  ],
  loss: 'categoricalCrossEntropy',
  leakySlope: 0,
};
const m = 128;
const rounds = 15;
const settings = { ...defaultSettings, optimizer: 'gradientDescent', learningRate: 0 } as const;

/**
 * How many steps `one` does in the time of a step of `other`, by the fastest step of either: whatever else the machine does makes
 * steps only slower. Takes about a tenth of a second.
 */
export function timesAsFast(one: Backend, other: Backend, now: () => number): number {
  const train = randomExamples();
  const sides = [one, other].map((backend) => ({
    session: backend.open(spec, train, 'full'),
    fastest: Number.POSITIVE_INFINITY,
  }));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const begun = now();
      step(side.session);
      side.fastest = Math.min(side.fastest, now() - begun);
    }
  }
  for (const { session } of sides) session.dispose?.();
  return sides[1]!.fastest / sides[0]!.fastest;
}

function step(session: BackendSession): void {
  session.runSteps?.({ steps: 1, order: null, start: 0, batchSize: m, l2: 0, settings, t: 1 });
}

function randomExamples(): { m: number; X: Float64Array; Y: Float64Array } {
  const random = new RandomState(1);
  const classes = spec.layers.at(-1)?.units ?? 1;
  const X = Float64Array.from({ length: spec.inputs * m }, () => random.random());
  const Y = new Float64Array(classes * m);
  for (let i = 0; i < m; i++) Y[random.randint(0, classes) * m + i] = 1;
  return { m, X, Y };
}
