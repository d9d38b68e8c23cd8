/** A step of a recorded run's past: its training again from a checkpoint before it, with every change that was made on the way. */
import type { Trainer } from '../../core/training/trainer.ts';
import type { RecordedCheckpoint, RunRecord } from '../../record/runRecord.ts';
import { changeMaker } from './changeMaker.ts';

/**
 * The checkpoint to start from; `null`: the first step. Weights that were taken back on the way must be those of a step that is passed.
 */
export function checkpointBefore({ checkpoints, changes }: RunRecord, step: number): RecordedCheckpoint | null {
  const isPassed = (checkpoint: RecordedCheckpoint): boolean =>
    changes.every(
      (change) =>
        change.kind !== 'weights' ||
        change.step < checkpoint.step ||
        change.step > step ||
        change.from >= checkpoint.step,
    );
  return checkpoints.findLast((checkpoint) => checkpoint.step <= step && isPassed(checkpoint)) ?? null;
}

/**
 * Trains from where the trainer stands, the first step or a checkpoint of the run, to `step`; yields between stretches.
 * @param slice most steps at a stretch @returns whether it came there
 */
export function* trainToStep(
  record: RunRecord,
  trainer: Trainer,
  step: number,
  slice: number,
): Generator<void, boolean, void> {
  const changes = changeMaker(record, trainer);
  for (const stop of stopsOf(record, trainer.step, step)) {
    while (trainer.step < stop && !trainer.outcome) {
      trainer.runPart(Math.min(slice, stop - trainer.step));
      yield;
    }
    if (trainer.step !== stop) return false;
    for (const change of changes.at(stop)) change();
  }
  return true;
}

/** Steps at which there is something to do, ascending. */
function stopsOf({ changes }: RunRecord, first: number, last: number): readonly number[] {
  const all = changes.flatMap((change) => (change.kind === 'weights' ? [change.from, change.step] : [change.step]));
  const between = all.filter((step) => step >= first && step <= last);
  return [...new Set([first, ...between, last])].sort((a, b) => a - b);
}
