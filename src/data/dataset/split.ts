/** Which examples are held back for validation. Seeded: the same table, share and seed give the same split everywhere. */
import { RandomState } from '../../core/network/random.ts';

/** With fewer examples than this nothing is held back: what is missing would be missed. */
export const smallestSplit = 10;

/** Examples held back of m: the share, rounded, at least one of each part; none when m < 10 or the share is 0. */
export function validationCount(m: number, share: number): number {
  if (m < smallestSplit || share <= 0) return 0;
  return Math.min(m - 1, Math.max(1, Math.round(share * m)));
}

/**
 * The validation examples among 0…m−1, ascending.
 * @param strata class of each example, so that every class gives its share; `null` for one stratum (regression)
 * @param share 0 ≤ share < 1
 */
export function splitExamples(m: number, strata: Int32Array | null, share: number, seed: number): Uint32Array {
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
