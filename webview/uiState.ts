/** The view's own state: the cursor (unit × example) and switches. Survives hiding through VS Code's `setState`; versioned. */
import type { RunDescription } from '../src/protocol/run.ts';

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
  readonly logCost: boolean;
  /** How strongly curves are smoothed: share of the mean that is kept from point to point, 0…1. */
  readonly smoothing: number;
  /** Which statistic of the layers is drawn under the curves; "" for none. */
  readonly layerSeries: string;
  /** What of a unit is drawn over time, "weights" or "gradients"; "" for nothing. */
  readonly unitHistory: string;
  /** `null`: as the width suggests. */
  readonly controlsOpen: boolean | null;
  readonly notesOpen: boolean;
}

export const initialUi: UiState = {
  v: 1,
  layer: 1,
  unit: 0,
  example: 0,
  tab: 'overview',
  logCost: false,
  smoothing: 0,
  layerSeries: '',
  unitHistory: '',
  controlsOpen: null,
  notesOpen: false,
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
    logCost: from['logCost'] === true,
    smoothing: share(from['smoothing']),
    layerSeries: text(from['layerSeries']),
    unitHistory: text(from['unitHistory']),
    controlsOpen: typeof from['controlsOpen'] === 'boolean' ? from['controlsOpen'] : null,
    notesOpen: from['notesOpen'] === true,
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

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function share(value: unknown): number {
  return typeof value === 'number' && value > 0 && value < 1 ? value : 0;
}

function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : otherwise;
}
