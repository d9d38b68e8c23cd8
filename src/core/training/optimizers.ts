/**
 * What an update does with the gradient, a row for each optimiser. All rules run over the flat block of parameters,
 * entry by entry; g is the
 * entry's gradient, w the parameter, v and s its running averages (first and second moment).
 */

/** The numbers that updates read. */
export interface UpdateNumbers {
  /** α > 0. */
  readonly learningRate: number;
  /** β of momentum, v ← βv + (1−β)dW. */
  readonly momentum: number;
  /** ρ of RMSProp's mean square, s ← ρs + (1−ρ)dW². */
  readonly rho: number;
  /** Adam's alone. */
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** λ_w ≥ 0, AdamW's alone. */
  readonly weightDecay: number;
}

/** What of a training's settings an update needs. */
export interface UpdateSettings extends UpdateNumbers {
  readonly optimizer: keyof typeof optimizerRules;
}

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

/** One optimiser: the one place of the core that knows it. */
export interface OptimizerRule {
  /** Operations of an update, for each parameter. */
  readonly operations: number;
  /** Passes over arrays as long as the parameters. */
  readonly streams: number;
  /** Whether its averages are divided by 1−βᵗ. */
  readonly isCorrected: boolean;
  /**
   * One update in place: w from g, averages first.
   * @param t 1 for the first update since the averages were zero (Adam's bias correction)
   * @param weights the parts of w that decay, views of it: every W, no b
   */
  readonly update: (
    w: Float64Array,
    g: Float64Array,
    moments: Moments,
    numbers: UpdateNumbers,
    t: number,
    weights: readonly Float64Array[],
  ) => void;
}

export const optimizerRules = {
  /** w ← w − αg */
  gradientDescent: {
    operations: 2,
    streams: 4,
    isCorrected: false,
    update(w, g, _moments, { learningRate }) {
      for (let i = 0; i < w.length; i++) w[i]! -= learningRate * g[i]!;
    },
  },

  /** v ← βv + (1−β)g,   w ← w − αv */
  momentum: {
    operations: 5,
    streams: 6,
    isCorrected: false,
    update(w, g, { first: v }, { learningRate, momentum: beta }) {
      for (let i = 0; i < w.length; i++) {
        v[i] = beta * v[i]! + (1 - beta) * g[i]!;
        w[i]! -= learningRate * v[i]!;
      }
    },
  },

  /**
   * v ← βv + (1−β)g,   w ← w − α(βv + (1−β)g): momentum that looks ahead, as if v had taken in the same g once more
   * (Nesterov, 1983; in this form Sutskever and others, 2013). PyTorch's SGD with nesterov=True has v ← βv + g and
   * w ← w − α(g + βv): the same steps with its α set to (1−β) times this one.
   */
  nesterov: {
    operations: 8,
    streams: 6,
    isCorrected: false,
    update(w, g, { first: v }, { learningRate, momentum: beta }) {
      for (let i = 0; i < w.length; i++) {
        v[i] = beta * v[i]! + (1 - beta) * g[i]!;
        w[i]! -= learningRate * (beta * v[i]! + (1 - beta) * g[i]!);
      }
    },
  },

  /** s ← ρs + (1−ρ)g²,   w ← w − αg / (√s + ε) */
  rmsProp: {
    operations: 20,
    streams: 6,
    isCorrected: false,
    update(w, g, { second: s }, { learningRate, rho, epsilon }) {
      for (let i = 0; i < w.length; i++) {
        s[i] = rho * s[i]! + (1 - rho) * g[i]! * g[i]!;
        w[i]! -= (learningRate * g[i]!) / (Math.sqrt(s[i]!) + epsilon);
      }
    },
  },

  /**
   * v ← β₁v + (1−β₁)g,   s ← β₂s + (1−β₂)g²,
   * w ← w − α v̂ / (√ŝ + ε) with v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ)
   * (Kingma and Ba, 2015)
   */
  adam: {
    operations: 25,
    streams: 8,
    isCorrected: true,
    update: updateByAdam,
  },

  /**
   * W ← W − αλ_w W, then as Adam, b at once as Adam: W ← W − α(v̂/(√ŝ + ε) + λ_w W). The decay is apart from the gradient
   * and so from its averages (Loshchilov and Hutter, 2019). PyTorch's AdamW does the same steps, and decays whatever it is
   * given, biases too; Keras' AdamW adds ε to √s before the correction, and leaves out what `exclude_from_weight_decay` names.
   */
  adamW: {
    operations: 28,
    streams: 9,
    isCorrected: true,
    update(w, g, moments, numbers, t, weights) {
      const decay = numbers.learningRate * numbers.weightDecay;
      for (const W of weights) {
        for (let i = 0; i < W.length; i++) W[i]! -= decay * W[i]!;
      }
      updateByAdam(w, g, moments, numbers, t);
    },
  },
} as const satisfies Readonly<Record<string, OptimizerRule>>;

/** Adam's row, and AdamW's after its decay. */
function updateByAdam(
  w: Float64Array,
  g: Float64Array,
  { first: v, second: s }: Moments,
  { learningRate, beta1, beta2, epsilon }: UpdateNumbers,
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

/** One update in place, by the optimiser of the settings; t and weights as in `OptimizerRule.update`. */
export function update(
  values: Float64Array,
  gradients: Float64Array,
  moments: Moments,
  settings: UpdateSettings,
  t: number,
  weights: readonly Float64Array[] = [values],
): void {
  optimizerRules[settings.optimizer].update(values, gradients, moments, settings, t, weights);
}

/** base^t for t ≥ 1 by repeated squaring: the same bits on every machine, which `**` does not promise. */
export function power(base: number, t: number): number {
  let result = 1;
  for (let square = base, rest = t; rest > 0; square *= square, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
