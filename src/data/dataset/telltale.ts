/** The answer among the inputs: a column that says the same as the target, or tells it all alone where no other comes near. */
import { type Notice, notice } from '../../core/notice.ts';
import type { Column } from '../columns/table.ts';
import { numberClasses, taskOf } from './task.ts';

export type TelltaleCode = 'telltale.copy' | 'telltale.rescaled' | 'telltale.alone';

export interface Telltale {
  readonly column: string;
  readonly target: string;
  /** [column, target, share of the rows in percent] */
  readonly reason: Notice<TelltaleCode>;
}

/** Rows looked at; evenly spaced. */
const maxRows = 2000;
/** With fewer rows everything may be chance. */
const minRows = 20;
const maxClasses = 10;
/** A column with more different values than this share of the rows tells the rows apart, not the classes. */
const maxDistinct = 0.2;
const nearlyAll = 0.99;
const nextBest = 0.9;
const sameLine = 0.99999;

/** @returns the columns among `features` that give the target away; none where there is no other to learn from */
export function telltales(target: Column, features: readonly Column[], rows: number): Telltale[] {
  if (features.length < 2) return [];
  const scores = features.map((column) => ({ column, ...scoreOf(column, target, rows) }));
  const copies = scores.filter(({ code }) => code !== null);
  const rest = scores.filter(({ code }) => code === null).sort((a, b) => b.gain - a.gain);
  const [best, second] = rest;
  const isAlone = best && best.share >= nearlyAll && best.gain >= 0.95 && (second?.gain ?? 0) < nextBest;
  const found = [...copies, ...(isAlone && copies.length === 0 ? [{ ...best, code: 'telltale.alone' as const }] : [])];
  return found.map(({ column, code, share }) => ({
    column: column.name,
    target: target.name,
    reason: notice(code ?? 'telltale.alone', column.name, target.name, Math.floor(share * 1000) / 10),
  }));
}

interface Score {
  readonly code: TelltaleCode | null;
  /** Of the rows that the column alone answers rightly, or of the variance that it explains. */
  readonly share: number;
  /** The same beyond what the most frequent class gives. */
  readonly gain: number;
}

const nothing: Score = { code: null, share: 0, gain: 0 };

function scoreOf(column: Column, target: Column, rows: number): Score {
  const { task } = taskOf(target, rows);
  const step = Math.max(1, Math.ceil(rows / maxRows));
  const values = valuesOf(column);
  const answers = task === 'regression' ? target.numbers : classCodes(target);
  if (!values || !answers) return nothing;
  const pairs: [number, number][] = [];
  for (let row = 0; row < rows; row += step) {
    const [x, y] = [values[row]!, answers[row]!];
    if (x === x && x >= (column.numbers ? -Infinity : 0) && y === y && (task === 'regression' || y >= 0))
      pairs.push([x, y]);
  }
  if (pairs.length < minRows) return nothing;
  if (task !== 'regression') return classScore(pairs, column.numbers !== null);
  return column.numbers ? lineScore(pairs) : groupScore(pairs);
}

function valuesOf({ numbers, codes }: Column): ArrayLike<number> | null {
  return numbers ?? codes;
}

function classCodes({ numbers, codes }: Column): ArrayLike<number> | null {
  if (!numbers) return codes;
  const codeOf = new Map(numberClasses(numbers).map((value, code) => [value, code]));
  return Int32Array.from(numbers, (value) => codeOf.get(value + 0) ?? -1);
}

function classScore(pairs: readonly [number, number][], isNumber: boolean): Score {
  const n = pairs.length;
  const classes = countsOf(pairs.map(([, y]) => y));
  const base = Math.max(...classes.values()) / n;
  const values = countsOf(pairs.map(([x]) => x));
  const isDiscrete = values.size <= maxDistinct * n;
  if (classes.size < 2 || classes.size > maxClasses || (!isDiscrete && !isNumber)) return nothing;
  const right = isDiscrete ? majority(pairs) : bestSegments(pairs, classes.size);
  const share = right / n;
  const isCopy = isDiscrete && right === n && majority(pairs.map(([x, y]) => [y, x])) === n;
  return { code: isCopy ? 'telltale.copy' : null, share, gain: (share - base) / (1 - base) };
}

function countsOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Rows that have the most frequent y of their x. */
function majority(pairs: readonly (readonly [x: number, y: number])[]): number {
  const groups = new Map<number, Map<number, number>>();
  for (const [x, y] of pairs) {
    const group = groups.get(x) ?? new Map<number, number>();
    group.set(y, (group.get(y) ?? 0) + 1);
    groups.set(x, group);
  }
  return [...groups.values()].reduce((sum, group) => sum + Math.max(...group.values()), 0);
}

/** Rows that fit when the axis of x is cut into as many pieces as there are classes, each of one class. */
function bestSegments(pairs: readonly [number, number][], pieces: number): number {
  const sorted = pairs.toSorted(([a], [b]) => a - b);
  // best[k][c]: rows that fit so far when the last of k + 1 pieces is of class c.
  const best = Array.from({ length: pieces }, () => new Map<number, number>());
  for (const [, y] of sorted) {
    for (let k = pieces - 1; k >= 0; k--) {
      const before = k === 0 ? 0 : Math.max(0, ...best[k - 1]!.values());
      best[k]!.set(y, Math.max(best[k]!.get(y) ?? 0, before) + 1);
    }
  }
  return Math.max(...best.flatMap((piece) => [...piece.values()]));
}

function lineScore(pairs: readonly [number, number][]): Score {
  const n = pairs.length;
  const [meanX, meanY] = [0, 1].map((k) => pairs.reduce((sum, pair) => sum + pair[k]!, 0) / n) as [number, number];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const share = xx > 0 && yy > 0 ? xy ** 2 / (xx * yy) : 0;
  return Number.isFinite(share)
    ? { code: share >= sameLine ? 'telltale.rescaled' : null, share, gain: share }
    : nothing;
}

function groupScore(pairs: readonly [number, number][]): Score {
  const n = pairs.length;
  const groups = new Map<number, number[]>();
  for (const [x, y] of pairs) groups.set(x, [...(groups.get(x) ?? []), y]);
  if (groups.size > maxDistinct * n) return nothing;
  const mean = pairs.reduce((sum, [, y]) => sum + y, 0) / n;
  const total = pairs.reduce((sum, [, y]) => sum + (y - mean) ** 2, 0);
  let left = 0;
  for (const group of groups.values()) {
    const own = group.reduce((sum, y) => sum + y, 0) / group.length;
    left += group.reduce((sum, y) => sum + (y - own) ** 2, 0);
  }
  const share = total > 0 ? 1 - left / total : 0;
  return { code: null, share, gain: share };
}
