/**
 * One sentence and, where there is one, the equation for every word that a configuration may choose from: activations, optimizers,
 * initialization schemes; those of `data` are in `dataExplanations.ts`. Hover, completion and JSON Schema read these tables.
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { InitializationScheme } from '../../core/network/initializers.ts';

export interface ActivationText {
  /** As in a sentence. */
  readonly name: string;
  /** The function's name inside an equation: "tanh" in A¹ = tanh(Z¹). */
  readonly symbol: string;
  /** How it is written before its argument, `{z}`; `{slope}` is the leaky slope. */
  readonly applied: string;
  /** g(z) written out; `{slope}` as above. */
  readonly definition: string;
  /** g′, in terms of a = g(z) where backpropagation computes it so. */
  readonly derivative: string;
  /** g′ in a few characters. */
  readonly slope: string;
  /** Whether `slope` is a formula in a, which can be written before its number. */
  readonly slopeOfOutput: boolean;
  readonly remark: string;
}

export const activationTexts: Readonly<Record<Activation, ActivationText>> = {
  sigmoid: {
    name: 'sigmoid',
    symbol: 'σ',
    applied: 'σ({z})',
    definition: '1/(1+e⁻ᶻ)',
    derivative: 'a(1−a)',
    slope: 'a(1\u00a0−\u00a0a)',
    slopeOfOutput: true,
    remark: 'Squeezes z into 0…1; its slope is at most 0.25, so deep stacks learn slowly.',
  },
  tanh: {
    name: 'tanh',
    symbol: 'tanh',
    applied: 'tanh {z}',
    definition: '(eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ)',
    derivative: '1−a²',
    slope: '1\u00a0−\u00a0a²',
    slopeOfOutput: true,
    remark: 'Squeezes z into −1…1 around zero; a good choice for small hidden layers.',
  },
  relu: {
    name: 'ReLU',
    symbol: 'ReLU',
    applied: 'max(0, {z})',
    definition: 'max(0, z)',
    derivative: '0 for z<0, 1 for z≥0',
    slope: '0 | 1',
    slopeOfOutput: false,
    remark: 'Passes what is positive; fast, but a unit whose z is negative for every example is dead.',
  },
  leakyRelu: {
    name: 'leaky ReLU',
    symbol: 'leakyReLU',
    applied: 'max({slope}·{z}, {z})',
    definition: 'max({slope}·z, z)',
    derivative: '{slope} for z<0, 1 for z≥0',
    slope: '{slope} | 1',
    slopeOfOutput: false,
    remark: 'ReLU with a small slope for negative z (network.leakySlope), so that no unit dies.',
  },
  elu: {
    name: 'ELU',
    symbol: 'ELU',
    applied: 'ELU({z})',
    definition: 'z for z≥0, eᶻ−1 for z<0',
    derivative: '1 for z≥0, a+1 for z<0',
    slope: 'a\u00a0+\u00a01 | 1',
    slopeOfOutput: false,
    remark: 'Passes what is positive like ReLU and bends smoothly towards −1 below, so that units do not die at once.',
  },
  softplus: {
    name: 'softplus',
    symbol: 'softplus',
    applied: 'softplus({z})',
    definition: 'log(1+eᶻ)',
    derivative: 'σ(z)',
    slope: 'σ(z)',
    slopeOfOutput: false,
    remark: 'ReLU with its corner rounded off: never quite flat, never quite 0.',
  },
  gelu: {
    name: 'GELU',
    symbol: 'GELU',
    applied: 'GELU({z})',
    definition: 'z·Φ(z), Φ the normal distribution',
    derivative: 'Φ(z)+z·φ(z)',
    slope: 'Φ(z)\u00a0+\u00a0z·φ(z)',
    slopeOfOutput: false,
    remark: 'ReLU with a smooth dip below 0, by the exact normal distribution; usual in transformers.',
  },
  linear: {
    name: 'linear',
    symbol: '',
    applied: '{z}',
    definition: 'z',
    derivative: '1',
    slope: '1',
    slopeOfOutput: false,
    remark: 'No bend: hidden layers of this kind collapse into one linear layer, however many there are.',
  },
  softmax: {
    name: 'softmax',
    symbol: 'softmax',
    applied: 'softmax({z})',
    definition: 'e^{zⱼ}/Σₖ e^{zₖ}',
    derivative: 'through the loss: dZ = A − Y',
    slope: '',
    slopeOfOutput: false,
    remark: 'Turns the output layer into probabilities that add up to 1.',
  },
};

/** A text of an activation with the leaky slope in its place: a number, or the word for it. */
export function withSlope(text: string, slope: number | string): string {
  return text.replaceAll('{slope}', String(slope));
}

export interface LossText {
  readonly name: string;
  readonly equation: string;
  /** dZ at the output layer with the activation that the task gives it. */
  readonly delta: string;
  readonly remark: string;
}

export const lossTexts: Readonly<Record<Loss, LossText>> = {
  binaryCrossEntropy: {
    name: 'binary cross-entropy',
    equation: 'ℒ = −(y log ŷ + (1−y) log(1−ŷ))',
    delta: 'A − Y',
    remark: 'The surprise, in nats, that the truth is when ŷ is the probability of yes.',
  },
  categoricalCrossEntropy: {
    name: 'categorical cross-entropy',
    equation: 'ℒ = −Σₖ yₖ log ŷₖ',
    delta: 'A − Y',
    remark: 'The surprise, in nats, that the true class is when ŷ are the probabilities of the classes.',
  },
  squaredError: {
    name: 'squared error',
    equation: 'ℒ = ½ Σₖ (ŷₖ − yₖ)²',
    delta: 'A − Y',
    remark: 'Its best constant answer is the mean; a few wild values pull hard.',
  },
  huber: {
    name: 'Huber loss',
    equation: 'ℒ = Σₖ (½ rₖ² where |rₖ| ≤ 1, else |rₖ| − ½), r = ŷ − y',
    delta: 'clip(A − Y, −1, 1)',
    remark: 'Squared error near the truth, absolute error beyond 1: a few wild values pull no harder than others.',
  },
  absoluteError: {
    name: 'absolute error',
    equation: 'ℒ = Σₖ |ŷₖ − yₖ|',
    delta: 'sign(A − Y)',
    remark: 'Its best constant answer is the median; all examples pull equally hard, however near they are.',
  },
};

export interface OptimizerText {
  /** As in a sentence. */
  readonly name: string;
  /** The update rule of one weight matrix, one line each. */
  readonly rule: readonly string[];
  /** What the letters of the rule mean that are no gradients, in a sentence; "" where there are none. */
  readonly averages: string;
  readonly remark: string;
}

const adamAverages = ['v ← β₁ v + (1−β₁) dW', 's ← β₂ s + (1−β₂) dW²'];

export const optimizerTexts: Readonly<Record<OptimizerName, OptimizerText>> = {
  gradientDescent: {
    name: 'gradient descent',
    rule: ['W ← W − α dW', 'b ← b − α db'],
    averages: '',
    remark: 'A step straight down the gradient.',
  },
  momentum: {
    name: 'momentum',
    rule: ['v ← β v + (1−β) dW', 'W ← W − α v'],
    averages: 'v is a running average of the gradients dW; b moves in the same way.',
    remark: 'Steps along a running mean of the gradients (β is training.momentum).',
  },
  nesterov: {
    name: 'Nesterov momentum',
    rule: ['v ← β v + (1−β) dW', 'W ← W − α (β v + (1−β) dW)'],
    averages: 'v is a running average of the gradients dW; b moves in the same way.',
    remark: 'Momentum that looks one step ahead, so that it brakes sooner (β is training.momentum).',
  },
  rmsProp: {
    name: 'RMSProp',
    rule: ['s ← ρ s + (1−ρ) dW²', 'W ← W − α dW / (√s + ε)'],
    averages: 's is a running average of the squares of dW; b moves in the same way.',
    remark: 'Divides each step by the running size of its gradient (ρ is training.rho).',
  },
  adam: {
    name: 'Adam',
    rule: [...adamAverages, 'W ← W − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)'],
    averages:
      'v and s are running averages of dW and of its squares, divided by what their start at 0 makes them ' +
      'too small by; b moves in the same way.',
    remark: 'Momentum and RMSProp together, corrected for their start at zero.',
  },
  adamW: {
    name: 'AdamW',
    rule: [
      ...adamAverages,
      'W ← W − α ((v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε) + λ_w W)',
      'b ← b − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)',
    ],
    averages:
      'v and s are running averages of dW and of its squares, divided by what their start at 0 makes them ' +
      'too small by; for b they are those of db, and b does not decay.',
    remark: 'Adam whose weights also shrink by the share α λ_w in each step (λ_w is training.weightDecay).',
  },
};

export interface InitializationText {
  /** As in a sentence; `{0}` is the scale or the value. */
  readonly name: string;
  readonly equation: string;
  readonly remark: string;
}

export const initializationTexts: Readonly<Record<InitializationScheme, InitializationText>> = {
  scaled: {
    name: 'randn × {0}',
    equation: 'W ~ scale · N(0, 1)',
    remark: 'Normal draws times one factor for all layers, as in the course.',
  },
  uniform: {
    name: 'rand × {0}',
    equation: 'W ~ scale · U[0, 1)',
    remark: 'Draws from 0 to 1 times one factor, as NumPy’s rand: all weights begin with the same sign.',
  },
  he: {
    name: 'He',
    equation: 'W⁽ˡ⁾ ~ √(2/n⁽ˡ⁻¹⁾) · N(0, 1)',
    remark: 'Keeps the size of the signal through ReLU layers.',
  },
  xavier: {
    name: 'Xavier',
    equation: 'W⁽ˡ⁾ ~ √(1/n⁽ˡ⁻¹⁾) · N(0, 1)',
    remark: 'Keeps the size of the signal through tanh and sigmoid layers.',
  },
  zeros: {
    name: 'all zeros',
    equation: 'W = 0',
    remark: 'All units of a layer stay identical for ever: for demonstration only.',
  },
  constant: {
    name: 'all {0}',
    equation: 'W = value',
    remark: 'All units of a layer stay identical for ever: for demonstration only.',
  },
  file: {
    name: 'from a file',
    equation: 'W, b as the file has them',
    remark: 'Goes on from a saved network, or from weights of NumPy, PyTorch or Keras; `file` names it.',
  },
};

/** The remarks of a table of explanations, by word. */
export function remarks<K extends string>(
  texts: Readonly<Record<K, { readonly remark: string }>>,
  words: readonly K[],
): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, texts[word].remark]));
}
