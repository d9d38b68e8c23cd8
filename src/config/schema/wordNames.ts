/**
 * What the words that a configuration may choose from are called, and how they are written inside a sentence or an equation: what pages
 * need of `explanations.ts`, which has the rest.
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { InitializationScheme } from '../../core/network/initializers.ts';

export interface ActivationName {
  /** As in a sentence. */
  readonly name: string;
  /** How it is written before its argument, `{z}`; `{slope}` is the leaky slope. */
  readonly applied: string;
  /** g′ in a few characters. */
  readonly slope: string;
  /** Whether `slope` is a formula in a, which can be written before its number. */
  readonly slopeOfOutput: boolean;
}

export const activationNames: Readonly<Record<Activation, ActivationName>> = {
  sigmoid: {
    name: 'sigmoid',
    applied: 'σ({z})',
    slope: 'a(1\u00a0−\u00a0a)',
    slopeOfOutput: true,
  },
  tanh: {
    name: 'tanh',
    applied: 'tanh {z}',
    slope: '1\u00a0−\u00a0a²',
    slopeOfOutput: true,
  },
  relu: {
    name: 'ReLU',
    applied: 'max(0, {z})',
    slope: '0 | 1',
    slopeOfOutput: false,
  },
  leakyRelu: {
    name: 'leaky ReLU',
    applied: 'max({slope}·{z}, {z})',
    slope: '{slope} | 1',
    slopeOfOutput: false,
  },
  elu: {
    name: 'ELU',
    applied: 'ELU({z})',
    slope: 'a\u00a0+\u00a01 | 1',
    slopeOfOutput: false,
  },
  softplus: {
    name: 'softplus',
    applied: 'softplus({z})',
    slope: 'σ(z)',
    slopeOfOutput: false,
  },
  gelu: {
    name: 'GELU',
    applied: 'GELU({z})',
    slope: 'Φ(z)\u00a0+\u00a0z·φ(z)',
    slopeOfOutput: false,
  },
  linear: {
    name: 'linear',
    applied: '{z}',
    slope: '1',
    slopeOfOutput: false,
  },
  softmax: {
    name: 'softmax',
    applied: 'softmax({z})',
    slope: '',
    slopeOfOutput: false,
  },
};

export interface LossName {
  readonly name: string;
  /** dZ at the output layer with the activation that the task gives it. */
  readonly delta: string;
}

export const lossNames: Readonly<Record<Loss, LossName>> = {
  binaryCrossEntropy: {
    name: 'binary cross-entropy',
    delta: 'A − Y',
  },
  categoricalCrossEntropy: {
    name: 'categorical cross-entropy',
    delta: 'A − Y',
  },
  squaredError: {
    name: 'squared error',
    delta: 'A − Y',
  },
  huber: {
    name: 'Huber loss',
    delta: 'clip(A − Y, −1, 1)',
  },
  absoluteError: {
    name: 'absolute error',
    delta: 'sign(A − Y)',
  },
};

export interface OptimizerLabel {
  /** As in a sentence. */
  readonly name: string;
  /** What the letters of the rule mean that are no gradients, in a sentence; "" where there are none. */
  readonly averages: string;
}

export const optimizerNames: Readonly<Record<OptimizerName, OptimizerLabel>> = {
  gradientDescent: {
    name: 'gradient descent',
    averages: '',
  },
  momentum: {
    name: 'momentum',
    averages: 'v is a running average of the gradients dW; b moves in the same way.',
  },
  nesterov: {
    name: 'Nesterov momentum',
    averages: 'v is a running average of the gradients dW; b moves in the same way.',
  },
  rmsProp: {
    name: 'RMSProp',
    averages: 's is a running average of the squares of dW; b moves in the same way.',
  },
  adam: {
    name: 'Adam',
    averages:
      'v and s are running averages of dW and of its squares, divided by what their start at 0 makes them ' +
      'too small by; b moves in the same way.',
  },
  adamW: {
    name: 'AdamW',
    averages:
      'v and s are running averages of dW and of its squares, divided by what their start at 0 makes them ' +
      'too small by; for b they are those of db, and b does not decay.',
  },
};

export interface InitializationLabel {
  /** As in a sentence; `{0}` is the scale or the value. */
  readonly name: string;
}

export const initializationNames: Readonly<Record<InitializationScheme, InitializationLabel>> = {
  scaled: {
    name: 'randn × {0}',
  },
  uniform: {
    name: 'rand × {0}',
  },
  he: {
    name: 'He',
  },
  xavier: {
    name: 'Xavier',
  },
  zeros: {
    name: 'all zeros',
  },
  constant: {
    name: 'all {0}',
  },
  file: {
    name: 'from a file',
  },
};

/** A text of an activation with the leaky slope in its place: a number, or the word for it. */
export function withSlope(text: string, slope: number | string): string {
  return text.replaceAll('{slope}', String(slope));
}
