/** Brings a run at step 0 to the last checkpoint of its record, together with its past: its curve, and any step of its time bar. */
import type { Metric } from '../../core/evaluation/metrics.ts';
import type { Checkpoint } from '../../core/training/checkpoint.ts';
import { makeEvent } from '../../core/training/replay.ts';
import type { LoggedEvent, RunEvent } from '../../core/training/recording.ts';
import type { CurveRow } from '../../record/curve.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import type { Runner } from '../loop/runner.ts';
import type { YieldNow } from '../loop/timeMachine.ts';
import { eventOfChange } from './recordedChanges.ts';

export interface RecordedPast {
  readonly record: RunRecord;
  /** Ascending. */
  readonly checkpoints: readonly Checkpoint[];
  readonly rows: readonly CurveRow[];
}

/** @throws TrainingError where a checkpoint is none of this network, and what `yieldNow` throws */
export async function restoreRun(runner: Runner, past: RecordedPast, yieldNow: YieldNow): Promise<void> {
  const { trainer, time, recorder } = runner;
  const { record, checkpoints, rows } = past;
  const last = checkpoints.at(-1);
  if (!last) return;
  const { recording } = time;
  const changes = [...record.changes];
  const noteBefore = async (step: number): Promise<void> => {
    while ((changes[0]?.step ?? Number.POSITIVE_INFINITY) < step)
      for (const change of changes.splice(0, 1)) recording.note(await eventOf(runner, change, yieldNow));
  };
  let reached = 0;
  for (const checkpoint of checkpoints) {
    await noteBefore(checkpoint.step);
    recording.trained((1000 * record.seconds * (checkpoint.step - reached)) / Math.max(1, last.step));
    reached = checkpoint.step;
    recording.add(checkpoint);
    await yieldNow();
  }
  trainer.restore(last);
  // Whether they were made before the checkpoint or after it: made again they change nothing.
  for (const change of changes.filter(({ step }) => step === last.step)) {
    const event = await eventOf(runner, change, yieldNow);
    makeEvent(trainer, event);
    recording.note(event);
  }
  if (changes.length > 0) time.keep();
  const [train, validation] = [trainer.train.m, trainer.validation?.m ?? 0];
  const isShare = record.figures.trainAccuracy !== null;
  for (const row of rows) {
    if (row.step > last.step || !Number.isFinite(row.cost)) continue;
    recorder.add({
      ...{ step: row.step, cost: row.cost, validationCost: row.validationCost },
      trainMetric: metric(row.trainMetric, isShare ? train : 0),
      validationMetric: metric(row.validationMetric, isShare ? validation : 0),
    });
  }
  runner.moved(false);
}

/** @param m of how many examples it is a share; 0: it is none */
function metric(value: number, m: number): Metric | null {
  if (!Number.isFinite(value)) return null;
  return m > 0 ? { right: Math.round(value * m), m } : value;
}

async function eventOf({ time }: Runner, change: LoggedEvent, yieldNow: YieldNow): Promise<RunEvent> {
  if (change.kind !== 'weights') return eventOfChange(change, noWeights);
  const values = await time.withReplay(async (goTo) => (await goTo(change.from, yieldNow)).parameters.values.slice());
  return eventOfChange(change, () => values);
}

function noWeights(): never {
  throw new RangeError('Only weights that are taken back have a step.');
}
