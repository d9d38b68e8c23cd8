/**
 * The letters of the course's equations. Capital letters are matrices with one column an example; the layer stands in brackets
 * above. Running averages belong to W or b of a layer.
 */

/** Matrices of a layer; X and Y have none. */
export const matrixLetters = ['X', 'Y', 'W', 'b', 'Z', 'A', 'dZ', 'dA', 'dW', 'db'] as const;
export type MatrixLetter = (typeof matrixLetters)[number];

/** Running averages of gradients (v) and of their squares (s), and what Adam makes of them. */
export const averageLetters = ['v', 's', 'vHat', 'sHat'] as const;
export type AverageLetter = (typeof averageLetters)[number];

/** Numbers that are the same for all layers. `mTrain` is m of the whole training part, `m` that of the batch. */
export const scalarLetters = [
  'alpha',
  'lambda',
  'beta',
  'beta1',
  'beta2',
  'rho',
  'epsilon',
  'weightDecay',
  't',
  'm',
  'mTrain',
  'slope',
  'J',
] as const;
export type ScalarLetter = (typeof scalarLetters)[number];

export type Variable =
  | { readonly kind: 'matrix'; readonly letter: MatrixLetter; readonly layer: number }
  | { readonly kind: 'average'; readonly letter: AverageLetter; readonly of: 'W' | 'b'; readonly layer: number }
  | { readonly kind: 'scalar'; readonly letter: ScalarLetter }
  /** The ℒ of every example: 1 × m. */
  | { readonly kind: 'loss' }
  /** z or a inside the definition of a function. */
  | { readonly kind: 'argument'; readonly letter: 'z' | 'a' };

/** @param layer 0 for X and Y */
export function matrix(letter: MatrixLetter, layer = 0): Variable {
  return { kind: 'matrix', letter, layer };
}

export function average(letter: AverageLetter, of: 'W' | 'b', layer: number): Variable {
  return { kind: 'average', letter, of, layer };
}

export function scalar(letter: ScalarLetter): Variable {
  return { kind: 'scalar', letter };
}

/** A^[l], which is X for l = 0. */
export function activations(layer: number): Variable {
  return layer === 0 ? matrix('X') : matrix('A', layer);
}

/** One text a variable: the key under which its numbers are kept. */
export function keyOf(variable: Variable): string {
  switch (variable.kind) {
    case 'matrix':
      return variable.layer === 0 ? variable.letter : `${variable.letter}${variable.layer}`;
    case 'average':
      return `${variable.letter}.${variable.of}${variable.layer}`;
    case 'loss':
      return 'loss';
    case 'scalar':
    case 'argument':
      return variable.letter;
    default:
      return variable satisfies never;
  }
}
