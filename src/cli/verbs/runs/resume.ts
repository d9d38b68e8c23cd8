/** `runs resume RUN`: a run that was interrupted goes on from its last checkpoint, bit for bit as if nothing had happened. */
import { version } from '../../../../package.json';
import { localize, msg } from '../../../config/wording/localize.ts';
import type { RunLock } from '../../../record/lock.ts';
import type { RecordStore } from '../../../record/recordStore.ts';
import type { RunRecord } from '../../../record/runRecord.ts';
import { trainToStep } from '../../../run/record/pastStep.ts';
import type { RunRecorder } from '../../../run/record/runRecorder.ts';
import type { BuiltRun } from '../../../run/setup/buildTrainer.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findRun, inTraining } from '../../records/findRun.ts';
import { type RecordPlace, rebuildRun, requireTable, restoreTo, sliceOf } from '../../records/rebuildRun.ts';
import { recorderOf, recordsIn } from '../../records/recording.ts';
import { trainFields } from '../../../run/model/trainReport.ts';
import { toFailure } from '../../terminal/failure.ts';
import { inTurns } from '../../terminal/inTurns.ts';
import { interruptedCode, onInterrupt } from '../../terminal/interruption.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { EarlierTraining } from '../../training/trainToEnd.ts';
import { threadsOption } from '../trainOptions.ts';
import { trainRun } from '../trainRun.ts';
import { dataOption, folderOf, runOperand, runsOptions } from './runOptions.ts';

const { dir, ...common } = runsOptions;
const options = { dir, data: dataOption, threads: threadsOption, ...common };

export const resumeRun = verb({
  name: 'runs resume',
  operands: runOperand,
  options,
  help: msg('go on with an interrupted run to its end, and report as train does'),
  json: trainFields,
  run: resume,
});

type Values = ValuesOf<typeof runOperand, typeof options>;

async function resume(values: Values, terminal: Terminal): Promise<ExitCode> {
  const folder = folderOf(values.dir);
  const store = recordsIn(folder);
  const found = await findRun(store, folder, values.run);
  // Of a run that is over nothing is written: its report is made again.
  const { lock, record } = hasEnded(found) ? { lock: null, record: found } : await takeOver(store, folder, found.id);
  try {
    return await resumeLocked({ store, folder, record }, lock, values, terminal);
  } finally {
    await lock?.release().catch(() => undefined);
  }
}

function hasEnded({ state }: RunRecord): boolean {
  return state === 'finished' || state === 'diverged';
}

interface Taken {
  readonly lock: RunLock | null;
  readonly record: RunRecord;
}

/** What is read under the lock is what holds: another process may have trained it to the end meanwhile. @throws CliFailure */
async function takeOver(store: RecordStore, folder: string, id: string): Promise<Taken> {
  let lock: RunLock | null = null;
  try {
    lock = await store.lock(id);
    if (!lock) throw inTraining(id, folder);
    const record = await store.read(id);
    if (!hasEnded(record)) return { lock, record };
    await lock.release();
    return { lock: null, record };
  } catch (error) {
    await lock?.release().catch(() => undefined);
    throw toFailure(error, `${folder}/${id}`);
  }
}

async function resumeLocked(
  place: RecordPlace,
  lock: RunLock | null,
  values: Values,
  terminal: Terminal,
): Promise<ExitCode> {
  const { record } = place;
  const table = await requireTable(place, values.data);
  const { setup, run } = await rebuildRun(place, table, values.threads === 0 ? null : values.threads, terminal);
  const interruption = onInterrupt();
  try {
    const earlier = await restore(run, place);
    if (!lock) terminal.err(`${localize('{0} had ended before: this is its report.', record.id)}\n`);
    const recorder = lock && (await goOn(place, lock, run));
    const { file, costsAt } = record;
    const steps = Object.keys(costsAt).map(Number);
    const trained = await trainRun(
      run,
      setup,
      { file, costsAt: steps.sort((a, b) => a - b), json: values.json, interruption, earlier, recorder },
      terminal,
    );
    if (trained.recordFailure) throw trained.recordFailure;
    return trained.isInterrupted ? interruptedCode : 0;
  } finally {
    run.trainer.dispose();
    interruption.dispose();
  }
}

/** The trainer as the last checkpoint has it; of a run that had none it is at its beginning. @throws CliFailure */
async function restore(run: BuiltRun, place: RecordPlace): Promise<EarlierTraining | undefined> {
  const { record } = place;
  const last = record.checkpoints.at(-1);
  if (last) await restoreTo(run, place, last);
  // What was changed before the first checkpoint is made again on the way there.
  else if (record.changes.length > 0) await inTurns(trainToStep(record, run.trainer, record.step, sliceOf(run)));
  else return undefined;
  const costs = new Map(Object.entries(record.costsAt).map(([step, cost]) => [Number(step), cost]));
  return { costs, startCost: record.startCost, seconds: record.seconds };
}

async function goOn({ store, folder, record }: RecordPlace, lock: RunLock, run: BuiltRun): Promise<RunRecorder> {
  const { backend } = run.trainer;
  const going: RunRecord = {
    ...record,
    ...{ state: 'training', ended: null, stopReason: null, outcome: null },
    ...{ product: version, engine: backend.name },
  };
  try {
    await store.write(going);
    await store.removeUnnamed(going).catch(() => undefined);
  } catch (error) {
    throw toFailure(error, `${folder}/${record.id}`);
  }
  return recorderOf(folder, { store, lock, record: going, run });
}
