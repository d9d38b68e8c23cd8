/** The equations that are shown are the ones that are computed: trained by them alone, a network comes out as core trains it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hiddenActivations, type NetworkSpec } from '../../../src/core/network/network.ts';
import { optimizers, type TrainingSettings } from '../../../src/core/training/settings.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { stepEquations } from '../../../src/equations/step.ts';
import { network, randomExamples } from '../core/network/randomNetworks.ts';
import { plain, scaled } from '../core/training/settings.ts';
import { startNumbers, stepByEquations, computed } from './running.ts';

const steps = 6;

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++)
    largest = Math.max(largest, Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(b[i]!)));
  return largest;
}

function compare(spec: NetworkSpec, changes: Partial<TrainingSettings>, seed: number): void {
  const settings = { ...plain, learningRate: 0.1, ...changes };
  const train = randomExamples(spec, 9, seed);
  const initialization = scaled(0.5, seed);
  const trainer = new Trainer({ spec, train, validation: null, initialization, settings });
  const numbers = startNumbers(spec, train, trainer.parameters, settings);
  for (let t = 1; t <= steps; t++) {
    const cost = stepByEquations(numbers, spec, settings, t);
    trainer.run(1);
    assert.ok(Math.abs(cost - trainer.batchCost) < 1e-12, `J of step ${t}: ${cost} and ${trainer.batchCost}`);
  }
  const { W, b } = trainer.parameters;
  for (let l = 1; l <= spec.layers.length; l++) {
    assert.ok(distance(numbers.get(`W${l}`)!.values, W[l]!) < 1e-11, `W${l}`);
    assert.ok(distance(numbers.get(`b${l}`)!.values, b[l]!) < 1e-11, `b${l}`);
  }
}

describe('equations/step', () => {
  const outputs = [
    [[1, 'sigmoid'], 'binaryCrossEntropy'],
    [[3, 'softmax'], 'categoricalCrossEntropy'],
    [[2, 'linear'], 'squaredError'],
  ] as const;

  for (const activation of hiddenActivations) {
    for (const [output, loss] of outputs) {
      it(`trains as core does: ${activation} layers, ${loss}, with L2`, () => {
        const hidden = [
          [4, activation],
          [3, activation],
        ] as const;
        compare(network(3, hidden, output, loss), { l2: 0.3 }, 5);
      });
    }
  }

  for (const optimizer of optimizers) {
    it(`updates as core does: ${optimizer}`, () => {
      compare(network(2, [[3, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy'), { optimizer, learningRate: 0.01 }, 7);
    });
  }

  it('a loss as it is read is the loss as it is computed, where neither overflows', () => {
    const spec = network(2, [[3, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy');
    const examples = randomExamples(spec, 9, 3);
    const trainer = new Trainer({
      spec,
      train: examples,
      validation: null,
      initialization: scaled(0.5, 1),
      settings: plain,
    });
    const numbers = startNumbers(spec, examples, trainer.parameters, plain);
    stepByEquations(numbers, spec, plain, 1);
    const loss = stepEquations(spec, plain).find(({ id }) => id === 'loss')!;
    assert.ok(loss.computed);
    const read = computed({ right: loss.right }, numbers).values;
    assert.ok(distance(read, computed(loss, numbers).values) < 1e-13);
  });
});
