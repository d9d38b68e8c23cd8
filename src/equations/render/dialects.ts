/** The languages whose lines `code.ts` writes. Matrices are named W1, b1, Z1, dW1, …; averages vW1, sb1. */
import { functionTexts } from './functionTexts.ts';
import type { ScalarLetter, Variable } from '../symbols.ts';
import type { Dialect } from './code.ts';

/** Names of the numbers that are the same for all layers. */
export const scalarNames: Readonly<Record<ScalarLetter, string>> = {
  alpha: 'learning_rate',
  lambda: 'l2',
  beta: 'beta',
  beta1: 'beta1',
  beta2: 'beta2',
  rho: 'rho',
  epsilon: 'epsilon',
  weightDecay: 'weight_decay',
  t: 't',
  m: 'm',
  mTrain: 'm_train',
  slope: 'slope',
  J: 'J',
};

const averageNames = { v: 'v', s: 's', vHat: 'v_hat_', sHat: 's_hat_' } as const;

export function variableName(variable: Variable): string {
  switch (variable.kind) {
    case 'matrix':
      return variable.layer === 0 ? variable.letter : `${variable.letter}${variable.layer}`;
    case 'average':
      return `${averageNames[variable.letter]}${variable.of}${variable.layer}`;
    case 'scalar':
      return scalarNames[variable.letter];
    case 'loss':
      return 'loss';
    case 'argument':
      return variable.letter;
    default:
      return variable satisfies never;
  }
}

const foldAxis = { rowSums: ', axis=1, keepdims=True', columnSums: ', axis=0, keepdims=True', total: '' } as const;
const foldDimension = { rowSums: ', dim=1, keepdim=True', columnSums: ', dim=0, keepdim=True', total: '' } as const;

const python = {
  variable: variableName,
  element: (variable, row, column) => `${variableName(variable)}[${row}, ${column}]`,
  number: String,
  power: (of, exponent) => `${of} ** ${exponent}`,
  matrixProduct: '@',
  transpose: (of) => `${of}.T`,
} as const satisfies Partial<Dialect>;

export const numpy: Dialect = {
  ...python,
  call: (name) => functionTexts[name].numpy,
  root: (of) => `np.sqrt(${of})`,
  fold: (by, of) => `np.sum(${of}${foldAxis[by]})`,
  cases: (left, right, reached, otherwise) => `np.where(${left} >= ${right}, ${reached}, ${otherwise})`,
};

export const torch: Dialect = {
  ...python,
  call: (name) => functionTexts[name].torch,
  root: (of) => `torch.sqrt(${of})`,
  fold: (by, of) => `torch.sum(${of}${foldDimension[by]})`,
  cases: (left, right, reached, otherwise) => `torch.where(${left} >= ${right}, ${reached}, ${otherwise})`,
};

/** Numbers instead of arrays: what stands inside the loops of `loops.ts`. */
export const pythonNumbers: Dialect = {
  ...python,
  call: (name) => functionTexts[name].python,
  root: (of) => `math.sqrt(${of})`,
  fold: (by) => {
    throw new RangeError(`${by} is a loop`);
  },
  cases: (left, right, reached, otherwise) => `(${reached} if ${left} >= ${right} else ${otherwise})`,
};
