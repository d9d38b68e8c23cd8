/** Smoothing of a noisy curve: an exponential mean that is corrected for its beginning, as Adam corrects its moments. */
import type { CurvePoint } from './curveData.ts';

/** How strongly: share of the mean that is kept from point to point. */
export const smoothings = [0, 0.6, 0.9] as const;

/** A curve of the same steps. `weight` 0 changes nothing; m ← w·m + (1 − w)·y, drawn as m / (1 − wⁿ). */
export function smoothed(points: readonly CurvePoint[], weight: number): CurvePoint[] {
  let mean = 0;
  let power = 1;
  return points.map(({ x, y }) => {
    mean = weight * mean + (1 - weight) * y;
    power *= weight;
    return { x, y: mean / (1 - power) };
  });
}
