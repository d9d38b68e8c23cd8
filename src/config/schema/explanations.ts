/**
 * One sentence and, where there is one, the equation for every word that a configuration may choose from: activations, optimizers,
 * initialization schemes; those of `data` are in `dataExplanations.ts`. Hover, completion and JSON Schema read these tables.
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { InitializationScheme } from '../../core/network/initializers.ts';
import {
  type ActivationName,
  activationNames,
  type InitializationLabel,
  initializationNames,
  type LossName,
  lossNames,
  type OptimizerLabel,
  optimizerNames,
} from './wordNames.ts';

export interface ActivationText extends ActivationName {
  /** The function's name inside an equation: "tanh" in A¹ = tanh(Z¹). */
  readonly symbol: string;
  /** g(z) written out; `{slope}` as above. */
  readonly definition: string;
  /** g′, in terms of a = g(z) where backpropagation computes it so. */
  readonly derivative: string;
  readonly remark: string;
}

export const activationTexts: Readonly<Record<Activation, ActivationText>> = {
  sigmoid: {
    ...activationNames.sigmoid,
    symbol: 'σ',
    definition: '1/(1+e⁻ᶻ)',
    derivative: 'a(1−a)',
    remark: 'Squeezes z into 0…1; its slope is at most 0.25, so deep stacks learn slowly.',
  },
  tanh: {
    ...activationNames.tanh,
    symbol: 'tanh',
    definition: '(eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ)',
    derivative: '1−a²',
    remark: 'Squeezes z into −1…1 around zero; a good choice for small hidden layers.',
  },
  relu: {
    ...activationNames.relu,
    symbol: 'ReLU',
    definition: 'max(0, z)',
    derivative: '0 for z<0, 1 for z≥0',
    remark: 'Passes what is positive; fast, but a unit whose z is negative for every example is dead.',
  },
  leakyRelu: {
    ...activationNames.leakyRelu,
    symbol: 'leakyReLU',
    definition: 'max({slope}·z, z)',
    derivative: '{slope} for z<0, 1 for z≥0',
    remark: 'ReLU with a small slope for negative z (network.leakySlope), so that no unit dies.',
  },
  elu: {
    ...activationNames.elu,
    symbol: 'ELU',
    definition: 'z for z≥0, eᶻ−1 for z<0',
    derivative: '1 for z≥0, a+1 for z<0',
    remark: 'Passes what is positive like ReLU and bends smoothly towards −1 below, so that units do not die at once.',
  },
  softplus: {
    ...activationNames.softplus,
    symbol: 'softplus',
    definition: 'log(1+eᶻ)',
    derivative: 'σ(z)',
    remark: 'ReLU with its corner rounded off: never quite flat, never quite 0.',
  },
  gelu: {
    ...activationNames.gelu,
    symbol: 'GELU',
    definition: 'z·Φ(z), Φ the normal distribution',
    derivative: 'Φ(z)+z·φ(z)',
    remark: 'ReLU with a smooth dip below 0, by the exact normal distribution; usual in transformers.',
  },
  linear: {
    ...activationNames.linear,
    symbol: '',
    definition: 'z',
    derivative: '1',
    remark: 'No bend: hidden layers of this kind collapse into one linear layer, however many there are.',
  },
  softmax: {
    ...activationNames.softmax,
    symbol: 'softmax',
    definition: 'e^{zⱼ}/Σₖ e^{zₖ}',
    derivative: 'through the loss: dZ = A − Y',
    remark: 'Turns the output layer into probabilities that add up to 1.',
  },
};

export interface LossText extends LossName {
  readonly equation: string;
  readonly remark: string;
}

export const lossTexts: Readonly<Record<Loss, LossText>> = {
  binaryCrossEntropy: {
    ...lossNames.binaryCrossEntropy,
    equation: 'ℒ = −(y log ŷ + (1−y) log(1−ŷ))',
    remark: 'The surprise, in nats, that the truth is when ŷ is the probability of yes.',
  },
  categoricalCrossEntropy: {
    ...lossNames.categoricalCrossEntropy,
    equation: 'ℒ = −Σₖ yₖ log ŷₖ',
    remark: 'The surprise, in nats, that the true class is when ŷ are the probabilities of the classes.',
  },
  squaredError: {
    ...lossNames.squaredError,
    equation: 'ℒ = ½ Σₖ (ŷₖ − yₖ)²',
    remark: 'Its best constant answer is the mean; a few wild values pull hard.',
  },
  huber: {
    ...lossNames.huber,
    equation: 'ℒ = Σₖ (½ rₖ² where |rₖ| ≤ 1, else |rₖ| − ½), r = ŷ − y',
    remark: 'Squared error near the truth, absolute error beyond 1: a few wild values pull no harder than others.',
  },
  absoluteError: {
    ...lossNames.absoluteError,
    equation: 'ℒ = Σₖ |ŷₖ − yₖ|',
    remark: 'Its best constant answer is the median; all examples pull equally hard, however near they are.',
  },
};

export interface OptimizerText extends OptimizerLabel {
  /** The update rule of one weight matrix, one line each. */
  readonly rule: readonly string[];
  readonly remark: string;
}

const adamAverages = ['v ← β₁ v + (1−β₁) dW', 's ← β₂ s + (1−β₂) dW²'];

export const optimizerTexts: Readonly<Record<OptimizerName, OptimizerText>> = {
  gradientDescent: {
    ...optimizerNames.gradientDescent,
    rule: ['W ← W − α dW', 'b ← b − α db'],
    remark: 'A step straight down the gradient.',
  },
  momentum: {
    ...optimizerNames.momentum,
    rule: ['v ← β v + (1−β) dW', 'W ← W − α v'],
    remark: 'Steps along a running mean of the gradients (β is training.momentum).',
  },
  nesterov: {
    ...optimizerNames.nesterov,
    rule: ['v ← β v + (1−β) dW', 'W ← W − α (β v + (1−β) dW)'],
    remark: 'Momentum that looks one step ahead, so that it brakes sooner (β is training.momentum).',
  },
  rmsProp: {
    ...optimizerNames.rmsProp,
    rule: ['s ← ρ s + (1−ρ) dW²', 'W ← W − α dW / (√s + ε)'],
    remark: 'Divides each step by the running size of its gradient (ρ is training.rho).',
  },
  adam: {
    ...optimizerNames.adam,
    rule: [...adamAverages, 'W ← W − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)'],
    remark: 'Momentum and RMSProp together, corrected for their start at zero.',
  },
  adamW: {
    ...optimizerNames.adamW,
    rule: [
      ...adamAverages,
      'W ← W − α ((v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε) + λ_w W)',
      'b ← b − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)',
    ],
    remark: 'Adam whose weights also shrink by the share α λ_w in each step (λ_w is training.weightDecay).',
  },
};

export interface InitializationText extends InitializationLabel {
  readonly equation: string;
  readonly remark: string;
}

export const initializationTexts: Readonly<Record<InitializationScheme, InitializationText>> = {
  scaled: {
    ...initializationNames.scaled,
    equation: 'W ~ scale · N(0, 1)',
    remark: 'Normal draws times one factor for all layers, as in the course.',
  },
  uniform: {
    ...initializationNames.uniform,
    equation: 'W ~ scale · U[0, 1)',
    remark: 'Draws from 0 to 1 times one factor, as NumPy’s rand: all weights begin with the same sign.',
  },
  he: {
    ...initializationNames.he,
    equation: 'W⁽ˡ⁾ ~ √(2/n⁽ˡ⁻¹⁾) · N(0, 1)',
    remark: 'Keeps the size of the signal through ReLU layers.',
  },
  xavier: {
    ...initializationNames.xavier,
    equation: 'W⁽ˡ⁾ ~ √(1/n⁽ˡ⁻¹⁾) · N(0, 1)',
    remark: 'Keeps the size of the signal through tanh and sigmoid layers.',
  },
  zeros: {
    ...initializationNames.zeros,
    equation: 'W = 0',
    remark: 'All units of a layer stay identical for ever: for demonstration only.',
  },
  constant: {
    ...initializationNames.constant,
    equation: 'W = value',
    remark: 'All units of a layer stay identical for ever: for demonstration only.',
  },
  file: {
    ...initializationNames.file,
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
