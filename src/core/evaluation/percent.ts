/** Shares as people read them: one rounding for every place that tells one. */

/**
 * 361 of 400 → "90.3", whether the share comes in 64 bits or, as in a frame, in 32: beyond six digits it says nothing, and a half is
 * rounded up.
 */
export function percentDigits(fraction: number): string {
  const tenths = Number((1000 * fraction).toPrecision(7));
  return (Math.sign(tenths) * (Math.round(Math.abs(tenths)) / 10)).toFixed(1);
}
