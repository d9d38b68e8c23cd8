/** How many digits an update is written with, so that "before − α · gradient = after" holds in each cell that one reckons again. */
import { digitsToDiffer, isTrueAsWritten, type WrittenEquation } from '../text/equationDigits.ts';
import { formatSetting } from '../text/number.ts';

export interface UpdateDigits {
  /** Of before and of the gradient, above what the size of a number deserves. */
  readonly operands: number;
  readonly after: number;
  readonly sign: '=' | '≈';
}

/** Beyond the digits that show the changes. */
const mostBeyond = 2;

export function updateDigits(
  before: ArrayLike<number>,
  gradient: ArrayLike<number>,
  after: ArrayLike<number>,
  learningRate: number,
): UpdateDigits {
  const fewest = digitsToDiffer(before, after);
  const rate = Number(formatSetting(learningRate));
  const cells = Array.from(after, (result, place): WrittenEquation => {
    const operands = [before[place] ?? 0, gradient[place] ?? 0];
    return { operands, result, compute: ([old = 0, slope = 0]) => old - rate * slope };
  });
  // With as many digits on both sides roundings often add up to one in the last place: then what comes out has fewer.
  for (let operands = fewest; operands <= fewest + mostBeyond; operands++)
    for (let resultMore = operands; resultMore >= fewest; resultMore--)
      if (cells.every((cell) => isTrueAsWritten({ ...cell, resultMore }, operands))) return { operands, after: resultMore, sign: '=' };
  return { operands: fewest, after: fewest, sign: '≈' };
}
