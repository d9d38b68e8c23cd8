/** The longest sum inside a cell's expression, told by its largest terms: what can be written beside a matrix of 400 examples. */
import { evaluate, type Values } from './evaluate.ts';
import { type Expression, partsOf } from './expression.ts';
import { cellOf } from './matrix.ts';

export interface SeriesTerm {
  /** Its place in the sum, from 0. */
  readonly index: number;
  readonly term: Expression;
  readonly value: number;
}

export interface Series {
  /** The largest terms by size, in the order of the sum. */
  readonly shown: readonly SeriesTerm[];
  /** Terms of the whole sum. */
  readonly count: number;
  /** What the terms that are not shown add up to; 0 when all are. */
  readonly rest: number;
  readonly sum: number;
}

/** @param most how many terms to show; `null` where the expression has no sum of several terms */
export function seriesOf(cell: Expression, values: Values, most: number): Series | null {
  const longest = longestSum(cell);
  if (!longest || longest.terms.length < 2) return null;
  const terms = longest.terms.map((term, index) => ({ index, term, value: cellOf(evaluate(term, values), 0, 0) }));
  const bySize = terms.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.index - b.index);
  const shown = bySize.slice(0, most).toSorted((a, b) => a.index - b.index);
  const rest = bySize.slice(most).reduce((sum, { value }) => sum + value, 0);
  return { shown, count: terms.length, rest, sum: terms.reduce((sum, { value }) => sum + value, 0) };
}

/** `null` where there is none. */
export function longestSum(node: Expression): (Expression & { readonly kind: 'sum' }) | null {
  const own = node.kind === 'sum' ? [node] : [];
  const inner = partsOf(node).flatMap((part) => longestSum(part) ?? []);
  return [...own, ...inner].reduce<(Expression & { readonly kind: 'sum' }) | null>(
    (longest, sum) => (longest && longest.terms.length >= sum.terms.length ? longest : sum),
    null,
  );
}
