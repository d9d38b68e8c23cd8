/**
 * What every function of one number is: its definition and slope as trees in z and a = g(z), and how notations and languages
 * write a call of it; `{}` stands for the argument. A new activation is one row here.
 */
import type { HiddenActivation } from '../core/network/network.ts';
import {
  apply,
  difference,
  type Expression,
  elementwise,
  fold,
  fraction,
  negative,
  number,
  power,
  root,
  scaled,
  sum,
  variable,
  type FunctionName,
} from './expression.ts';
import { scalar } from './symbols.ts';

export interface FunctionText {
  /** Before the argument on screen, as in tanh(z); empty where the function is its argument. */
  readonly name: string;
  readonly tex: string;
  /**
   * Of a NumPy array (softmax: of every column), of one number with Python's math, of a PyTorch tensor, of a number in JavaScript. A name
   * without a module is a function that stands in the same file.
   */
  readonly numpy: string;
  readonly python: string;
  readonly torch: string;
  readonly javascript: string;
}

export const functionTexts: Readonly<Record<FunctionName, FunctionText>> = {
  sigmoid: {
    name: 'σ',
    tex: '\\sigma',
    numpy: '1 / (1 + np.exp(-{}))',
    python: 'sigmoid({})',
    torch: 'torch.sigmoid({})',
    javascript: 'sigmoid({})',
  },
  tanh: {
    name: 'tanh',
    tex: '\\tanh',
    numpy: 'np.tanh({})',
    python: 'math.tanh({})',
    torch: 'torch.tanh({})',
    javascript: 'Math.tanh({})',
  },
  relu: {
    name: 'ReLU',
    tex: '\\operatorname{ReLU}',
    numpy: 'np.maximum(0, {})',
    python: 'max(0.0, {})',
    torch: 'torch.clamp({}, min=0)',
    javascript: 'Math.max(0, {})',
  },
  leakyRelu: {
    name: 'leaky ReLU',
    tex: '\\operatorname{leakyReLU}',
    numpy: 'np.where({} >= 0, {}, slope * {})',
    python: '({} if {} >= 0 else slope * {})',
    torch: 'torch.where({} >= 0, {}, slope * {})',
    javascript: '({} >= 0 ? {} : slope * {})',
  },
  elu: {
    name: 'ELU',
    tex: '\\operatorname{ELU}',
    numpy: 'np.where({} >= 0, {}, np.expm1(np.minimum({}, 0)))',
    python: '({} if {} >= 0 else math.expm1({}))',
    torch: 'torch.nn.functional.elu({})',
    javascript: '({} >= 0 ? {} : Math.expm1({}))',
  },
  gelu: {
    name: 'GELU',
    tex: '\\operatorname{GELU}',
    numpy: '{} * normal_share({})',
    python: '{} * normal_share({})',
    torch: 'torch.nn.functional.gelu({})',
    javascript: '{} * normalShare({})',
  },
  normalShare: {
    name: 'Φ',
    tex: '\\Phi',
    numpy: 'normal_share({})',
    python: 'normal_share({})',
    torch: 'torch.special.ndtr({})',
    javascript: 'normalShare({})',
  },
  linear: { name: '', tex: '', numpy: '{}', python: '{}', torch: '{}', javascript: '{}' },
  softmax: {
    name: 'softmax',
    tex: '\\operatorname{softmax}',
    numpy: 'softmax({})',
    python: 'softmax({})',
    torch: 'torch.softmax({}, dim=0)',
    javascript: 'softmax({})',
  },
  logSoftmax: {
    name: 'log softmax',
    tex: '\\log\\operatorname{softmax}',
    numpy: 'log_softmax({})',
    python: 'log_softmax({})',
    torch: 'torch.log_softmax({}, dim=0)',
    javascript: 'logSoftmax({})',
  },
  exp: {
    name: 'exp',
    tex: '\\exp',
    numpy: 'np.exp({})',
    python: 'math.exp({})',
    torch: 'torch.exp({})',
    javascript: 'Math.exp({})',
  },
  log: {
    name: 'log',
    tex: '\\log',
    numpy: 'np.log({})',
    python: 'math.log({})',
    torch: 'torch.log({})',
    javascript: 'Math.log({})',
  },
  softplus: {
    name: 'softplus',
    tex: '\\operatorname{softplus}',
    numpy: 'np.logaddexp(0, {})',
    python: 'softplus({})',
    torch: 'torch.nn.functional.softplus({}, threshold=700)',
    javascript: 'softplus({})',
  },
};

const one = number(1);
const zero = number(0);
const slope = variable(scalar('slope'));

export interface FunctionDefinition {
  readonly g: Expression;
  /** In z and a = g(z), as the backward pass computes it. */
  readonly gPrime: Expression;
}

type Definition = (z: Expression, a: Expression) => FunctionDefinition;

/** Both jump at 0: what lies on the jump counts as above it. */
function aboveZero(z: Expression, reached: Expression, otherwise: Expression): Expression {
  return { kind: 'cases', left: z, right: zero, reached, otherwise };
}

/** φ(z) = e^(−z²/2)/√(2π) */
function normalDensity(z: Expression): Expression {
  return fraction(apply('exp', negative(fraction(power(z, 2), number(2)))), root(number(2 * Math.PI, '2π')));
}

const definitions: Readonly<Record<HiddenActivation, Definition>> = {
  sigmoid: (z, a) => ({
    g: fraction(one, sum(one, apply('exp', negative(z)))),
    gPrime: elementwise(a, difference(one, a)),
  }),
  tanh: (z, a) => ({
    g: fraction(
      difference(apply('exp', z), apply('exp', negative(z))),
      sum(apply('exp', z), apply('exp', negative(z))),
    ),
    gPrime: difference(one, power(a, 2)),
  }),
  relu: (z) => ({ g: aboveZero(z, z, zero), gPrime: aboveZero(z, one, zero) }),
  leakyRelu: (z) => ({ g: aboveZero(z, z, scaled(slope, z)), gPrime: aboveZero(z, one, slope) }),
  elu: (z, a) => ({
    g: aboveZero(z, z, difference(apply('exp', z), one)),
    gPrime: aboveZero(z, one, sum(a, one)),
  }),
  softplus: (z) => ({ g: apply('log', sum(one, apply('exp', z))), gPrime: apply('sigmoid', z) }),
  gelu: (z) => ({
    g: elementwise(z, apply('normalShare', z)),
    gPrime: sum(apply('normalShare', z), elementwise(z, normalDensity(z))),
  }),
  linear: (z) => ({ g: z, gPrime: one }),
};

/** g(z) and g′(z) written out for these expressions of z and of a = g(z). */
export function definitionOf(activation: HiddenActivation, z: Expression, a: Expression): FunctionDefinition {
  return definitions[activation](z, a);
}

/** e^z_j / Σ_k e^z_k of every column. */
export function softmaxDefinition(z: Expression): Expression {
  return fraction(apply('exp', z), fold('columnSums', apply('exp', z)));
}
