/** A training by the equations themselves: every left side is assigned what its right side evaluates to. */
import type { Examples } from '../../../src/core/network/examples.ts';
import type { NetworkSpec } from '../../../src/core/network/network.ts';
import type { Parameters } from '../../../src/core/network/arena.ts';
import { unitsOf } from '../../../src/core/network/shape.ts';
import type { TrainingSettings } from '../../../src/core/training/settings.ts';
import type { Equation } from '../../../src/equations/equation.ts';
import { evaluate } from '../../../src/equations/evaluate.ts';
import { type Matrix, matrixOf, scalarOf } from '../../../src/equations/matrix.ts';
import { stepEquations } from '../../../src/equations/step.ts';
import { keyOf } from '../../../src/equations/symbols.ts';

export type Numbers = Map<string, Matrix>;

/** X, Y, W, b, averages at zero and the settings, by the keys of their variables. */
export function startNumbers(
  spec: NetworkSpec,
  { X, Y, m }: Examples,
  { W, b }: Parameters,
  settings: TrainingSettings,
): Numbers {
  const numbers: Numbers = new Map();
  const put = (key: string, rows: number, columns: number, values: Float64Array): void => {
    numbers.set(key, { rows, columns, values: values.slice() });
  };
  put('X', spec.inputs, m, X);
  put('Y', unitsOf(spec, spec.layers.length), m, Y);
  spec.layers.forEach(({ units }, index) => {
    const [l, before] = [index + 1, unitsOf(spec, index)];
    put(`W${l}`, units, before, W[l]!);
    put(`b${l}`, units, 1, b[l]!);
    for (const average of ['v', 's']) {
      numbers.set(
        `${average}.W${l}`,
        matrixOf(units, before, () => 0),
      );
      numbers.set(
        `${average}.b${l}`,
        matrixOf(units, 1, () => 0),
      );
    }
  });
  const { learningRate, l2, momentum, beta1, beta2, epsilon, weightDecay } = settings;
  const scalars = { alpha: learningRate, lambda: l2, beta: momentum, beta1, beta2, epsilon, weightDecay, m, mTrain: m };
  for (const [letter, value] of Object.entries({ ...scalars, rho: rhoOf(settings), slope: spec.leakySlope })) {
    numbers.set(letter, scalarOf(value));
  }
  return numbers;
}

/** RMSProp's factor. */
function rhoOf(settings: TrainingSettings & { readonly rho?: number }): number {
  return settings.rho ?? settings.beta2;
}

/** One whole step, in place; gives J of its cost phase. */
export function stepByEquations(numbers: Numbers, spec: NetworkSpec, settings: TrainingSettings, t: number): number {
  numbers.set('t', scalarOf(t));
  for (const equation of stepEquations(spec, settings)) numbers.set(keyOf(equation.left), computed(equation, numbers));
  return numbers.get('J')!.values[0]!;
}

export function computed({ right, computed: stable }: Pick<Equation, 'right' | 'computed'>, numbers: Numbers): Matrix {
  return evaluate(stable ?? right, (variable) => {
    const found = numbers.get(keyOf(variable));
    if (!found) throw new Error(`${keyOf(variable)} has no value yet`);
    return found;
  });
}
