/** The training curve as chart points, wherever it comes from: the frame has the whole run, an answer a part of it more finely. */
import type { CurvesAnswer } from '../../src/protocol/timeAnswers.ts';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { StepRange } from './stepRange.ts';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Rows of the section: step, cost, validationCost, trainMetric, validationMetric. */
export const curveRow = { cost: 1, validationCost: 2, trainMetric: 3, validationMetric: 4 } as const;
export type CurveName = keyof typeof curveRow;

/** Of a network that has none yet. */
export const noCurve: Matrix = { rows: 5, columns: 0, values: new Float32Array(0) };

/** Finite points of one row. `positive`: leaves out what a logarithmic axis cannot show. */
export function curvePoints(curve: Matrix, name: CurveName, positive: boolean): CurvePoint[] {
  const offset = curveRow[name] * curve.columns;
  return pointsOf(
    curve.values.subarray(0, curve.columns),
    curve.values.subarray(offset, offset + curve.columns),
    positive,
  );
}

/** Finite points of two rows of the same length. */
export function pointsOf(
  steps: Float32Array | Float64Array,
  values: Float32Array | Float64Array,
  positive: boolean,
): CurvePoint[] {
  const points: CurvePoint[] = [];
  steps.forEach((x, index) => {
    const y = values[index] ?? Number.NaN;
    if (Number.isFinite(y) && (!positive || y > 0)) points.push({ x, y });
  });
  return points;
}

/** An answer in the form that the frame has, in Float32 like there. */
export function curveOfAnswer({ steps, cost, validationCost, metric, validationMetric }: CurvesAnswer): Matrix {
  const values = new Float32Array(5 * steps.length);
  [steps, cost, validationCost, metric, validationMetric].forEach((row, place) => {
    values.set(row, place * steps.length);
  });
  return { rows: 5, columns: steps.length, values };
}

/** First and last step; 0…10 before there are any, so that an axis has a length. */
export function wholeRange(curve: Matrix | null): StepRange {
  const last = curve && curve.columns > 0 ? (curve.values[curve.columns - 1] ?? 0) : 0;
  return { from: 0, to: Math.max(10, last) };
}

/** Where the validation cost was least, when it has risen since; else `null`: the best is now. */
export function bestPoint(curve: Matrix): CurvePoint | null {
  const points = curvePoints(curve, 'validationCost', false);
  const last = points.at(-1);
  const best = points.reduce<CurvePoint | null>(
    (least, point) => (least === null || point.y < least.y ? point : least),
    null,
  );
  return best && last && best.x < last.x && best.y < last.y ? best : null;
}
