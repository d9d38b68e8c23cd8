/** `runs branch RUN --step K`: a recorded run goes on from a step of its past in another way, as a run of its own. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { checkpointBefore, trainToStep } from '../../../run/record/pastStep.ts';
import type { BuiltRun } from '../../../run/setup/buildTrainer.ts';
import { listOption } from '../../command/option.ts';
import { setOption, stepOption } from '../../command/options.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { type BranchedRun, branchedRun, branchWish } from '../../records/branchedRun.ts';
import type { Setup } from '../../input/setup.ts';
import { findRun } from '../../records/findRun.ts';
import { type RecordPlace, rebuildRun, requireTable, restoreTo, sliceOf } from '../../records/rebuildRun.ts';
import { beginRecord, recordsIn } from '../../records/recording.ts';
import { trainFields } from '../../../run/model/trainReport.ts';
import { badInput } from '../../terminal/failure.ts';
import { inTurns } from '../../terminal/inTurns.ts';
import { type Interruption, interruptedCode, onInterrupt } from '../../terminal/interruption.ts';
import { Progress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { threadsOption } from '../trainOptions.ts';
import { trainRun } from '../trainRun.ts';
import { dataOption, folderOf, runOperand, runsOptions } from './runOptions.ts';

const { dir, ...common } = runsOptions;
const options = {
  dir,
  step: stepOption(msg('the step that it goes on from; its last one unless told')),
  set: setOption,
  weights: listOption({
    name: 'weight',
    takes: 'W1[0,0]=VALUE',
    help: msg('a weight or bias (b1[0]) as it is from there on, counted from 0 as in NumPy; repeatable'),
  }),
  data: dataOption,
  threads: threadsOption,
  ...common,
};
type Values = ValuesOf<typeof runOperand, typeof options>;

export const branchRun = verb({
  name: 'runs branch',
  operands: runOperand,
  options,
  help: msg('go on from a step of a recorded run with another value, and record that as a run of its own'),
  json: [...trainFields, 'run', 'parent', 'parentStep'],
  run: branch,
});

async function branch(values: Values, terminal: Terminal): Promise<ExitCode> {
  const folder = folderOf(values.dir);
  const store = recordsIn(folder);
  const record = await findRun(store, folder, values.run);
  const place = { store, folder, record };
  const step = values.step ?? record.step;
  if (step > record.step)
    throw badInput(`${folder}/${record.id}`, localize('Its last step is {0}; {1} lies behind.', record.step, step));
  const wish = branchWish(record, step, values);
  const table = await requireTable(place, values.data);
  const { setup, run } = await rebuildRun(place, table, values.threads === 0 ? null : values.threads, terminal);
  const interruption = onInterrupt();
  try {
    if (!(await goTo(run, place, step, { interruption, terminal }))) return interruptedCode;
    const branched = await branchedRun({ ...place, step, setup, run }, wish);
    try {
      return await trainOn(branched, { ...place, setup, interruption, json: values.json }, terminal);
    } finally {
      if (branched.run !== run) branched.run.trainer.dispose();
    }
  } finally {
    run.trainer.dispose();
    interruption.dispose();
  }
}

interface Asked {
  readonly folder: string;
  readonly setup: Setup;
  readonly interruption: Interruption;
  readonly json: boolean;
}

async function trainOn({ run, record, files }: BranchedRun, asked: Asked, terminal: Terminal): Promise<ExitCode> {
  const { folder, setup, interruption, json } = asked;
  const { startCost, seconds, step, file, parent } = record;
  const id = recordsIn(folder).newId(Date.now());
  const recorder = await beginRecord(folder, run, { ...record, id }, files);
  // Its first checkpoint is the step that it begins with.
  recorder.save({ seconds, startCost, costsAt: {} }, true);
  const earlier = step > 0 ? { costs: new Map<number, number | null>(), startCost, seconds } : undefined;
  const more = { run: id, parent: parent?.run ?? null, parentStep: parent?.step ?? null };
  const options = { file, costsAt: [], json, interruption, recorder, earlier, more };
  const trained = await trainRun(run, { ...setup, config: record.config.used }, options, terminal);
  if (trained.recordFailure) throw trained.recordFailure;
  return trained.isInterrupted ? interruptedCode : 0;
}

/** @returns whether it came there: not where it was asked to end on the way */
async function goTo(
  run: BuiltRun,
  place: RecordPlace,
  step: number,
  { interruption, terminal }: { readonly interruption: Interruption; readonly terminal: Terminal },
): Promise<boolean> {
  const { folder, record } = place;
  const { trainer } = run;
  const checkpoint = checkpointBefore(record, step);
  if (checkpoint) await restoreTo(run, place, checkpoint);
  const progress = new Progress(terminal);
  const isOver = (): boolean => {
    progress.show(() => localize('step {0}', trainer.step));
    return interruption.aborted;
  };
  const isThere = await inTurns(trainToStep(record, trainer, step, sliceOf(run)), isOver);
  progress.clear();
  if (interruption.aborted) return false;
  if (isThere) return true;
  const sentence = localize('Trained again, it ended at step {0}, before step {1}.', trainer.step, step);
  throw badInput(`${folder}/${record.id}`, sentence);
}
