/** Which columns the fit is drawn over: what was chosen, where the run has it, else what its data suggest. No drawing. */
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { rowOf, section } from '../state/numbers.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { FitUi } from '../state/uiState.ts';

export interface FitChoice {
  /** All columns, and those that can be the axis of a plane: each is one input. */
  readonly columns: readonly string[];
  readonly axes: readonly string[];
  readonly x: string;
  /** `null`: a curve over x alone. */
  readonly y: string | null;
  /** Whether there are other columns, which have to be held somewhere. */
  readonly others: boolean;
  /** The column of the partial dependence. */
  readonly column: string;
  /** Place of the shown target; 0 where there is one or none. */
  readonly target: number;
}

/** @param suggested the columns to begin with, the most telling ones */
export function resolveFit(run: RunDescription, fit: FitUi, suggested: readonly string[]): FitChoice {
  const columns = columnsOf(run);
  const axes = axesOf(run);
  const isCurve = fit.curve || axes.length < 2;
  const possible = isCurve ? columns : axes;
  const first = (...requested: readonly (string | undefined)[]): string =>
    requested.find((name) => name !== undefined) ?? '';
  const x = first(...[fit.x, ...suggested, ...possible].filter((name) => possible.includes(name)));
  const y = isCurve
    ? null
    : first(...[fit.y, ...suggested, ...axes].filter((name) => name !== x && axes.includes(name)));
  return {
    ...{ columns, axes, x, y },
    others: columns.length > (isCurve ? 1 : 2),
    column: columns.includes(fit.column) ? fit.column : x,
    target: Math.max(0, run.targets.indexOf(fit.target)),
  };
}

/** What choosing something changes, from what is in force when it is chosen. */
export type Chosen = (choice: FitChoice) => Partial<FitUi>;

/** Takes choices as they come: the page may not have been drawn since the one before, and none takes another back. */
export function choosing(move: ViewContext['move'], resolve: (fit: FitUi) => FitChoice): (chosen: Chosen) => void {
  return (chosen) => move(({ fit }) => ({ fit: { ...fit, ...chosen(resolve(fit)) } }));
}

/** What a choice of x changes: when it was y, the two change places. */
export function withX(choice: FitChoice, x: string): Partial<FitUi> {
  return x === choice.y ? { x, y: choice.x } : { x, ...(choice.y === null ? {} : { y: choice.y }) };
}

/** What a choice of y changes; `null` is the curve. */
export function withY(choice: FitChoice, y: string | null): Partial<FitUi> {
  if (y === null) return { curve: true, x: choice.x };
  return y === choice.x ? { curve: false, y, x: choice.y ?? '' } : { curve: false, y, x: choice.x };
}

/** The input that a column of `axes` is. */
export function inputOf(run: RunDescription, column: string): number {
  return run.inputs.findIndex((input) => input.column === column);
}

export function columnsOf(run: RunDescription): readonly string[] {
  return [...new Set(run.inputs.map(({ column }) => column))];
}

/** A category has an input a word, and no scale to draw along. */
export function axesOf({ inputs }: RunDescription): readonly string[] {
  return inputs.filter(({ name, column }) => name === column).map(({ column }) => column);
}

/**
 * The two columns that alone tell most about the target, in their order in the table: by the share of their variance that
 * lies between the classes, or r². Only numbers with more than two values, and of very many inputs only the shown ones.
 */
export function tellingColumns(run: RunDescription, frame: Frame | null): readonly string[] {
  const X = section(frame, 'A:0');
  if (!X) return [];
  const target = run.shownExamples.map((example) => example.target);
  const axes = new Set(axesOf(run));
  const scored = (run.shownUnits[0] ?? []).flatMap((unit, row) => {
    const column = run.inputs[unit]?.column ?? '';
    const values = Array.from(rowOf(X, row));
    if (!axes.has(column) || new Set(values).size <= 2) return [];
    return [
      { column, unit, share: run.task === 'regression' ? rSquared(values, target) : betweenShare(values, target) },
    ];
  });
  const best = scored.sort((a, b) => b.share - a.share || a.unit - b.unit).slice(0, 2);
  return best.sort((a, b) => a.unit - b.unit).map(({ column }) => column);
}

/** η² = Σ_c n_c (mean_c − mean)² / Σ (x − mean)². */
function betweenShare(values: readonly number[], classes: readonly number[]): number {
  const mean = meanOf(values);
  let between = 0;
  for (const code of new Set(classes)) {
    const own = values.filter((_, i) => classes[i] === code);
    between += own.length * (meanOf(own) - mean) ** 2;
  }
  return between / (values.reduce((sum, value) => sum + (value - mean) ** 2, 0) || 1);
}

function rSquared(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, i) => {
    const [dx, dy] = [value - meanX, (y[i] ?? 0) - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return (xy * xy) / (xx * yy || 1);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
