/** What is kept of a run: the object of its `run.json`, which `docs/runs.md` describes. Plain data. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { Notice } from '../core/notice.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import { originMetrics, type OriginMetric, type TableOrigin } from '../model/origin.ts';
import type { CurveColumns } from './curve.ts';

/** "training" in a file is what its run said of itself last: with no process that holds its lock it was interrupted. */
export const runStates = ['training', 'interrupted', 'finished', 'diverged', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

export const stopReasons = ['epochs', 'earlyStopping', 'diverged', 'user'] as const;
export type StopReason = (typeof stopReasons)[number];

/** A file of the run's folder, by its content. */
export interface RecordedFile {
  /** From the run's folder: "curve/000001.safetensors". */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface RecordedCheckpoint extends RecordedFile {
  readonly step: number;
  readonly weightsSha256: string;
}

export interface RecordedTable extends TableOrigin {
  /** Where it was: from the run's folder where both lie in one folder that is shared, else absolute. */
  readonly where: string;
  /** Whether a copy lies in `tables/`. */
  readonly isKept: boolean;
}

/** The file that the weights began with. */
export interface RecordedStart {
  readonly name: string;
  readonly where: string;
  readonly sha256: string;
  /** Of the copy in the run's folder; `null` where it was too large for one. */
  readonly kept: string | null;
}

export interface RecordedConfig {
  /** The lines of the `.nnconfig`; `null`: a table was trained with the defaults. */
  readonly written: readonly string[] | null;
  /** Of the command line, as typed. */
  readonly targets: readonly string[];
  readonly set: readonly string[];
  /** With every default. */
  readonly used: NetworkConfig;
}

export const figureNames = originMetrics;
export type RecordedFigures = Readonly<Record<OriginMetric, number | null>>;

export interface RunRecord {
  readonly id: string;
  readonly name: string | null;
  readonly note: string;
  readonly pinned: boolean;
  readonly state: RunState;
  readonly parent: { readonly run: string; readonly step: number } | null;
  /** ISO 8601. */
  readonly started: string;
  readonly ended: string | null;
  /** Spent in steps alone. */
  readonly seconds: number;
  /** Version of the product that trained last. */
  readonly product: string;
  readonly engine: string;
  readonly precision: 'float64' | 'float32';
  /** As asked for; 0: as many as fit the machine. */
  readonly threads: number;
  /** What was trained, as it was named. */
  readonly file: string;
  readonly table: RecordedTable;
  readonly start: RecordedStart | null;
  readonly config: RecordedConfig;
  readonly seeds: { readonly split: number; readonly initialization: number; readonly shuffle: number };
  readonly changes: readonly LoggedEvent[];
  /** Of `--costs-at`: from the step to the cost; `null` where it is not reached. */
  readonly costsAt: Readonly<Record<string, number | null>>;
  /** Over the whole training part before the first step. */
  readonly startCost: number | null;
  readonly step: number;
  readonly epochs: number;
  readonly stopReason: StopReason | null;
  readonly outcome: Notice | null;
  /** Of the last look at the parts. */
  readonly figures: RecordedFigures;
  /** Of the last checkpoint. */
  readonly weightsSha256: string | null;
  readonly curve: { readonly chunks: readonly RecordedFile[]; readonly tail: CurveColumns };
  readonly checkpoints: readonly RecordedCheckpoint[];
}

export const noFigures = Object.fromEntries(figureNames.map((name) => [name, null])) as RecordedFigures;
