/**
 * The training curve of a whole run in bounded memory. A point may be recorded at the steps that are multiples of the
 * stride; when there are too many, the stride doubles and the points off the new grid go. So the curve always covers the
 * run from its first step to now, and which points it keeps depends on nothing but their steps. Where a parameter was set by
 * hand the curve jumps: what it was before stays beside the point of the same step.
 */
import type { Metric } from '../../core/evaluation/metrics.ts';
import { curveRows, maxCurve } from '../../protocol/frameLayout.ts';

/** What is known of the run at one step; NaN or `null` where it is not known. */
export interface CurvePoint {
  readonly step: number;
  readonly cost: number;
  readonly validationCost: number;
  readonly trainMetric: Metric | null;
  readonly validationMetric: Metric | null;
  /** Mean recall of the classes, of the validation part where there is one, when a class has less than a tenth of it. */
  readonly balanced?: number | undefined;
}

/** A recorder's points, to go back to. */
export interface CurveState {
  readonly points: readonly CurvePoint[];
  readonly head: CurvePoint | null;
  readonly jumps: readonly CurvePoint[];
  readonly stride: number;
}

/** Of more jumps the newest are kept. */
const maxJumps = 20;

export class CurveRecorder {
  /** Points on the grid, ascending. */
  #points: CurvePoint[] = [];
  /** The newest point when it is off the grid: it is shown until the next one comes. */
  #head: CurvePoint | null = null;
  /** What the curve jumped from, ascending. */
  #jumps: CurvePoint[] = [];
  #stride = 1;
  readonly #longest: number;
  readonly #maxJumps: number;

  constructor(longest = maxCurve) {
    if (longest < 4) throw new RangeError(`A curve needs room for 4 points, got ${longest}.`);
    this.#longest = longest;
    this.#maxJumps = Math.min(maxJumps, longest >> 1);
  }

  /** Steps between points of the grid: a power of two. */
  get currentStride(): number {
    return this.#stride;
  }

  get length(): number {
    return this.#points.length + this.#jumps.length + (this.#head ? 1 : 0);
  }

  /** The newest point, or `null` before the first. */
  get latest(): CurvePoint | null {
    return this.#head ?? this.#points.at(-1) ?? null;
  }

  /** The oldest point. */
  get first(): CurvePoint | null {
    return this.#points[0] ?? this.#head;
  }

  /** `null` where no point has a validation cost. */
  get minValidationCost(): CurvePoint | null {
    const known = [...this.#points, ...(this.#head ? [this.#head] : [])];
    return known.reduce<CurvePoint | null>(
      (best, point) => (point.validationCost < (best?.validationCost ?? Number.POSITIVE_INFINITY) ? point : best),
      null,
    );
  }

  /** The first step after `step` at which a point may be kept. */
  nextStep(step: number): number {
    return (Math.floor(step / this.#stride) + 1) * this.#stride;
  }

  /** Adds a point, or replaces the one of the same step. Points after it are forgotten: the run went back. */
  add(point: CurvePoint): void {
    this.#head = null;
    while ((this.#points.at(-1)?.step ?? -1) >= point.step) this.#points.pop();
    while ((this.#jumps.at(-1)?.step ?? -1) > point.step) this.#jumps.pop();
    if (point.step % this.#stride !== 0) this.#head = point;
    else this.#points.push(point);
    this.#fit();
  }

  /** The curve goes on from here with another point of the same step: a parameter is set by hand. */
  jump(from: CurvePoint): void {
    this.add(from);
    this.#jumps = [...this.#jumps, from].slice(-this.#maxJumps);
    this.#fit();
  }

  save(): CurveState {
    return { points: [...this.#points], head: this.#head, jumps: [...this.#jumps], stride: this.#stride };
  }

  load({ points, head, jumps, stride }: CurveState): void {
    this.#points = [...points];
    this.#head = head;
    this.#jumps = [...jumps];
    this.#stride = stride;
  }

  clear(): void {
    this.#points = [];
    this.#jumps = [];
    this.#head = null;
    this.#stride = 1;
  }

  /**
   * Writes the curve as the rows of a frame's section, each of `length` numbers.
   * `target` is written from index 0 and must hold `curveRows` × `length` numbers.
   */
  writeTo(target: Float32Array): void {
    // A jump comes before the point of its step: sorting leaves equals in their order.
    const shown = [...this.#jumps, ...this.#points, ...(this.#head ? [this.#head] : [])].sort(
      (a, b) => a.step - b.step,
    );
    const n = shown.length;
    if (target.length < curveRows * n)
      throw new RangeError(`The curve needs ${curveRows * n} numbers, got room for ${target.length}.`);
    shown.forEach((point, i) => {
      rowOf(point).forEach((value, row) => {
        target[row * n + i] = value;
      });
    });
  }

  /** One place stays free for a head. */
  #fit(): void {
    while (this.#points.length + this.#jumps.length >= this.#longest) this.#thin();
  }

  #thin(): void {
    this.#stride *= 2;
    const newest = this.#points.at(-1);
    this.#points = this.#points.filter((point) => point.step % this.#stride === 0);
    if (newest && newest.step % this.#stride !== 0) this.#head ??= newest;
  }
}

/** The numbers of a point in the order of the section's rows. */
export function rowOf({ step, cost, validationCost, trainMetric, validationMetric }: CurvePoint): number[] {
  const [train, trainOf] = asNumbers(trainMetric);
  const [validation, validationOf] = asNumbers(validationMetric);
  return [step, cost, validationCost, train, validation, trainOf, validationOf];
}

/** Right answers and of how many, or R² and NaN. */
function asNumbers(metric: Metric | null): readonly [number, number] {
  if (metric === null) return [Number.NaN, Number.NaN];
  return typeof metric === 'number' ? [metric, Number.NaN] : [metric.right, metric.m];
}
