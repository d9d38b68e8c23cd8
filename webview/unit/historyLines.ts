/** A unit's weights or gradients over time as lines: those that matter most, and the bias. */
import type { UnitHistoryAnswer } from '../../src/protocol/timeAnswers.ts';

export type HistoryKind = 'weights' | 'gradients';

/** Weights that get a line of their own: as many as three colours and their dashes tell apart. */
export const maxLines = 6;

export interface HistoryLine {
  /** Unit of the layer below, counted from 0; `null`: the bias. */
  readonly input: number | null;
  /** One a step of the answer. */
  readonly values: Float64Array;
}

/** The lines of largest |value| in the order of the layer below, then the bias. */
export function historyLines(answer: UnitHistoryAnswer, kind: HistoryKind): HistoryLine[] {
  const { steps, inputs } = answer;
  const matrix = kind === 'weights' ? answer.W : answer.dW;
  const lines = inputs.map((_, input): HistoryLine => {
    return { input, values: Float64Array.from(steps, (__, row) => matrix[row * inputs.length + input] ?? Number.NaN) };
  });
  const size = ({ values }: HistoryLine): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const chosen = new Set(lines.toSorted((one, other) => size(other) - size(one)).slice(0, maxLines));
  return [
    ...lines.filter((line) => chosen.has(line)),
    { input: null, values: kind === 'weights' ? answer.b : answer.db },
  ];
}

/** The place in `steps` that is nearest to a step; −1 when there are none. */
export function nearestIndex(steps: ArrayLike<number>, step: number): number {
  let nearest = -1;
  for (let index = 0; index < steps.length; index++) {
    if (nearest < 0 || Math.abs((steps[index] ?? 0) - step) < Math.abs((steps[nearest] ?? 0) - step)) nearest = index;
  }
  return nearest;
}
