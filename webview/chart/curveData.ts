/** The training curve as chart points, wherever it comes from: the frame has the whole run, an answer a part of it more finely. */
import { type Metric, metricValue } from '../../src/core/evaluation/metrics.ts';
import type { CurvesAnswer } from '../../src/protocol/timeAnswers.ts';
import type { Matrix } from '../../src/protocol/frame.ts';
import { curveRows } from '../../src/protocol/frameLayout.ts';
import { metricFrom } from '../state/shownNumbers.ts';
import type { StepRange } from './stepRange.ts';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Rows of the section, see `Frame`; those of a metric have beside them how many examples it counts the right answers of. */
export const curveRow = { cost: 1, validationCost: 2, trainMetric: 3, validationMetric: 4 } as const;
const countRow: Partial<Record<CurveName, number>> = { trainMetric: 5, validationMetric: 6 };
export type CurveName = keyof typeof curveRow;

/** Of a network that has none yet. */
export const noCurve: Matrix = { rows: curveRows, columns: 0, values: new Float32Array(0) };

/** Finite points of one row. `positive`: leaves out what a logarithmic axis cannot show. */
export function curvePoints(curve: Matrix, name: CurveName, positive: boolean): CurvePoint[] {
  const steps = curve.values.subarray(0, curve.columns);
  return pointsOf(
    steps,
    Float64Array.from(steps, (_, index) => figureAt(curve, name, index) ?? Number.NaN),
    positive,
  );
}

/** What was measured at one point: `null` where that is not known. */
export function metricAt(curve: Matrix, name: CurveName, index: number): Metric | null {
  const of = countRow[name];
  return metricFrom(numberAt(curve, curveRow[name], index), of === undefined ? null : numberAt(curve, of, index));
}

/** The same as one number: the share of right answers. */
export function figureAt(curve: Matrix, name: CurveName, index: number): number | null {
  const metric = metricAt(curve, name, index);
  return metric === null ? null : metricValue(metric);
}

/** A finite number of a row. */
export function numberAt({ columns, values }: Matrix, row: number, index: number): number | null {
  const value = values[row * columns + index] ?? Number.NaN;
  return Number.isFinite(value) ? value : null;
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
export function curveOfAnswer(answer: CurvesAnswer): Matrix {
  const { steps, cost, validationCost, metric, validationMetric, metricOf, validationMetricOf } = answer;
  const values = new Float32Array(curveRows * steps.length);
  [steps, cost, validationCost, metric, validationMetric, metricOf, validationMetricOf].forEach((row, index) => {
    values.set(row, index * steps.length);
  });
  return { rows: curveRows, columns: steps.length, values };
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
