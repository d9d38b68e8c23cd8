/** Host ↔ worker, about trained networks as files. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { AnswerFigures } from '../core/evaluation/answerFigures.ts';
import type { RawValue } from '../data/columns/cellOfTable.ts';
import type { Task } from '../data/columns/summary.ts';
import type { Repair } from '../data/csv/repair.ts';
import type { RunId } from './run.ts';
import type { TableSource } from './tableSource.ts';

/** Which weights of a run: the present ones, those of the best epoch, or those of the step that is looked at. */
export const savedWeights = ['present', 'best', 'seen'] as const;
export type SavedWeights = (typeof savedWeights)[number];

export interface SaveRequest {
  readonly runId: RunId;
  readonly build: number;
  readonly weights: SavedWeights;
  /** Also what the training needs to go on bit for bit. */
  readonly withOptimizer: boolean;
  /** With the settings in force. */
  readonly config: NetworkConfig;
  /** The table that the run has read; `null` where it is another one by now, so that nothing can be said of its bytes. */
  readonly source: TableSource | null;
  /** Of the product. */
  readonly version: string;
}

export interface SavedModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** That the weights are of. */
  readonly step: number;
  readonly epoch: number;
}

/** Where a model file is: the worker opens `path` itself; bytes come from a run or a virtual file system. */
export type ModelSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> };

export type NamedModel = ModelSource & { readonly name: string };

export interface PredictRequest {
  readonly model: ModelSource;
  readonly table: TableSource;
  /** Columns with the answers, where they are called otherwise than the model's targets. */
  readonly answers: readonly string[];
}

export interface ExportRequest {
  readonly model: ModelSource;
  /** Whose rows prove the export; `null`: the table beside the model's file, or rows that are made up. */
  readonly table: TableSource | null;
  /** A name of `export/targets`. */
  readonly to: string;
  /** Of the files. */
  readonly stem: string;
}

export interface ExportReport {
  /** The one that was asked for first, then what lies beside it. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Rows that it can be checked with. */
  readonly rows: number;
  /** Whose they are; `null`: made up. */
  readonly table: string | null;
  /** Columns that the export wants as numbers of the caller. */
  readonly numberInputs: readonly string[];
}

/** What came of applying a model to a table; its lines stay in the worker. */
export interface PredictionReport {
  readonly task: Task;
  readonly targets: readonly string[];
  /** Names of the columns of `predictedRows`. */
  readonly header: readonly string[];
  /** Of the table. */
  readonly rows: number;
  readonly predicted: number;
  readonly skipped: number;
  /** `null` without answers. */
  readonly metrics: AnswerFigures | null;
  readonly repairs: readonly Repair[];
  readonly repairsOmitted: number;
  readonly seconds: number;
}

export interface TriedRow {
  readonly header: readonly string[];
  readonly cells: readonly string[];
}

export interface ModelApi {
  /** The run as a model file. */
  save(request: SaveRequest): Promise<SavedModel>;
  /** What the run's network says of the rows it was built with, as `train --predictions` writes it. */
  ownPredictions(request: { readonly runId: RunId; readonly build: number }): Promise<Uint8Array<ArrayBuffer>>;
  /** Applies a model to a table, in place of the one before; see `run/model/predictTable`. */
  predict(request: PredictRequest): Promise<PredictionReport>;
  /** What a model says of one row: values by column; one that is not there is missing. */
  tryRow(request: { readonly model: ModelSource; readonly values: ReadonlyMap<string, RawValue> }): Promise<TriedRow>;
  /** A model as the files of an export. */
  exportModel(request: ExportRequest): Promise<ExportReport>;
  /** Cells of some lines of what was predicted last; fewer where there are no more. */
  predictedRows(request: { readonly from: number; readonly count: number }): Promise<readonly (readonly string[])[]>;
  /**
   * What was predicted last, as a file: at `path`, whole or not at all, or as bytes. With `append` all cells of the table first: it is
   * read again for that.
   */
  writePredictions(request: {
    readonly path: string | null;
    readonly append: boolean;
  }): Promise<Uint8Array<ArrayBuffer> | null>;
}
