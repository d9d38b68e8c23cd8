/** What the page of a `.safetensors` shows, and what it asks for. */
import type { RawValue } from '../data/columns/cellOfTable.ts';
import type { ModelInput } from '../model/modelInputs.ts';
import type { ModelOrigin } from '../model/origin.ts';
import type { Frame } from './frame.ts';
import type { RunDescription } from './run.ts';

/** A network of ours. */
export interface OwnModel {
  /** As the panel describes a run, as far as the file tells. */
  readonly run: RunDescription;
  /** The weights between shown units, for the sketch; `null` where there are too many to be read at once. */
  readonly weights: Frame | null;
  readonly inputs: readonly ModelInput[];
  readonly origin: ModelOrigin;
  /** Whether a training can go on from it bit for bit. */
  readonly withOptimizer: boolean;
}

export interface TensorView {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
}

export interface ModelPage {
  readonly name: string;
  /** Of the file. */
  readonly bytes: number;
  /** Why nothing of it can be used, in a sentence; else empty. */
  readonly problem: string;
  /** `null`: somebody else's. */
  readonly own: OwnModel | null;
  readonly tensors: readonly TensorView[];
  /** How many more there are. */
  readonly tensorsOmitted: number;
  /** What a foreign file says of itself, cut where it is long. */
  readonly metadata: readonly (readonly [string, string])[];
  /** Whether it can be exported here. */
  readonly canExport: boolean;
}

/** Host → page. */
export type ToModelView =
  | { readonly type: 'model'; readonly model: ModelPage }
  /** The answer to a row; `problem`: why there is none. */
  | {
      readonly type: 'triedRow';
      readonly id: number;
      readonly header: readonly string[];
      readonly cells: readonly string[];
      readonly problem: string;
    };

/** Page → host. */
export interface TryRow {
  readonly type: 'tryRow';
  readonly id: number;
  /** In the order of the inputs; `null`: missing. */
  readonly values: readonly RawValue[];
}
