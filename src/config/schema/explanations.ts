/**
 * One sentence and, where there is one, the equation for every word that a configuration may choose from: activations, optimizers,
 * initialization schemes, policies, column types. Hover, completion and JSON Schema read these tables.
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { InitializationScheme } from '../../core/network/initializers.ts';
import type { ColumnType } from '../../data/columns/summary.ts';

export interface ActivationText {
  /** The function's name inside an equation: "tanh" in A¹ = tanh(Z¹). */
  readonly symbol: string;
  readonly definition: string;
  /** In terms of a = g(z), as backpropagation computes it. */
  readonly derivative: string;
  readonly remark: string;
}

export const activationTexts: Readonly<Record<Activation, ActivationText>> = {
  sigmoid: {
    symbol: 'σ',
    definition: '1/(1+e⁻ᶻ)',
    derivative: 'a(1−a)',
    remark: 'Squeezes z into 0…1; its slope is at most 0.25, so deep stacks learn slowly.',
  },
  tanh: {
    symbol: 'tanh',
    definition: '(eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ)',
    derivative: '1−a²',
    remark: 'Squeezes z into −1…1 around zero; a good choice for small hidden layers.',
  },
  relu: {
    symbol: 'ReLU',
    definition: 'max(0, z)',
    derivative: '0 for z<0, 1 for z≥0',
    remark: 'Passes what is positive; fast, but a unit whose z is negative for every example is dead.',
  },
  leakyRelu: {
    symbol: 'leakyReLU',
    definition: 'max(slope·z, z)',
    derivative: 'slope for z<0, 1 for z≥0',
    remark: 'ReLU with a small slope for negative z (network.leakySlope), so that no unit dies.',
  },
  linear: {
    symbol: '',
    definition: 'z',
    derivative: '1',
    remark: 'No bend: hidden layers of this kind collapse into one linear layer, however many there are.',
  },
  softmax: {
    symbol: 'softmax',
    definition: 'e^{zⱼ}/Σₖ e^{zₖ}',
    derivative: 'through the loss: dZ = A − Y',
    remark: 'Turns the output layer into probabilities that add up to 1.',
  },
};

export const lossTexts: Readonly<Record<Loss, { readonly name: string; readonly equation: string }>> = {
  binaryCrossEntropy: { name: 'binary cross-entropy', equation: 'ℒ = −(y log ŷ + (1−y) log(1−ŷ))' },
  categoricalCrossEntropy: { name: 'categorical cross-entropy', equation: 'ℒ = −Σₖ yₖ log ŷₖ' },
  squaredError: { name: 'squared error', equation: 'ℒ = ½ Σₖ (ŷₖ − yₖ)²' },
};

export interface OptimizerText {
  /** The update rule of one weight matrix, one line each. */
  readonly rule: readonly string[];
  readonly remark: string;
}

export const optimizerTexts: Readonly<Record<OptimizerName, OptimizerText>> = {
  gradientDescent: { rule: ['W ← W − α dW', 'b ← b − α db'], remark: 'A step straight down the gradient.' },
  momentum: {
    rule: ['v ← β v + (1−β) dW', 'W ← W − α v'],
    remark: 'Steps along a running mean of the gradients (β is training.momentum).',
  },
  rmsProp: {
    rule: ['s ← β₂ s + (1−β₂) dW²', 'W ← W − α dW / (√s + ε)'],
    remark: 'Divides each step by the running size of its gradient.',
  },
  adam: {
    rule: ['v ← β₁ v + (1−β₁) dW', 's ← β₂ s + (1−β₂) dW²', 'W ← W − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)'],
    remark: 'Momentum and RMSProp together, corrected for their start at zero.',
  },
};

export const initializationTexts: Readonly<
  Record<InitializationScheme, { readonly equation: string; readonly remark: string }>
> = {
  scaled: {
    equation: 'W ~ scale · N(0, 1)',
    remark: 'Normal draws times one factor for all layers, as in the course.',
  },
  he: { equation: 'W⁽ˡ⁾ ~ √(2/n⁽ˡ⁻¹⁾) · N(0, 1)', remark: 'Keeps the size of the signal through ReLU layers.' },
  xavier: {
    equation: 'W⁽ˡ⁾ ~ √(1/n⁽ˡ⁻¹⁾) · N(0, 1)',
    remark: 'Keeps the size of the signal through tanh and sigmoid layers.',
  },
  zeros: { equation: 'W = 0', remark: 'All units of a layer stay identical for ever: for demonstration only.' },
  constant: { equation: 'W = value', remark: 'All units of a layer stay identical for ever: for demonstration only.' },
};

export const missingTexts = {
  mean: 'Empty cells take the mean of the training rows, or the most frequent word of a category.',
  drop: 'Rows with an empty cell are left out and reported.',
} as const;

export const columnTypeTexts: Readonly<Record<ColumnType, string>> = {
  number: 'Measured values, used as they are (or standardized).',
  category: 'A few different words, one input for each.',
  boolean: 'Two values such as yes/no, used as 0 and 1.',
  date: 'Points in time, not used as an input.',
  id: 'A label of the row, not used as an input unless listed.',
  constant: 'One value only: nothing to learn from.',
  text: 'Free text, not used as an input.',
};

export const delimiterTexts = {
  ',': 'Comma.',
  ';': 'Semicolon.',
  '\t': 'Tab.',
  '|': 'Vertical bar.',
  ' ': 'Space.',
} as const;

/** The remarks of a table of explanations, by word. */
export function remarks<K extends string>(
  texts: Readonly<Record<K, { readonly remark: string }>>,
  words: readonly K[],
): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, texts[word].remark]));
}
