/** The view's own state: the cursor (unit × example) and switches. Survives hiding through VS Code's `setState`; versioned. */
import type { RunDescription } from '../../src/protocol/run.ts';

/** What the fit is drawn over. Names that a run has not, and "", mean what that run suggests. */
export interface FitUi {
  /** Columns on the axes. */
  readonly x: string;
  readonly y: string;
  /** A curve over x alone, whatever y is. */
  readonly curve: boolean;
  /** Where the other columns are held. */
  readonly around: 'mean' | 'example';
  /** The column whose partial dependence is shown. */
  readonly column: string;
  /** Of several targets the one that is shown. */
  readonly target: string;
}

/** What views keep for themselves, by view: about one run, and forgotten with it. */
export interface Choices {
  readonly runId: string;
  readonly of: Readonly<Record<string, object>>;
}

export interface UiState {
  readonly v: 1;
  /** Layer l of the cursor's unit, 0 for an input. */
  readonly layer: number;
  /** The cursor's unit, counted from 0 in its layer. */
  readonly unit: number;
  /** Place of the cursor's example among the shown examples. */
  readonly example: number;
  /** Which view is seen. */
  readonly tab: string;
  /** Which page of the data is seen. */
  readonly dataPage: 'rows' | 'columns';
  readonly logCost: boolean;
  /** How strongly curves are smoothed: share of the mean that is kept from point to point, 0…1. */
  readonly smoothing: number;
  /** Which statistic of the layers is drawn under the curves; "" for none. */
  readonly layerSeries: string;
  readonly fit: FitUi;
  /** What of a unit is drawn over time, "weights" or "gradients"; "" for nothing. */
  readonly unitHistory: string;
  /** The run whose curves are laid over these; "" for none. */
  readonly compare: string;
  /** `null`: as the width suggests. */
  readonly controlsOpen: boolean | null;
  readonly notesOpen: boolean;
  /** The table whose predictions are seen in the evaluation, by its id; `null`: the run's own parts. */
  readonly prediction: number | null;
  /** Controls away and formulas larger, for those who look from afar. */
  readonly presents: boolean;
  /** Where the header is folded to one row: all of it is shown for now. */
  readonly headOpen: boolean;
  readonly choices: Choices;
}

/** What to change; a function where it depends on the state as it is now, which what was drawn last may be older than. */
export type UiChange = Partial<UiState> | ((ui: UiState) => Partial<UiState>);

export const initialUi: UiState = {
  v: 1,
  layer: 1,
  unit: 0,
  example: 0,
  tab: 'overview',
  dataPage: 'rows',
  logCost: false,
  smoothing: 0,
  layerSeries: '',
  fit: { x: '', y: '', curve: false, around: 'mean', column: '', target: '' },
  unitHistory: '',
  compare: '',
  controlsOpen: null,
  notesOpen: false,
  prediction: null,
  presents: false,
  headOpen: false,
  choices: { runId: '', of: {} },
};

/** What was kept, or the initial state when it is missing or of another version. */
export function restoreUi(kept: unknown): UiState {
  if (typeof kept !== 'object' || kept === null || (kept as { v?: unknown }).v !== 1) return initialUi;
  const from = kept as Record<string, unknown>;
  return {
    v: 1,
    layer: count(from['layer'], initialUi.layer),
    unit: count(from['unit'], initialUi.unit),
    example: count(from['example'], initialUi.example),
    tab: typeof from['tab'] === 'string' ? from['tab'] : initialUi.tab,
    dataPage: from['dataPage'] === 'columns' ? 'columns' : 'rows',
    logCost: from['logCost'] === true,
    smoothing: share(from['smoothing']),
    layerSeries: word(from['layerSeries']),
    fit: restoreFit(from['fit']),
    unitHistory: word(from['unitHistory']),
    compare: word(from['compare']),
    controlsOpen: typeof from['controlsOpen'] === 'boolean' ? from['controlsOpen'] : null,
    notesOpen: from['notesOpen'] === true,
    prediction: typeof from['prediction'] === 'number' ? from['prediction'] : null,
    presents: from['presents'] === true,
    headOpen: false,
    choices: restoreChoices(from['choices']),
  };
}

function restoreChoices(kept: unknown): Choices {
  const { runId, of } = (kept ?? {}) as Partial<Record<keyof Choices, unknown>>;
  if (typeof runId !== 'string' || typeof of !== 'object' || of === null) return initialUi.choices;
  return {
    runId,
    of: Object.fromEntries(Object.entries(of).filter(([, choice]) => typeof choice === 'object' && choice !== null)),
  };
}

function restoreFit(kept: unknown): FitUi {
  if (typeof kept !== 'object' || kept === null) return initialUi.fit;
  const from = kept as Record<string, unknown>;
  return {
    x: word(from['x']),
    y: word(from['y']),
    curve: from['curve'] === true,
    around: from['around'] === 'example' ? 'example' : 'mean',
    column: word(from['column']),
    target: word(from['target']),
  };
}

/** The same cursor inside the run's layers, shown units and shown examples. */
export function clampCursor(ui: UiState, run: RunDescription | null): UiState {
  if (run === null) return ui;
  const layer = Math.min(ui.layer, run.layers.length);
  const shown = run.shownUnits[layer] ?? [];
  const unit = shown.includes(ui.unit) ? ui.unit : (shown.findLast((index) => index <= ui.unit) ?? shown[0] ?? 0);
  const example = Math.min(ui.example, Math.max(0, run.shownExamples.length - 1));
  return layer === ui.layer && unit === ui.unit && example === ui.example ? ui : { ...ui, layer, unit, example };
}

/** Without the choices that were made about another run. */
export function chosenFor(run: RunDescription | null, ui: UiState): UiState {
  return run === null || run.runId === ui.choices.runId ? ui : { ...ui, choices: { runId: run.runId, of: {} } };
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function share(value: unknown): number {
  return typeof value === 'number' && value > 0 && value < 1 ? value : 0;
}

function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise;
}
