/** How many digits an update is written with, so that "before − α · gradient = after" holds in each cell that one reckons again. */
import { digitsToDiffer, isTrueAsWritten } from '../kit/text/equationDigits.ts';
import { formatSetting, writtenValue } from '../kit/text/number.ts';

export interface UpdateDigits {
  /** Each above what the size of a number deserves. */
  readonly before: number;
  readonly gradient: number;
  readonly after: number;
  readonly sign: '=' | '≈';
}

/** Beyond the digits that show the changes. */
const maxBeyond = 2;

export function updateDigits(
  before: ArrayLike<number>,
  gradient: ArrayLike<number>,
  after: ArrayLike<number>,
  learningRate: number,
): UpdateDigits {
  const fewest = digitsToDiffer(before, after);
  const rate = Number(formatSetting(learningRate));
  const holds = (ofBefore: number, ofGradient: number, resultMore: number): boolean =>
    Array.from(after).every((result, index) => {
      const change = rate * writtenValue(gradient[index] ?? 0, ofGradient);
      const compute = ([old = 0]: readonly number[]): number => old - change;
      return isTrueAsWritten({ operands: [before[index] ?? 0], result, compute, resultMore }, ofBefore);
    });
  // With as many digits on both sides roundings often add up to one in the last place: then what comes out has fewer.
  for (let most = fewest; most <= fewest + maxBeyond; most++)
    for (let result = most; result >= fewest; result--)
      for (let slope = 0; slope <= most; slope++)
        if (holds(most, slope, result)) return { before: most, gradient: slope, after: result, sign: '=' };
  return { before: fewest, gradient: fewest, after: fewest, sign: '≈' };
}
