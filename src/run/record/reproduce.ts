/**
 * Trains a recorded run again, from its first step and with the same changes, and compares every number that was recorded: costs of steps,
 * weights of checkpoints, and what came out. The first one that differs is named.
 */
import { makeEvent } from '../../core/training/replay.ts';
import type { RunEvent } from '../../core/training/recording.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurveRow } from '../../record/curve.ts';
import type { RecordedCheckpoint, RunRecord } from '../../record/runRecord.ts';
import { eventOfChange } from './recordedChanges.ts';

export interface Difference {
  readonly step: number;
  /** "batchCost", "cost", "validationCost" of the curve, "weights", or "end": the training ended in another step. */
  readonly what: 'batchCost' | 'cost' | 'validationCost' | 'weights' | 'end';
  readonly recorded: number | string;
  readonly found: number | string | null;
}

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
  const changes = eventMaker(record, trainer);
  const rowAt = new Map(rows.map((row) => [row.step, row]));
  const checkpoints = new Map(record.checkpoints.map((checkpoint) => [checkpoint.step, checkpoint]));
  for (const target of stopsOf(record, rows)) {
    while (trainer.step < target && !trainer.outcome) {
      trainer.runPart(Math.min(options.slice, target - trainer.step));
      yield;
    }
    if (trainer.step !== target) return { step: target, what: 'end', recorded: target, found: trainer.step };
    const [row, checkpoint] = [rowAt.get(target), checkpoints.get(target)];
    // What was taken down at a step came before the changes that were made there, between two of them, or after: either is right.
    let found = compare(options, row, checkpoint);
    for (const change of changes.at(target)) {
      change();
      if (found) found = compare(options, row, checkpoint);
    }
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

function compare(
  { trainer, fingerprint }: ReproduceOptions,
  row: CurveRow | undefined,
  checkpoint: RecordedCheckpoint | undefined,
): Difference | null {
  const { step } = trainer;
  if (row) {
    const { batchCost } = trainer;
    if (isOther(row.batchCost, batchCost))
      return { step, what: 'batchCost', recorded: row.batchCost, found: batchCost };
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
  }
  if (!checkpoint) return null;
  const found = fingerprint(trainer.parameters.values);
  const { weightsSha256: recorded } = checkpoint;
  return found === recorded ? null : { step, what: 'weights', recorded, found };
}

/** JSON has no NaN and no infinities: a cost that was none is none. */
function isOther(recorded: number, found: number): boolean {
  return Number.isFinite(recorded) ? !Object.is(recorded, found) : Number.isFinite(found);
}

/** Makes the changes of a run at their steps; weights that were taken back are gathered on the way. */
function eventMaker({ changes }: RunRecord, trainer: Trainer) {
  const wanted = new Set(changes.flatMap((change) => (change.kind === 'weights' ? [change.from] : [])));
  const weights = new Map<number, Float64Array>();
  return {
    at: (step: number): readonly (() => void)[] => {
      // Those of a step are the ones after all that was done to it.
      const note = () => {
        if (wanted.has(step)) weights.set(step, trainer.parameters.values.slice());
      };
      note();
      const now = changes.filter((change) => change.step === step);
      return now.map((change) => () => {
        makeEvent(trainer, eventOf(change, weights));
        note();
      });
    },
  };
}

function eventOf(change: RunRecord['changes'][number], weights: ReadonlyMap<number, Float64Array>): RunEvent {
  return eventOfChange(change, (step) => {
    const values = weights.get(step);
    if (!values) throw new RangeError(`The weights of step ${step} were not passed.`);
    return values;
  });
}
