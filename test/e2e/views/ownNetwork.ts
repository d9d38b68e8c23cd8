/**
 * A network computed the slow and plain way, one example after the other and one sum after the other, straight from the equations of
 * the course. The panel's numbers are compared with these; nothing here comes from the extension's code.
 */
import type { OwnExample } from './ownTable.ts';

export type OwnActivation = 'tanh' | 'relu' | 'linear' | 'sigmoid' | 'softmax';

export interface OwnLayer {
  /** W[j][k]: from unit k below to unit j. */
  readonly W: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly g: OwnActivation;
}

/** z[l] and a[l] of one example, l = 0…L; a[0] is x. */
export interface Pass {
  readonly z: readonly (readonly number[])[];
  readonly a: readonly (readonly number[])[];
}

export function forward(layers: readonly OwnLayer[], x: readonly number[]): Pass {
  const z: (readonly number[])[] = [[]];
  const a: (readonly number[])[] = [x];
  for (const { W, b, g } of layers) {
    const below = a.at(-1) ?? [];
    const sums = W.map((weights, j) => weights.reduce((sum, w, k) => sum + w * (below[k] ?? 0), b[j] ?? 0));
    z.push(sums);
    a.push(apply(g, sums));
  }
  return { z, a };
}

function apply(g: OwnActivation, z: readonly number[]): number[] {
  const highest = Math.max(...z);
  const total = z.reduce((sum, value) => sum + Math.exp(value - highest), 0);
  switch (g) {
    case 'tanh':
      return z.map(Math.tanh);
    case 'relu':
      return z.map((value) => Math.max(0, value));
    case 'linear':
      return [...z];
    case 'sigmoid':
      return z.map((value) => 1 / (1 + Math.exp(-value)));
    case 'softmax':
      return z.map((value) => Math.exp(value - highest) / total);
  }
}

/** g′ where each unit has its own. */
export function slope(g: OwnActivation, a: number): number {
  return { tanh: 1 - a * a, relu: a > 0 ? 1 : 0, linear: 1, sigmoid: a * (1 - a), softmax: Number.NaN }[g];
}

/** ℒ of one example, with the loss that belongs to the output's activation. */
export function lossOf(layers: readonly OwnLayer[], { x, y }: OwnExample): number {
  const { z, a } = forward(layers, x);
  const out = z.at(-1) ?? [];
  switch (layers.at(-1)?.g) {
    case 'sigmoid':
      // −ln σ(z) for y = 1, −ln(1 − σ(z)) for y = 0
      return Math.log1p(Math.exp(y[0] === 1 ? -(out[0] ?? 0) : (out[0] ?? 0)));
    case 'softmax': {
      const truth = y.indexOf(1);
      return Math.log1p(
        out.reduce((sum, value, k) => (k === truth ? sum : sum + Math.exp(value - (out[truth] ?? 0))), 0),
      );
    }
    default:
      return (a.at(-1) ?? []).reduce((sum, value, k) => sum + (value - (y[k] ?? 0)) ** 2 / 2, 0);
  }
}

/** dz[l] of one example, l = 1…L: a − y at the output, below it what comes down through the weights times g′. */
export function errors(layers: readonly OwnLayer[], { x, y }: OwnExample): number[][] {
  const { a } = forward(layers, x);
  const dz: number[][] = [];
  for (let l = layers.length; l >= 1; l--) {
    const above = layers[l];
    dz[l] = (a[l] ?? []).map((value, j) => {
      if (!above) return value - (y[j] ?? 0);
      const down = above.W.reduce((sum, weights, i) => sum + (weights[j] ?? 0) * (dz[l + 1]?.[i] ?? 0), 0);
      return down * slope(layers[l - 1]?.g ?? 'linear', value);
    });
  }
  return dz;
}

export interface Gradient {
  readonly dW: readonly (readonly number[])[];
  readonly db: readonly number[];
}

/** dW^[l] and db^[l], averaged over the examples, with λ/m · W; l = 1…L. */
export function gradients(layers: readonly OwnLayer[], examples: readonly OwnExample[], lambda: number): Gradient[] {
  const m = examples.length;
  const all = examples.map((example) => ({ a: forward(layers, example.x).a, dz: errors(layers, example) }));
  return [{ dW: [], db: [] }, ...layers].slice(1).map((_, index) => {
    const l = index + 1;
    const { W, b } = layers[index] ?? { W: [], b: [] };
    const over = (term: (one: (typeof all)[number]) => number): number =>
      all.reduce((sum, one) => sum + term(one), 0) / m;
    return {
      dW: W.map((weights, j) =>
        weights.map((w, k) => over(({ a, dz }) => (dz[l]?.[j] ?? 0) * (a[l - 1]?.[k] ?? 0)) + (lambda / m) * w),
      ),
      db: b.map((_value, j) => over(({ dz }) => dz[l]?.[j] ?? 0)),
    };
  });
}

/** The class with the largest output, of two the one that ŷ is nearer to; −1 in regression. */
export function answerOf(layers: readonly OwnLayer[], x: readonly number[]): number {
  const output = forward(layers, x).a.at(-1) ?? [];
  const { g } = layers.at(-1) ?? { g: 'linear' };
  if (g === 'sigmoid') return Number((output[0] ?? 0) > 0.5);
  return g === 'softmax' ? output.indexOf(Math.max(...output)) : -1;
}

/** Probability of a class. */
export function probability(layers: readonly OwnLayer[], x: readonly number[], code: number): number {
  const output = forward(layers, x).a.at(-1) ?? [];
  if (output.length > 1) return output[code] ?? Number.NaN;
  const [one = Number.NaN] = output;
  return code === 1 ? one : 1 - one;
}
