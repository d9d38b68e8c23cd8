/** Host ↔ worker, about trained networks as files. */
import type { NetworkConfig } from '../config/schema/schema.ts';
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

export interface ModelApi {
  /** The run as a model file. */
  save(request: SaveRequest): Promise<SavedModel>;
}
