import assert from 'node:assert/strict';

/** ‖x − y‖ / ‖y‖, or the distance itself where there is nothing to compare with. */
export function distance(x: Float64Array, y: Float64Array): number {
  assert.equal(x.length, y.length);
  const norm = Math.hypot(...y);
  return Math.hypot(...x.map((value, i) => value - (y[i] ?? Number.NaN))) / (norm > 0 ? norm : 1);
}
