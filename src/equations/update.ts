/** What an update does with W or b of a layer, one line an assignment. A new optimiser is one row here. */
import type { OptimizerName } from '../core/training/settings.ts';
import { type Equation, equation, type Side } from './equation.ts';
import { difference, type Expression, fraction, number, power, root, scaled, sum, variable } from './expression.ts';
import { average, matrix, type ScalarLetter, scalar } from './symbols.ts';

type Parameter = 'W' | 'b';

/** The names that one parameter's lines are made of. */
interface Names {
  readonly parameter: Parameter;
  readonly w: Expression;
  readonly g: Expression;
  readonly v: Expression;
  readonly s: Expression;
  readonly vHat: Expression;
  readonly sHat: Expression;
}

/** The new value of each name that a rule writes, in order. */
type Rule = (names: Names) => readonly (readonly [name: 'v' | 's' | 'vHat' | 'sHat' | 'w', value: Expression])[];

const one = number(1);
const symbol = (letter: ScalarLetter): Expression => variable(scalar(letter));
const alpha = symbol('alpha');

/** β·average + (1−β)·what comes in */
function blended(beta: Expression, mean: Expression, incoming: Expression): Expression {
  return sum(scaled(beta, mean), scaled(difference(one, beta), incoming));
}

/** w − α·step */
function moved(w: Expression, step: Expression): Expression {
  return difference(w, scaled(alpha, step));
}

/** What an average would be had it not begun at zero. */
function corrected(mean: Expression, beta: ScalarLetter): Expression {
  return fraction(mean, difference(one, power(symbol(beta), symbol('t'))));
}

/** over / (√under + ε) */
function normalised(over: Expression, under: Expression): Expression {
  return fraction(over, sum(root(under), symbol('epsilon')));
}

/** The averages of Adam, without their beginning at zero. */
const adamAverages = ({ g, v, s }: Names): ReturnType<Rule> => [
  ['v', blended(symbol('beta1'), v, g)],
  ['s', blended(symbol('beta2'), s, power(g, 2))],
  ['vHat', corrected(v, 'beta1')],
  ['sHat', corrected(s, 'beta2')],
];

/** step + λ_w·W; biases do not decay. */
function decayed(step: Expression, { w, parameter }: Names): Expression {
  return parameter === 'W' ? sum(step, scaled(symbol('weightDecay'), w)) : step;
}

const rules: Readonly<Record<OptimizerName, Rule>> = {
  gradientDescent: ({ w, g }) => [['w', moved(w, g)]],
  momentum: ({ w, g, v }) => [
    ['v', blended(symbol('beta'), v, g)],
    ['w', moved(w, v)],
  ],
  nesterov: ({ w, g, v }) => [
    ['v', blended(symbol('beta'), v, g)],
    ['w', moved(w, blended(symbol('beta'), v, g))],
  ],
  rmsProp: ({ w, g, s }) => [
    ['s', blended(symbol('rho'), s, power(g, 2))],
    ['w', moved(w, normalised(g, s))],
  ],
  adam: (names) => [...adamAverages(names), ['w', moved(names.w, normalised(names.vHat, names.sHat))]],
  adamW: (names) => [...adamAverages(names), ['w', moved(names.w, decayed(normalised(names.vHat, names.sHat), names))]],
};

/** The assignments of W^[l] and then of b^[l]. */
export function updateEquations(optimizer: OptimizerName, l: number): Equation[] {
  return (['W', 'b'] as const).flatMap((parameter) => assignments(optimizer, parameter, l));
}

function assignments(optimizer: OptimizerName, parameter: Parameter, l: number): Equation[] {
  const names = {
    w: matrix(parameter, l),
    g: matrix(parameter === 'W' ? 'dW' : 'db', l),
    v: average('v', parameter, l),
    s: average('s', parameter, l),
    vHat: average('vHat', parameter, l),
    sHat: average('sHat', parameter, l),
  };
  const columns: Side = parameter === 'W' ? { units: l - 1 } : 'one';
  const { w, g, v, s, vHat, sHat } = names;
  const read: Names = {
    parameter,
    w: variable(w),
    g: variable(g),
    v: variable(v),
    s: variable(s),
    vHat: variable(vHat),
    sHat: variable(sHat),
  };
  return rules[optimizer](read).map(([name, value]) =>
    equation(names[name], value, [{ units: l }, columns], { kind: 'update' }),
  );
}
