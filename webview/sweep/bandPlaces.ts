/** How much of a band is worth a look, and on which kind of axes. */
import type { CurveBand, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';

/** The largest over the least number from which on an axis is logarithmic. */
const decades = 100;

/** Places up to where the longest training came: beyond it stand the last numbers of all, as far as any might have gone. */
export function bandPlaces(
  { epoch }: Pick<CurveBand, 'epoch'>,
  members: readonly Pick<SweptMember, 'epochs'>[],
): number {
  const last = members.reduce((most, { epochs }) => Math.max(most, epochs), 0);
  const end = epoch.findIndex((place) => place >= last);
  return end < 0 ? epoch.length : end + 1;
}

/** Whether a logarithmic axis shows more of what is there. */
export function spansDecades(...columns: readonly Float64Array[]): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of columns.flatMap((column) => [...column])) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > 0 && high / low >= decades;
}
