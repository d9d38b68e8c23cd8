/**
 * What an update does with the gradient. All rules run over the flat block of parameters, entry by entry; g is the
 * entry's gradient, w the parameter, v and s its running averages (first and second moment).
 */
import type { OptimizerName, TrainingSettings } from './settings.ts';

/** The numbers of `TrainingSettings` that an update needs. */
export type UpdateSettings = Pick<
  TrainingSettings,
  'optimizer' | 'learningRate' | 'momentum' | 'beta1' | 'beta2' | 'epsilon'
>;

/** Running averages in the layout of the parameters; zeros at the start and after a change of optimiser. */
export interface Moments {
  /** v of momentum and Adam. */
  readonly first: Float64Array;
  /** s of RMSProp and Adam. */
  readonly second: Float64Array;
}

export function createMoments(parameters: number): Moments {
  return { first: new Float64Array(parameters), second: new Float64Array(parameters) };
}

/** Which averages an optimiser keeps. */
export const momentsOf: Readonly<Record<OptimizerName, { readonly first: boolean; readonly second: boolean }>> = {
  gradientDescent: { first: false, second: false },
  momentum: { first: true, second: false },
  rmsProp: { first: false, second: true },
  adam: { first: true, second: true },
};

/**
 * One update in place.
 * @param t 1 for the first update since the averages were zero (Adam's bias correction)
 */
export function update(
  values: Float64Array,
  gradients: Float64Array,
  moments: Moments,
  settings: UpdateSettings,
  t: number,
): void {
  switch (settings.optimizer) {
    case 'gradientDescent':
      gradientDescent(values, gradients, settings.learningRate);
      break;
    case 'momentum':
      momentum(values, gradients, moments.first, settings);
      break;
    case 'rmsProp':
      rmsProp(values, gradients, moments.second, settings);
      break;
    case 'adam':
      adam(values, gradients, moments, settings, t);
      break;
  }
}

/** w ← w − αg */
function gradientDescent(w: Float64Array, g: Float64Array, learningRate: number): void {
  for (let i = 0; i < w.length; i++) w[i]! -= learningRate * g[i]!;
}

/** v ← βv + (1−β)g,   w ← w − αv */
function momentum(
  w: Float64Array,
  g: Float64Array,
  v: Float64Array,
  { learningRate, momentum: beta }: UpdateSettings,
): void {
  for (let i = 0; i < w.length; i++) {
    v[i] = beta * v[i]! + (1 - beta) * g[i]!;
    w[i]! -= learningRate * v[i]!;
  }
}

/** s ← β₂s + (1−β₂)g²,   w ← w − αg / (√s + ε) */
function rmsProp(
  w: Float64Array,
  g: Float64Array,
  s: Float64Array,
  { learningRate, beta2, epsilon }: UpdateSettings,
): void {
  for (let i = 0; i < w.length; i++) {
    s[i] = beta2 * s[i]! + (1 - beta2) * g[i]! * g[i]!;
    w[i]! -= (learningRate * g[i]!) / (Math.sqrt(s[i]!) + epsilon);
  }
}

/** v ← β₁v + (1−β₁)g,   s ← β₂s + (1−β₂)g²,   w ← w − α v̂ / (√ŝ + ε) with v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ)   (Kingma and Ba, 2015) */
function adam(
  w: Float64Array,
  g: Float64Array,
  { first: v, second: s }: Moments,
  { learningRate, beta1, beta2, epsilon }: UpdateSettings,
  t: number,
): void {
  const firstCorrection = 1 - power(beta1, t);
  const secondCorrection = 1 - power(beta2, t);
  for (let i = 0; i < w.length; i++) {
    v[i] = beta1 * v[i]! + (1 - beta1) * g[i]!;
    s[i] = beta2 * s[i]! + (1 - beta2) * g[i]! * g[i]!;
    w[i]! -= (learningRate * (v[i]! / firstCorrection)) / (Math.sqrt(s[i]! / secondCorrection) + epsilon);
  }
}

/** base^t for t ≥ 1 by repeated squaring: the same bits on every machine, which `**` does not promise. */
export function power(base: number, t: number): number {
  let result = 1;
  for (let square = base, rest = t; rest > 0; square *= square, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
