/** Shares as people read them: one rounding for every place that tells one. */
import type { Count } from './metrics.ts';

/**
 * 361 of 400 → "90.3": a half is rounded up. A count is rounded exactly; of a share, which may come in 64 bits or, as in a frame, in 32,
 * what is beyond six digits says nothing.
 */
export function percentDigits(share: number | Count): string {
  const tenths =
    typeof share === 'number' ? tenthsOf(share) : Math.floor((2000 * share.right + share.m) / (2 * share.m));
  return (tenths / 10).toFixed(1);
}

function tenthsOf(share: number): number {
  const tenths = Number((1000 * share).toPrecision(7));
  return Math.sign(tenths) * Math.round(Math.abs(tenths));
}
