/**
 * How sharply the cost curves at a place. The Hessian H of J is never built: its product with a vector v is the derivative
 * of the gradient along v, R{∂J/∂θ}, and R{·} goes forward and backward through the equations of a step like a second
 * derivative of its own (Pearlmutter 1994), exact up to rounding. At a kink the branch that the gradient takes counts.
 *
 * For a quadratic cost gradient descent multiplies the error along an eigenvector by 1 − αλ in each step, so that the cost
 * rises as soon as α > 2/λmax (LeCun, Simard and Pearlmutter, 1993).
 */
import type { ActivationFunction } from '../network/activationFunctions.ts';
import { activate, activationFunction, multiplyByDerivative } from '../network/activations.ts';
import { createParameters, type Parameters } from '../network/arena.ts';
import { backwardPass, propagate } from '../network/backward.ts';
import type { ExampleSet } from '../network/examples.ts';
import { affineRows, createForwardBuffers, forwardPass } from '../network/forward.ts';
import { lossFunctions } from '../network/lossFunctions.ts';
import { isNaturalPair, outputActivationDelta, outputDelta } from '../network/losses.ts';
import type { NetworkSpec } from '../network/network.ts';
import { dotRows, sumRow } from '../network/rows.ts';
import { unitsOf } from '../network/shape.ts';

/** Step in z for R{dZ^[L]} of the pairs of loss and activation that are not natural. */
const outputStep = 1e-5;

/** Z, A and dZ at the place, and what has the same shapes. */
interface Layers {
  readonly Z: readonly Float64Array[];
  readonly A: readonly Float64Array[];
  readonly dZ: readonly Float64Array[];
}

/** Products with the Hessian of J over some examples, λ term included, at a place of its own. */
export class HessianProduct {
  readonly #spec: NetworkSpec;
  readonly #parameters: Parameters;
  readonly #here: Layers;
  readonly #Y: Float64Array;
  readonly #m: number;
  readonly #decay: number;
  /** R{Z}, R{A}, R{dZ}; R{A^[0]} is 0. */
  readonly #R: Layers;
  /** A number a unit and example of the widest layers: scratch. */
  readonly #scratch: Float64Array;

  constructor(spec: NetworkSpec, parameters: Parameters, { X, Y, m }: ExampleSet, l2: number) {
    this.#spec = spec;
    this.#parameters = createParameters(spec, parameters.values.slice());
    this.#Y = Y;
    this.#m = m;
    this.#decay = l2 / m;
    this.#here = layersOf(spec, X, m);
    this.#R = layersOf(spec, new Float64Array(spec.inputs * m), m);
    this.#scratch = new Float64Array(Math.max(...this.#here.Z.map(({ length }) => length)));
    forwardPass(spec, this.#parameters, this.#here, m);
    backwardPass(spec, this.#parameters, createParameters(spec), { ...this.#here, Y }, m, this.#decay);
  }

  /** Number of parameters: the length of v. */
  get size(): number {
    return this.#parameters.values.length;
  }

  /** H·v */
  times(v: Float64Array): Float64Array {
    const V = createParameters(this.#spec, Float64Array.from(v));
    const L = this.#spec.layers.length;
    for (let l = 1; l <= L; l++) this.#forward(V, l);
    const product = createParameters(this.#spec);
    for (let l = L; l >= 1; l--) {
      if (l === L) this.#outputDelta();
      else this.#delta(V, l);
      this.#gradient(V, product, l);
    }
    return product.values;
  }

  /** R{Z} = V A + v_b + W R{A},  R{A} = g′ ⊙ R{Z} */
  #forward(V: Parameters, l: number): void {
    const [units, before, m] = [unitsOf(this.#spec, l), unitsOf(this.#spec, l - 1), this.#m];
    const { Z, A } = this.#R;
    affineRows({ W: V.W[l]!, b: V.b[l]!, A: this.#here.A[l - 1]!, Z: Z[l]!, before, m }, 0, units);
    if (l > 1) {
      const part = this.#scratch.subarray(0, units * m);
      const [W, b] = [this.#parameters.W[l]!, new Float64Array(units)];
      affineRows({ W, b, A: A[l - 1]!, Z: part, before, m }, 0, units);
      add(Z[l]!, part);
    }
    A[l]!.set(Z[l]!);
    this.#timesDerivative(A[l]!, l);
  }

  /** R{dZ^[L]}: R{A^[L]} of a natural pair; for cross-entropy behind another activation a central difference in z alone. */
  #outputDelta(): void {
    const L = this.#spec.layers.length;
    const { loss } = this.#spec;
    const { activation } = this.#spec.layers[L - 1]!;
    const into = this.#R.dZ[L]!;
    if (isNaturalPair(loss, activation)) {
      into.set(this.#R.A[L]!);
      return;
    }
    const row = activationFunction(activation);
    if (row && !lossFunctions[loss].wantsProbability) {
      this.#outputBend(row, into);
      return;
    }
    const [ahead, behind] = [this.#deltaAt(outputStep), this.#deltaAt(-outputStep)];
    for (let i = 0; i < into.length; i++) into[i] = (ahead[i]! - behind[i]!) / (2 * outputStep);
  }

  /** R{dZ^[L]} = (∂²ℒ/∂A² ⊙ g′² + dA ⊙ g″) ⊙ R{Z} */
  #outputBend({ gPrime, gSecond }: ActivationFunction, into: Float64Array): void {
    const L = this.#spec.layers.length;
    const { loss, leakySlope } = this.#spec;
    const [Z, A, Y, RZ] = [this.#here.Z[L]!, this.#here.A[L]!, this.#Y, this.#R.Z[L]!];
    const dA = this.#scratch.subarray(0, into.length);
    outputActivationDelta(loss, A, Y, dA, dA.length);
    for (let i = 0; i < into.length; i++) {
      const slope = gPrime(Z[i]!, A[i]!, leakySlope);
      const bend =
        lossFunctions[loss].second(A[i]!, Y[i]!) * slope * slope + dA[i]! * gSecond(Z[i]!, A[i]!, leakySlope);
      into[i] = bend * RZ[i]!;
    }
  }

  /** dZ^[L] at Z^[L] + step · R{Z^[L]} */
  #deltaAt(step: number): Float64Array {
    const L = this.#spec.layers.length;
    const { activation } = this.#spec.layers[L - 1]!;
    const units = unitsOf(this.#spec, L);
    const Z = this.#here.Z[L]!.map((z, i) => z + step * this.#R.Z[L]![i]!);
    const [A, dZ] = [new Float64Array(Z.length), new Float64Array(Z.length)];
    activate(activation, Z, A, units, this.#m, this.#spec.leakySlope);
    outputDelta(this.#spec, activation, { Z, A, Y: this.#Y, units, m: this.#m }, dZ);
    return dZ;
  }

  /** R{dZ} = (Wᵀ R{dZ′} + Vᵀ dZ′) ⊙ g′ + Wᵀ dZ′ ⊙ g″ ⊙ R{Z}, with dZ′ of the layer above */
  #delta(V: Parameters, l: number): void {
    const [above, units, m] = [unitsOf(this.#spec, l + 1), unitsOf(this.#spec, l), this.#m];
    const W = this.#parameters.W[l + 1]!;
    const into = this.#R.dZ[l]!;
    const part = this.#scratch.subarray(0, units * m);
    propagate(W, this.#R.dZ[l + 1]!, into, above, units, m);
    propagate(V.W[l + 1]!, this.#here.dZ[l + 1]!, part, above, units, m);
    add(into, part);
    this.#timesDerivative(into, l);
    const gSecond = activationFunction(this.#spec.layers[l - 1]!.activation)?.gSecond;
    if (!gSecond) return;
    propagate(W, this.#here.dZ[l + 1]!, part, above, units, m);
    const [Z, A, RZ, slope] = [this.#here.Z[l]!, this.#here.A[l]!, this.#R.Z[l]!, this.#spec.leakySlope];
    for (let i = 0; i < into.length; i++) into[i]! += part[i]! * gSecond(Z[i]!, A[i]!, slope) * RZ[i]!;
  }

  /** R{dW} = (R{dZ} Aᵀ + dZ R{A}ᵀ)/m + (λ/m) V,  R{db} = Σ R{dZ}/m */
  #gradient(V: Parameters, product: Parameters, l: number): void {
    const [units, before, m] = [unitsOf(this.#spec, l), unitsOf(this.#spec, l - 1), this.#m];
    const [A, dZ, RA, RdZ] = [this.#here.A[l - 1]!, this.#here.dZ[l]!, this.#R.A[l - 1]!, this.#R.dZ[l]!];
    for (let j = 0; j < units; j++) {
      for (let k = 0; k < before; k++) {
        const sum = dotRows(RdZ, j * m, A, k * m, m) + (l > 1 ? dotRows(dZ, j * m, RA, k * m, m) : 0);
        product.W[l]![j * before + k] = sum / m + this.#decay * V.W[l]![j * before + k]!;
      }
      product.b[l]![j] = sumRow(RdZ, j * m, m) / m;
    }
  }

  #timesDerivative(values: Float64Array, l: number): void {
    const { activation, units } = this.#spec.layers[l - 1]!;
    const { Z, A } = this.#here;
    multiplyByDerivative(activation, values, { Z: Z[l]!, A: A[l]!, units, m: this.#m }, this.#spec.leakySlope);
  }
}

function layersOf(spec: NetworkSpec, X: ExampleSet['X'], m: number): Layers {
  const buffers = createForwardBuffers(spec, X, m);
  return { ...buffers, dZ: buffers.Z.map((Z) => new Float64Array(Z.length)) };
}

/** x ← x + y */
function add(x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! += y[i]!;
}
