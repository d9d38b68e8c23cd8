/**
 * Which examples are held back: the test part first, then the validation part of what is left. Seeded: the same table, shares
 * and seed give the same parts everywhere, and without a test part no row moves.
 */
import { RandomState } from '../../core/network/random.ts';
import { notice } from '../../core/notice.ts';
import { DataError } from '../csv/errors.ts';

/** With fewer examples than this nothing is held back: what is missing would be missed. */
export const minSplit = 10;

/** Examples held back of m: the share, rounded, at least one of each part; none when m < 10 or the share is 0. */
export function validationCount(m: number, share: number): number {
  if (m < minSplit || share <= 0) return 0;
  return Math.min(m - 1, Math.max(1, Math.round(share * m)));
}

/** Examples of each part: validation is a share of what the test part leaves. */
export function partCounts(
  m: number,
  { validation, test = 0, fold }: Shares,
): { m: number; validation: number; test: number } {
  const held = validationCount(m, test);
  const rest = m - held;
  const watched = fold ? Math.ceil((rest - fold.index) / fold.count) : validationCount(rest, validation);
  return { m: m - held - watched, validation: watched, test: held };
}

export interface Shares {
  readonly validation: number;
  /** 0 unless told. */
  readonly test?: number | undefined;
  /** In place of the share of validation: one of so many parts of nearly equal size, each the validation part once. */
  readonly fold?: Fold | undefined;
}

export interface Fold {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** 0 train, 1 validation, 2 test. */
export const partCodes = { train: 0, validation: 1, test: 2 } as const;

/** Part of each example 0…m−1. @param strata see `splitExamples` @throws DataError where a fold would be empty */
export function splitParts(
  m: number,
  strata: Int32Array | null,
  { validation, test = 0, fold }: Shares,
  seed: number,
): Uint8Array {
  const parts = new Uint8Array(m);
  // A stream of its own: the validation rows of a seed are not its test rows.
  for (const example of splitExamples(m, strata, test, [seed, testStream])) parts[example] = partCodes.test;
  const rest = Uint32Array.from(parts.keys()).filter((i) => parts[i] === partCodes.train);
  if (fold && fold.index >= fold.count) throw new DataError('rows', notice('rows.fold', fold.count, fold.index));
  if (fold && fold.count > rest.length) throw new DataError('rows', notice('rows.folds', rest.length, fold.count));
  const kept = strata && Int32Array.from(rest, (i) => strata[i] as number);
  const chosen = fold
    ? foldExamples(rest.length, kept, fold, seed)
    : splitExamples(rest.length, kept, validation, seed);
  for (const i of chosen) parts[rest[i] as number] = partCodes.validation;
  return parts;
}

/**
 * The examples of one fold among 0…m−1, ascending. Each class is dealt out in a drawn order, and the next one goes on where
 * the last one ended: neither the folds nor the classes in them differ by more than one example. @param strata see `splitExamples`
 */
export function foldExamples(m: number, strata: Int32Array | null, { index, count }: Fold, seed: number): Uint32Array {
  // A stream of its own: the first fold is not the validation part of the same seed.
  const random = new RandomState([seed, foldStream]);
  const chosen: number[] = [];
  let dealt = 0;
  for (const members of group(m, strata)) {
    random.shuffle(members);
    for (const example of members) if (dealt++ % count === index) chosen.push(example);
  }
  return Uint32Array.from(chosen).sort();
}

/** Told beside the seed when test rows are drawn. */
const testStream = 1;
/** Told beside the seed when folds are dealt. */
const foldStream = 2;

/**
 * The examples held back among 0…m−1, ascending.
 * @param strata class of each example, so that every class gives its share; `null` for one stratum (regression)
 * @param share 0 ≤ share < 1
 */
export function splitExamples(
  m: number,
  strata: Int32Array | null,
  share: number,
  seed: number | readonly number[],
): Uint32Array {
  const count = validationCount(m, share);
  const random = new RandomState(seed);
  const members = group(m, strata);
  const quotas = apportion(
    members.map((indices) => indices.length),
    count,
  );
  const chosen: number[] = [];
  members.forEach((indices, k) => {
    random.shuffle(indices);
    for (const index of indices.subarray(0, quotas[k])) chosen.push(index);
  });
  return Uint32Array.from(chosen).sort();
}

/** Indices of each stratum, in order. */
function group(m: number, strata: Int32Array | null): Uint32Array[] {
  if (!strata) return [Uint32Array.from({ length: m }, (_, i) => i)];
  const groups = new Map<number, number[]>();
  for (let i = 0; i < m; i++) {
    const code = strata[i] as number;
    const indices = groups.get(code);
    if (indices) indices.push(i);
    else groups.set(code, [i]);
  }
  return [...groups.keys()].sort((a, b) => a - b).map((code) => Uint32Array.from(groups.get(code) ?? []));
}

/**
 * Shares out `count` places in proportion to the sizes (largest remainders, ties to the earlier stratum). A stratum never
 * gives its last example away while another has more to give, so that every class is trained.
 */
export function apportion(sizes: readonly number[], count: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (size * count) / total);
  const quotas = exact.map((share, k) => Math.min(Math.floor(share), Math.max(0, (sizes[k] as number) - 1)));
  const byRemainder = exact
    .map((_, k) => k)
    .sort(
      (a, b) => (exact[b] as number) - (quotas[b] as number) - ((exact[a] as number) - (quotas[a] as number)) || a - b,
    );
  let left = count - quotas.reduce((sum, quota) => sum + quota, 0);
  for (const keep of [1, 0]) {
    for (let moved = true; left > 0 && moved; ) {
      moved = false;
      for (const k of byRemainder) {
        if (left === 0 || (quotas[k] as number) + keep >= (sizes[k] as number)) continue;
        quotas[k] = (quotas[k] as number) + 1;
        left--;
        moved = true;
      }
    }
  }
  return quotas;
}
