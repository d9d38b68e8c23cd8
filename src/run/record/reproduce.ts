/**
 * Trains a recorded run again, from its first step and with the same changes, and compares every number that was recorded: costs of steps,
 * weights of checkpoints, and what came out. The first one that differs is named.
 */
import type { Trainer } from '../../core/training/trainer.ts';
import type { Difference } from '../../protocol/recordApi.ts';
import type { CurveRow } from '../../record/curve.ts';
import type { RecordedCheckpoint, RunRecord } from '../../record/runRecord.ts';
import { changeMaker } from './changeMaker.ts';

export interface ReproduceOptions {
  readonly record: RunRecord;
  readonly rows: readonly CurveRow[];
  /** At its first step. */
  readonly trainer: Trainer;
  readonly fingerprint: (parameters: Float64Array) => string;
  /** Most steps at a stretch; `yield`s lie between them. */
  readonly slice: number;
}

/** Yields between two stretches. @returns the first difference; `null`: there is none */
export function* reproduce(options: ReproduceOptions): Generator<void, Difference | null, void> {
  const { record, rows, trainer } = options;
  const changes = changeMaker(record, trainer);
  const rowAt = new Map(rows.map((row) => [row.step, row]));
  const checkpoints = new Map(record.checkpoints.map((checkpoint) => [checkpoint.step, checkpoint]));
  for (const target of stopsOf(record, rows)) {
    while (trainer.step < target && !trainer.outcome) {
      trainer.runPart(Math.min(options.slice, target - trainer.step));
      yield;
    }
    if (trainer.step !== target) return { step: target, what: 'end', recorded: target, found: trainer.step };
    // What was taken down at a step came before the changes that were made there, between two of them, or after, each for itself.
    let row = rowDifference(options, rowAt.get(target));
    let weights = weightsDifference(options, checkpoints.get(target));
    for (const change of changes.at(target)) {
      change();
      if (row) row = rowDifference(options, rowAt.get(target));
      if (weights) weights = weightsDifference(options, checkpoints.get(target));
    }
    const found = row ?? weights;
    if (found) return found;
  }
  return null;
}

/** Steps to look at, ascending. */
function stopsOf({ changes, checkpoints, step }: RunRecord, rows: readonly CurveRow[]): readonly number[] {
  const taken = changes.flatMap((change) => (change.kind === 'weights' ? [change.from, change.step] : [change.step]));
  const all = [...taken, ...rows.map((row) => row.step), ...checkpoints.map((one) => one.step), step];
  return [...new Set(all)].sort((a, b) => a - b);
}

function rowDifference({ trainer }: ReproduceOptions, row: CurveRow | undefined): Difference | null {
  if (!row) return null;
  const { step, batchCost } = trainer;
  if (isOther(row.batchCost, batchCost)) return { step, what: 'batchCost', recorded: row.batchCost, found: batchCost };
  const costs = [
    ['cost', trainer.train],
    ['validationCost', trainer.validation],
  ] as const;
  for (const [what, part] of costs) {
    const recorded = row[what];
    if (Number.isNaN(recorded)) continue;
    const found = part && trainer.evaluate(part).cost;
    if (found === null || isOther(recorded, found)) return { step, what, recorded, found };
  }
  return null;
}

function weightsDifference(
  { trainer, fingerprint }: ReproduceOptions,
  checkpoint: RecordedCheckpoint | undefined,
): Difference | null {
  if (!checkpoint) return null;
  const found = fingerprint(trainer.parameters.values);
  const { weightsSha256: recorded } = checkpoint;
  return found === recorded ? null : { step: trainer.step, what: 'weights', recorded, found };
}

/** JSON has no NaN and no infinities: a cost that was none is none. */
function isOther(recorded: number, found: number): boolean {
  return Number.isFinite(recorded) ? !Object.is(recorded, found) : Number.isFinite(found);
}
