/** The engine's gradients against central differences of the cost that the engine itself computes, for every pair of activation and loss. */
import assert from 'node:assert/strict';
import {
  type Activation,
  type HiddenActivation,
  hiddenActivations,
  type Loss,
  type NetworkSpec,
} from '../../../src/core/network/network.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { engineBackend } from '../../../src/engine/runtime/engineBackends.ts';
import { distance } from './kernels/distance.ts';
import { open, outputs, randomExamples, randomTraining } from './randomNetwork.ts';

const epsilon = 1e-5;
const m = 10;

/** In general position: with biases of 0 a rectifier behind dead units would stand on its kink. */
function training(hidden: HiddenActivation, activation: Activation, loss: Loss): Trainer {
  const layers = [
    { units: 4, activation: hidden },
    { units: 3, activation },
  ];
  const spec: NetworkSpec = { inputs: 3, layers, loss, leakySlope: 0.03 };
  const options = { ...randomTraining(5), spec, train: randomExamples(spec, m, new RandomState(6)) };
  const trainer = open({ ...options, settings: { ...options.settings, batchSize: 'full', l2: 0.7 } }, engineBackend);
  const [start, random] = [trainer.checkpoint(), new RandomState(7)];
  trainer.restore({ ...start, parameters: start.parameters.map((parameter) => parameter + 0.05 * random.randn()) });
  return trainer;
}

/** (J(θ + ε) − J(θ − ε)) / 2ε, one parameter after the other. */
function differences(trainer: Trainer): Float64Array {
  const start = trainer.checkpoint();
  const cost = (i: number, step: number): number => {
    const parameters = start.parameters.slice();
    parameters[i] = (parameters[i] ?? Number.NaN) + step;
    trainer.restore({ ...start, parameters });
    return trainer.evaluate(trainer.train).cost;
  };
  const slopes = start.parameters.map((_, i) => (cost(i, epsilon) - cost(i, -epsilon)) / (2 * epsilon));
  trainer.restore(start);
  return slopes;
}

describe('the engine’s gradients against finite differences of its cost', () => {
  for (const { loss, activation } of outputs)
    it(`${loss}, ${activation}, after every hidden activation, with λ`, () => {
      for (const hidden of hiddenActivations) {
        const trainer = training(hidden, activation, loss);
        const numeric = differences(trainer);
        while (trainer.nextPhase.kind !== 'update') trainer.advancePhase();
        const found = distance(trainer.gradients.values, numeric);
        assert.ok(found < 1e-7, `${hidden}: ${found}`);
      }
    });
});
