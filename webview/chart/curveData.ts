/** The curve section of a frame as chart points, and the text twin's rows. */
import type { Matrix } from '../../src/protocol/frame.ts';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Rows of the section: step, cost, validationCost, trainMetric, validationMetric. */
export const curveRow = { cost: 1, validationCost: 2, trainMetric: 3, validationMetric: 4 } as const;
export type CurveName = keyof typeof curveRow;

/** Finite points of one row. `positive`: leaves out what a logarithmic axis cannot show. */
export function curvePoints(curve: Matrix, name: CurveName, positive: boolean): CurvePoint[] {
  const points: CurvePoint[] = [];
  const offset = curveRow[name] * curve.columns;
  for (let index = 0; index < curve.columns; index++) {
    const y = curve.values[offset + index] ?? Number.NaN;
    if (Number.isFinite(y) && (!positive || y > 0)) points.push({ x: curve.values[index] ?? 0, y });
  }
  return points;
}

/** The last finite value of a row, or `null`. */
export function lastValue(curve: Matrix | null, name: CurveName): number | null {
  if (!curve) return null;
  for (let index = curve.columns - 1; index >= 0; index--) {
    const value = curve.values[curveRow[name] * curve.columns + index] ?? Number.NaN;
    if (Number.isFinite(value)) return value;
  }
  return null;
}

/** At most `most` places along the curve, evenly spaced, with the first and the last. */
export function samplePlaces(columns: number, most: number): number[] {
  if (columns <= most) return Array.from({ length: columns }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (columns - 1)) / (most - 1)));
}
