/** Smoothing of a noisy curve: an exponential mean that is corrected for its beginning, as Adam corrects its moments. */
import type { Series } from './curveChart.ts';
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

/** A curve, and where it is smoothed what it is made from. */
export function smoothLines(
  label: string,
  color: Series['color'],
  dash: number[],
  points: Series['points'],
  weight: number,
): Series[] {
  if (weight === 0) return [{ label, color, dash, faint: false, points }];
  return [
    { label, color, dash, faint: true, points },
    { label, color, dash, faint: false, points: smoothed(points, weight) },
  ];
}
