/** Random examples and parameters in general position, from a seed. */
import { createParameters, type Parameters } from '../../../../src/core/network/arena.ts';
import { lossFunctions } from '../../../../src/core/network/lossFunctions.ts';
import type { Examples } from '../../../../src/core/network/examples.ts';
import type { Activation, HiddenActivation, Loss, NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';

export function network(
  inputs: number,
  hidden: readonly (readonly [units: number, activation: HiddenActivation])[],
  output: readonly [units: number, activation: Activation],
  loss: Loss,
): NetworkSpec {
  return {
    inputs,
    layers: [...hidden, output].map(([units, activation]) => ({ units, activation })),
    loss,
    leakySlope: 0.01,
  };
}

/** X normal; Y one-hot for several outputs of cross-entropy, 0/1 for one, normal for squared error. */
export function randomExamples(spec: NetworkSpec, m: number, seed: number): Examples {
  const random = new RandomState(seed);
  const outputs = spec.layers.at(-1)!.units;
  const X = Float64Array.from({ length: spec.inputs * m }, () => random.randn());
  const Y = new Float64Array(outputs * m);
  for (let i = 0; i < m; i++) {
    if (!lossFunctions[spec.loss].wantsProbability) for (let j = 0; j < outputs; j++) Y[j * m + i] = random.randn();
    else if (spec.loss === 'categoricalCrossEntropy' && outputs > 1) Y[random.randint(0, outputs) * m + i] = 1;
    else for (let j = 0; j < outputs; j++) Y[j * m + i] = random.randint(0, 2);
  }
  return { m, X, Y };
}

/** Normal parameters, biases included. */
export function randomParameters(spec: NetworkSpec, seed: number, scale = 0.5): Parameters {
  const random = new RandomState(seed);
  const parameters = createParameters(spec);
  for (let i = 0; i < parameters.values.length; i++) parameters.values[i] = random.randn() * scale;
  return parameters;
}
