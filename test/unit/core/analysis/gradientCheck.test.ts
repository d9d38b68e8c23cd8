import assert from 'node:assert/strict';
import { probableInput } from '../../../../src/core/network/activations.ts';
import { lossFunctions } from '../../../../src/core/network/lossFunctions.ts';
import { describe, it } from 'mocha';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { gradientCheck, gradientCheckSteps, gradientsOf } from '../../../../src/core/analysis/gradientCheck.ts';
import {
  type Activation,
  activations,
  type HiddenActivation,
  hiddenActivations,
  type Loss,
  losses,
} from '../../../../src/core/network/network.ts';
import { flower, yesNo } from '../flower.ts';
import { network, randomExamples, randomParameters } from '../network/randomNetworks.ts';

const m = 12;

/** A network, parameters and examples in general position, with predictions that the loss has a meaning for. */
function setup(hidden: HiddenActivation, output: Activation, loss: Loss, depth: number, seed: number) {
  const inside = Array.from({ length: depth - 1 }, (_, index) => [4 - index, hidden] as const);
  const spec = network(3, inside, [3, output], loss);
  const parameters = randomParameters(spec, seed);
  const isProbability = output === 'sigmoid' || output === 'softmax';
  if (lossFunctions[loss].wantsProbability && !isProbability) {
    // Cross-entropy wants 0 < ŷ < 1: outputs near one half.
    parameters.W[depth]!.forEach((w, i, W) => {
      W[i] = w * 0.1;
    });
    parameters.b[depth]!.fill(probableInput(output, spec.leakySlope));
  }
  return { spec, parameters, examples: randomExamples(spec, m, seed + 1000) };
}

describe('gradientCheck(spec, parameters, examples, λ)', () => {
  for (const hidden of hiddenActivations) {
    for (const loss of losses) {
      for (const depth of [1, 2, 3]) {
        for (const l2 of [0, 0.7]) {
          it(`agrees: ${hidden}, ${loss}, ${depth} layers, λ = ${l2}, every output activation`, () => {
            activations.forEach((output, index) => {
              const { spec, parameters, examples } = setup(hidden, output, loss, depth, 17 * depth + index);
              const check = gradientCheck(spec, parameters, examples, l2);
              assert.ok(check.passed && check.relativeError < 1e-7, `${output}: ${check.relativeError}`);
              assert.ok(
                check.relativeError > 0 && check.compared > 0.8 * check.parameters,
                `${output}: ${check.compared} compared`,
              );
            });
          });
        }
      }
    }
  }

  it('leaves out and counts parameters with a kink within ±ε', () => {
    const spec = yesNo([1], 'relu', 1);
    const parameters = createParameters(spec, Float64Array.of(1, 0, 1, 0));
    const examples = (x: number) => ({ m: 2, X: Float64Array.of(x, 2), Y: Float64Array.of(0, 1) });
    const near = gradientCheck(spec, parameters, examples(1e-9), 0);
    assert.deepEqual([near.kinks, near.compared, near.passed], [1, 3, true]);
    // A smaller ε does not reach it.
    const apart = gradientCheck(spec, parameters, examples(1e-6), 0);
    assert.deepEqual([apart.kinks, apart.compared, apart.passed], [0, 4, true]);
  });

  it('takes evenly spaced parameters when only some are asked for, and changes none', () => {
    const spec = yesNo([20]);
    const parameters = randomParameters(spec, 1);
    const before = parameters.values.slice();
    const check = gradientCheck(spec, parameters, flower, 0, { maxParameters: 10 });
    assert.deepEqual([check.compared, check.parameters, check.passed], [10, 81, true]);
    assert.deepEqual(parameters.values, before);
  });

  it('all-zero gradients count as agreement', () => {
    const spec = yesNo([2], 'linear');
    const check = gradientCheck(
      spec,
      createParameters(spec),
      { m: 2, X: new Float64Array(4), Y: Float64Array.of(0, 1) },
      0,
    );
    assert.equal(check.relativeError, 0);
  });

  it('a gradient of nothing but rounding, at the symmetric point of zero weights, counts as agreement', () => {
    const spec = yesNo([4]);
    const parameters = createParameters(spec);
    assert.deepEqual(
      (({ relativeError, passed }) => [relativeError, passed])(gradientCheck(spec, parameters, flower, 0)),
      [0, true],
    );
  });

  it('a wrong gradient is found at the symmetric point too, as soon as it is larger than rounding', () => {
    const spec = yesNo([4]);
    const parameters = createParameters(spec);
    const wrong = createParameters(
      spec,
      gradientsOf(spec, parameters, flower, 0).values.map((g) => g + 1e-8),
    );
    const check = gradientCheck(spec, parameters, flower, 0, { gradients: wrong });
    assert.ok(check.relativeError > 0.5 && !check.passed);
  });

  it('gradientCheckSteps(…) tells the share done and can be left at any time', () => {
    const spec = yesNo([4]);
    const steps = gradientCheckSteps(spec, randomParameters(spec, 2), flower, 0);
    const shares = Array.from({ length: 17 }, () => steps.next().value as number);
    assert.deepEqual([shares[0], shares.at(-1)], [1 / 17, 1]);
    assert.equal(steps.next().done, true);
  });
});
