/** A backward pass written out by itself, with one of twelve slips in it: what a gradient check has to notice. */
import { activationFunctions } from '../../../../src/core/network/activationFunctions.ts';
import { createParameters, type Parameters } from '../../../../src/core/network/arena.ts';
import type { Examples } from '../../../../src/core/network/examples.ts';
import { createForwardBuffers, forwardPass } from '../../../../src/core/network/forward.ts';
import type { HiddenActivation, NetworkSpec } from '../../../../src/core/network/network.ts';
import { unitsOf } from '../../../../src/core/network/shape.ts';

export const slips = [
  'sum of dW not divided by m',
  'sum of db not divided by m',
  'g′ forgotten',
  'g′ of another activation',
  'g′ of the next example',
  'Y − A at the output',
  'λ left out',
  'λ twice',
  'λ on the biases, too',
  'second half of the examples left out',
  'activations of the wrong example',
  'weights of the layer above in the wrong order',
] as const;

export type Slip = (typeof slips)[number];

/** dW and db with the slip, or without one: the equations of the textbook, entry by entry. */
export function mutatedGradients(
  spec: NetworkSpec,
  parameters: Parameters,
  { X, Y, m }: Examples,
  l2: number,
  slip: Slip | null,
): Parameters {
  const gradients = createParameters(spec);
  const { Z, A } = createForwardBuffers(spec, X, m);
  forwardPass(spec, parameters, { Z, A }, m);
  const L = spec.layers.length;
  const sign = slip === 'Y − A at the output' ? -1 : 1;
  let dZ: Float64Array = A[L]!.map((a, i) => sign * (a - Y[i]!));
  const used = slip === 'second half of the examples left out' ? Math.ceil(m / 2) : m;
  const decay = (slip === 'λ left out' ? 0 : l2 / m) * (slip === 'λ twice' ? 2 : 1);
  for (let l = L; l >= 1; l--) {
    const [units, before] = [unitsOf(spec, l), unitsOf(spec, l - 1)];
    for (let j = 0; j < units; j++) {
      let bias = 0;
      for (let i = 0; i < used; i++) bias += dZ[j * m + i]!;
      const biasPenalty = slip === 'λ on the biases, too' ? decay * parameters.b[l]![j]! : 0;
      gradients.b[l]![j] = bias / (slip === 'sum of db not divided by m' ? 1 : m) + biasPenalty;
      for (let k = 0; k < before; k++) {
        let sum = 0;
        for (let i = 0; i < used; i++) {
          const other = slip === 'activations of the wrong example' ? (i + 1) % m : i;
          sum += dZ[j * m + i]! * A[l - 1]![k * m + other]!;
        }
        const w = parameters.W[l]![j * before + k]!;
        gradients.W[l]![j * before + k] = sum / (slip === 'sum of dW not divided by m' ? 1 : m) + decay * w;
      }
    }
    if (l > 1) dZ = below(spec, parameters, l, { dZ, z: Z[l - 1]!, m }, slip);
  }
  return gradients;
}

function below(
  spec: NetworkSpec,
  { W }: Parameters,
  l: number,
  { dZ, z, m }: { readonly dZ: Float64Array; readonly z: Float64Array; readonly m: number },
  slip: Slip | null,
): Float64Array {
  const [units, before] = [unitsOf(spec, l), unitsOf(spec, l - 1)];
  const own = spec.layers[l - 2]!.activation as HiddenActivation;
  const { gPrime, g } = activationFunctions[slip === 'g′ of another activation' ? 'sigmoid' : own];
  const slope = (at: number): number => {
    if (slip === 'g′ forgotten') return 1;
    const [k, i] = [Math.floor(at / m), at % m];
    const from = slip === 'g′ of the next example' ? k * m + ((i + 1) % m) : at;
    return gPrime(z[from]!, g(z[from]!, spec.leakySlope), spec.leakySlope);
  };
  return z.map((_, at) => {
    const [k, i] = [Math.floor(at / m), at % m];
    let sum = 0;
    for (let j = 0; j < units; j++) {
      const from = slip === 'weights of the layer above in the wrong order' ? (k + 1) % before : k;
      sum += W[l]![j * before + from]! * dZ[j * m + i]!;
    }
    return sum * slope(at);
  });
}
