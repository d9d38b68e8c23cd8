/**
 * A frame is a complete snapshot of a run's numbers at one step: named sections in one Float32Array, so that
 * NaN and infinities survive (JSON would make them null) and one buffer travels.
 */
import type { RunId } from './run.ts';

/**
 * Sections of a frame (rows × columns, row-major). `l` counts layers; shown units and examples are those of the description.
 *
 *  scalars            1 × 11  cost, validationCost, trainMetric, validationMetric, stepsPerSecond, epoch, the step that
 *                             cost and metrics are of, balanced accuracy, learning rate, trainOf, validationOf
 *  curve              7 × n   rows: step, cost, validationCost, trainMetric, validationMetric, trainOf, validationOf; the whole
 *                             run, at most 600 points. A metric is the count of right answers of so many (`…Of`), or, where that
 *                             is NaN, R²
 *  W:l, b:l           shown units of l × shown units of l-1; × 1
 *  dW:l, db:l         gradients of the same places
 *  A:l   (l = 0…L)    shown units × shown examples
 *  plane:l            shown units × grid² (outputGrid for l = L, else hiddenGrid), when there is a plane
 *  stats              L × 5   mean |a|, share saturated, share dead, ‖W‖, ‖dW‖
 */
export type SectionName = 'scalars' | 'curve' | 'stats' | `${'W' | 'b' | 'dW' | 'db' | 'A' | 'plane'}:${number}`;

export interface Section {
  readonly name: SectionName;
  readonly rows: number;
  readonly columns: number;
  /** First number of the section in `numbers`. */
  readonly offset: number;
}

export interface Frame {
  readonly runId: RunId;
  /** The network whose numbers these are, see `RunDescription`. */
  readonly build: number;
  /** Rises by one with each frame of a run; the view acknowledges it. */
  readonly frame: number;
  /** Updates done: parameters are those after `step` updates. The curve is that of the whole run whatever the step. */
  readonly step: number;
  /** Whether this is the present; false: the run is looked at as it was at `step`. */
  readonly live: boolean;
  readonly sections: readonly Section[];
  /** Alone in its buffer; may be longer than the sections need. */
  readonly numbers: Float32Array;
}

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns, row-major; a view into the frame's numbers. */
  readonly values: Float32Array;
}

/** The named part of a frame, or `undefined` when the frame has none. */
export function sectionOf(frame: Frame, name: SectionName): Matrix | undefined {
  const section = frame.sections.find((candidate) => candidate.name === name);
  if (!section) return undefined;
  const { rows, columns, offset } = section;
  return { rows, columns, values: frame.numbers.subarray(offset, offset + rows * columns) };
}
