/** All that a training remembers between two steps. Plain data that owns its arrays: it can be cloned, posted and stored. */
import type { BatchPosition } from './batches.ts';
import type { BestEpoch } from './earlyStopping.ts';
import { TrainingError } from '../network/errors.ts';
import type { Outcome } from './outcome.ts';
import type { TrainingSettings } from './settings.ts';
import type { InitializationSpec } from '../network/initializers.ts';

export interface Checkpoint {
  readonly version: 1;
  readonly step: number;
  readonly position: BatchPosition;
  /** Updates since the optimiser's averages were zero. */
  readonly updates: number;
  readonly batchCost: number;
  readonly settings: TrainingSettings;
  readonly initialization: InitializationSpec;
  readonly parameters: Float64Array;
  readonly firstMoment: Float64Array;
  readonly secondMoment: Float64Array;
  readonly best: BestEpoch | null;
  /** J of the first batch before its update; `null` before the first step. */
  readonly firstCost: number | null;
  readonly outcome: Outcome | null;
}

/** @throws TrainingError (reason "checkpoint") when it is not one for `parameters` parameters and m examples */
export function requireCheckpoint(checkpoint: Checkpoint, parameters: number, m: number): void {
  const refuse = (message: string) => new TrainingError('checkpoint', `checkpoint: ${message}`);
  if (checkpoint.version !== 1) throw refuse(`expected version 1, found ${String(checkpoint.version)}`);
  for (const name of ['parameters', 'firstMoment', 'secondMoment'] as const) {
    const found = checkpoint[name].length;
    if (found !== parameters) throw refuse(`${name}: expected ${parameters} numbers for this network, found ${found}`);
  }
  const { used } = checkpoint.position;
  if (used >= m) throw refuse(`expected a place within ${m} examples, found ${used}`);
}
