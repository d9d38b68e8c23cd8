/** As many digits as the numbers of an equation need, so that whoever reckons with what is written gets what is written. */
import { formatValue, writtenValue } from './number.ts';

export interface WrittenEquation {
  readonly operands: readonly number[];
  readonly result: number;
  /** The result again, from the operands. */
  readonly compute: (operands: readonly number[]) => number;
  /** Digits that the result is written with, above what its size deserves. */
  readonly resultMore?: number;
}

/** More than five or six digits nobody reads. */
export const maxMore = 3;

/** Whether the operands, with so many digits more than their size deserves, give the result as it is written. */
export function isTrueAsWritten({ operands, result, compute, resultMore = 0 }: WrittenEquation, more: number): boolean {
  const again = compute(operands.map((operand) => writtenValue(operand, more)));
  return formatValue(again, resultMore) === formatValue(result, resultMore);
}

/** The fewest digits more, from `fewest` on, with which all the equations are true as written; `null` when `most` are too few. */
export function digitsFor(equations: readonly WrittenEquation[], most = maxMore, fewest = 0): number | null {
  for (let more = fewest; more <= most; more++)
    if (equations.every((equation) => isTrueAsWritten(equation, more))) return more;
  return null;
}

/** The sign before the result. */
export function equalsSign(equation: WrittenEquation, more: number): '=' | '≈' {
  return isTrueAsWritten(equation, more) ? '=' : '≈';
}

/** Pairs of factors, one after the other, and then what is added. */
export function sumOfProducts(factors: number): (operands: readonly number[]) => number {
  return (operands) =>
    operands.reduce((sum, operand, index) => {
      if (index >= factors) return sum + operand;
      return index % 2 === 0 ? sum + operand * (operands[index + 1] ?? 0) : sum;
    }, 0);
}

/** The fewest digits more with which numbers before and after a change look different, but for changes that not even `most` would show. */
export function digitsToDiffer(before: ArrayLike<number>, after: ArrayLike<number>, most = 5): number {
  const differ = (index: number, more: number): boolean =>
    writtenValue(before[index] ?? 0, more) !== writtenValue(after[index] ?? 0, more);
  const indices = Array.from({ length: Math.min(before.length, after.length) }, (_, index) => index).filter((index) =>
    differ(index, most),
  );
  for (let more = 0; more < most; more++) if (indices.every((index) => differ(index, more))) return more;
  return most;
}
