/** The answer among the inputs: a column that says the same as the target, or tells it all alone where no other comes near. */
import { type Notice, notice } from '../../core/notice.ts';
import type { Column } from '../columns/table.ts';
import { bestSegments, type ClassPairs, classPairs, majority } from './classPairs.ts';
import { type ColumnSample, sampleOf } from './columnSample.ts';
import { taskOf } from './task.ts';

export type TelltaleCode = 'telltale.copy' | 'telltale.rescaled' | 'telltale.alone';

export interface Telltale {
  readonly column: string;
  readonly target: string;
  /** [column, target, share of the rows in percent] */
  readonly reason: Notice<TelltaleCode>;
}

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
  const isRegression = taskOf(target, rows).task === 'regression';
  const answers = sampleOf(target, rows);
  const scores = features.map((column) => ({ column, ...scoreOf(sampleOf(column, rows), answers, isRegression) }));
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

function scoreOf(column: ColumnSample, answers: ColumnSample, isRegression: boolean): Score {
  if (!isRegression) return classScore(column, answers);
  if (!answers.isNumber) return nothing;
  return column.isNumber ? scaleScore(column, answers) : groupScore(column, answers);
}

function classScore(column: ColumnSample, answers: ColumnSample): Score {
  if (answers.codeCount > maxClasses) return nothing;
  const pairs = classPairs(column, answers);
  const { rows, values, classes, mostFrequent } = pairs;
  const isDiscrete = values <= maxDistinct * rows;
  if (rows < minRows || classes < 2 || (!isDiscrete && !column.isNumber)) return nothing;
  const right = isDiscrete ? majority(pairs) : bestSegments(column, answers, classes);
  return { code: isDiscrete && isCopy(pairs, right) ? 'telltale.copy' : null, ...shares(right, rows, mostFrequent) };
}

/** Each value has one class, and each class one value. */
function isCopy({ rows, values, classes }: ClassPairs, right: number): boolean {
  return right === rows && values === classes;
}

function shares(right: number, rows: number, mostFrequent: number) {
  return { share: right / rows, gain: (right - mostFrequent) / (rows - mostFrequent) };
}

/** Below this share of the variance a column is no copy on a scale of logarithms or powers either. */
const mayBeScaled = 0.1;

/** The same numbers on another scale: of another unit, as logarithms, as a power. */
function scaleScore(column: ColumnSample, answers: ColumnSample): Score {
  const plain = lineScore(column.values, answers.values);
  if (plain.code !== null || plain.share < mayBeScaled) return plain;
  const { logarithms: x } = column;
  const { logarithms: y } = answers;
  const scaled = [x && lineScore(x, answers.values), y && lineScore(column.values, y), x && y && lineScore(x, y)];
  return scaled.find((score) => score && score.code !== null) || plain;
}

function lineScore(xs: Float64Array, ys: Float64Array): Score {
  let [n, meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < xs.length; k++) {
    const dx = (xs[k] as number) - meanX;
    const dy = (ys[k] as number) - meanY;
    if (dx !== dx || dy !== dy) continue;
    n++;
    meanX += dx / n;
    meanY += dy / n;
    const rest = (n - 1) / n;
    xx += dx * dx * rest;
    yy += dy * dy * rest;
    xy += dx * dy * rest;
  }
  if (n < minRows || !(xx > 0) || !(yy > 0)) return nothing;
  const share = xy ** 2 / (xx * yy);
  if (!Number.isFinite(share)) return nothing;
  return { code: share >= sameLine ? 'telltale.rescaled' : null, share, gain: share };
}

/** The share of the variance between groups: 1 − Σ within / Σ in all. */
function groupScore({ codes, codeCount }: ColumnSample, { values: ys }: ColumnSample): Score {
  const all = { n: 0, mean: 0, squares: 0 };
  const groups = Array.from({ length: codeCount }, () => ({ n: 0, mean: 0, squares: 0 }));
  for (let k = 0; k < ys.length; k++) {
    const group = groups[codes[k] as number];
    const y = ys[k] as number;
    if (!group || y !== y) continue;
    take(all, y);
    take(group, y);
  }
  if (all.n < minRows || groups.filter(({ n }) => n > 0).length > maxDistinct * all.n) return nothing;
  const left = groups.reduce((sum, { squares }) => sum + squares, 0);
  const share = all.squares > 0 ? 1 - left / all.squares : 0;
  return { code: null, share, gain: share };
}

/** Welford's step. */
function take(group: { n: number; mean: number; squares: number }, y: number): void {
  const d = y - group.mean;
  group.n++;
  group.mean += d / group.n;
  group.squares += d * (y - group.mean);
}
