/**
 * What every function of one number is: its name, and its definition and slope as trees in z and a = g(z). How languages write a call of
 * it is in `render/functionTexts.ts`, which pages need not have.
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

/** As it is written before its argument, as in tanh(z); empty where the function is its argument. */
export const functionNames: Readonly<Record<FunctionName, string>> = {
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  elu: 'ELU',
  gelu: 'GELU',
  normalShare: 'Φ',
  linear: '',
  softmax: 'softmax',
  logSoftmax: 'log softmax',
  exp: 'exp',
  log: 'log',
  softplus: 'softplus',
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
