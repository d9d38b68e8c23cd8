/** The numbers that every part of a page shows at one moment: from one frame, so that two places never disagree. */
import type { Metric } from '../../src/core/evaluation/metrics.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunStatus } from '../../src/protocol/run.ts';
import { section } from './numbers.ts';
import type { ViewState } from './store.ts';

export interface ShownNumbers {
  readonly step: number;
  readonly epoch: number;
  /** The step that cost and metrics are of. */
  readonly measured: number;
  readonly cost: number | null;
  readonly validationCost: number | null;
  readonly trainMetric: Metric | null;
  readonly validationMetric: Metric | null;
  readonly balanced?: number | null;
  readonly stepsPerSecond: number;
  /** What the schedule makes of α at that step. */
  readonly learningRate?: number;
}

/**
 * Of the frame while it is as new as the status or the training runs on; else of the status, which a paused or finished
 * run sends before its last frame. A frame of the past never stands for the present. `null` before anything is known.
 */
export function shownNumbers({ frame, status }: Pick<ViewState, 'frame' | 'status'>): ShownNumbers | null {
  if (status === null) return null;
  if (!frame?.live || (status.state !== 'running' && frame.step !== status.step)) return status;
  return numbersOf(frame, status) ?? status;
}

/** Those at the cursor's iteration: of the frame while that is of the past. */
export function cursorNumbers(state: Pick<ViewState, 'frame' | 'status'>): ShownNumbers | null {
  const { frame, status } = state;
  return (frame && status && !frame.live ? numbersOf(frame, status) : null) ?? shownNumbers(state);
}

function numbersOf(frame: Frame, status: RunStatus): ShownNumbers | null {
  const scalars = section(frame, 'scalars')?.values;
  if (!scalars) return null;
  const at = (index: number): number | null => {
    const value = scalars[index];
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  return {
    step: frame.step,
    epoch: at(5) ?? status.epoch,
    measured: stepOf(at(6), frame.step),
    cost: at(0),
    validationCost: at(1),
    trainMetric: metricFrom(at(2), at(9)),
    validationMetric: metricFrom(at(3), at(10)),
    balanced: at(7),
    stepsPerSecond: status.stepsPerSecond,
    learningRate: at(8) ?? status.effective.learningRate,
  };
}

/** As frames have it: right answers of so many, or R² of nothing. */
export function metricFrom(value: number | null, of: number | null): Metric | null {
  return value !== null && of !== null ? { right: value, m: of } : value;
}

/** The figure in full where the status tells the same one: a frame has it in Float32. */
export function fullFigure(shown: number | null, reported: number | null): number | null {
  return shown !== null && reported !== null && Math.fround(reported) === Math.fround(shown) ? reported : shown;
}

/** A step out of a Float32, which holds small ones exactly. */
function stepOf(measured: number | null, step: number): number {
  return measured === null || measured === Math.fround(step) ? step : measured;
}
