/**
 * The course's spelling of a variable: W^[1] for a matrix, w with its indices below for a cell of it, the example in round brackets.
 * Indices of cells count from 1 here, as mathematics does.
 */
import type { Variable } from '../symbols.ts';

export interface Letter {
  readonly name: string;
  /** Before the letter, as one name: the d of dW. */
  readonly prefix?: string;
  readonly hat?: boolean;
  readonly upright?: boolean;
  readonly layer?: number;
  readonly example?: number;
  /** Below the letter: indices, or what an average is of. */
  readonly below?: readonly (number | string | Letter)[];
}

interface CellIndex {
  readonly row: number;
  readonly column: number;
}

const scalarNames = {
  alpha: { name: 'α' },
  lambda: { name: 'λ' },
  beta: { name: 'β' },
  beta1: { name: 'β', below: [1] },
  beta2: { name: 'β', below: [2] },
  rho: { name: 'ρ' },
  epsilon: { name: 'ε' },
  weightDecay: { name: 'λ', below: ['w'] },
  t: { name: 't' },
  m: { name: 'm' },
  mTrain: { name: 'm', below: ['train'] },
  slope: { name: 'slope', upright: true },
  J: { name: 'J' },
} as const satisfies Readonly<Record<string, Letter>>;

/** @param cell which cell of the matrix; without it the whole matrix */
export function letterOf(variable: Variable, cell?: CellIndex): Letter {
  switch (variable.kind) {
    case 'matrix':
      return matrixLetter(variable.letter, variable.layer, cell);
    case 'average':
      return averageLetter(variable, cell);
    case 'scalar':
      return scalarNames[variable.letter];
    case 'loss':
      return cell ? { name: 'ℒ', example: cell.column + 1 } : { name: 'ℒ' };
    case 'argument':
      return { name: variable.letter };
    default:
      return variable satisfies never;
  }
}

function matrixLetter(letter: string, layer: number, cell?: CellIndex): Letter {
  const isGradient = letter.startsWith('d');
  const name = isGradient ? letter.slice(1) : letter;
  const own = { ...(isGradient ? { prefix: 'd' } : {}), ...(layer > 0 ? { layer } : {}) };
  if (!cell) return { ...own, name };
  const small = { ...own, name: name.toLowerCase() };
  const [j, k] = [cell.row + 1, cell.column + 1];
  if (name === 'W') return { ...small, below: j > 9 || k > 9 ? [j, ',', k] : [j, k] };
  if (name === 'b') return { ...small, below: [j] };
  return { ...small, below: [j], example: k };
}

function averageLetter({ letter, of, layer }: Variable & { readonly kind: 'average' }, cell?: CellIndex): Letter {
  const isHat = letter.endsWith('Hat');
  return {
    name: letter[0]!,
    ...(isHat ? { hat: true } : {}),
    below: [matrixLetter(`d${of}`, layer, cell)],
  };
}
