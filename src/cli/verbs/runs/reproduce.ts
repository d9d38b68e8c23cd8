/** `runs reproduce RUN`: trains again from the record alone, and says whether every recorded number came out again. */
import { version } from '../../../../package.json';
import { localize, msg } from '../../../config/wording/localize.ts';
import { jsonNotice, noticeText } from '../../../config/wording/notice.ts';
import type { Notice } from '../../../core/notice.ts';
import { weightsSha256 } from '../../../platform/node/fingerprint.ts';
import { readRegular } from '../../../platform/node/regularFile.ts';
import type { Difference } from '../../../protocol/recordApi.ts';
import { differenceReason, type TrainedAgain } from '../../../run/record/differenceReason.ts';
import { reproduce } from '../../../run/record/reproduce.ts';
import type { BuiltRun } from '../../../run/setup/buildTrainer.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findRun } from '../../records/findRun.ts';
import {
  type FoundTable,
  findTable,
  type RecordPlace,
  rebuildRun,
  requireTable,
  sliceOf,
} from '../../records/rebuildRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { badInput, toFailure } from '../../terminal/failure.ts';
import { inTurns } from '../../terminal/inTurns.ts';
import { interruptedCode, onInterrupt } from '../../terminal/interruption.ts';
import { Progress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { threadsOption } from '../trainOptions.ts';
import { dataOption, folderOf, runOperand, runsOptions } from './runOptions.ts';

const { dir, ...common } = runsOptions;
const options = { dir, data: dataOption, threads: threadsOption, ...common };
type Values = ValuesOf<typeof runOperand, typeof options>;

export const reproduceRun = verb({
  name: 'runs reproduce',
  operands: runOperand,
  options,
  help: msg('train a run again from its record alone, and compare every recorded number'),
  json: ['run', 'identical', 'steps', 'weightsSha256', 'recordedWeightsSha256', 'firstDifference', 'reason'],
  run: reproduceNow,
});

async function reproduceNow(values: Values, terminal: Terminal): Promise<ExitCode> {
  const folder = folderOf(values.dir);
  const store = recordsIn(folder);
  const record = await findRun(store, folder, values.run);
  const place = { store, folder, record };
  const rows = await store.curve(record).catch((error: unknown) => {
    throw toFailure(error, `${folder}/${record.id}`);
  });
  if (rows.length === 0 && record.checkpoints.length === 0)
    throw badInput(
      `${folder}/${record.id}`,
      localize('Nothing recorded that could be compared: it ended before its first writing.'),
    );
  const table = await tableOf(place, values.data);
  const { run } = await rebuildRun(place, table, values.threads === 0 ? null : values.threads, terminal);
  const interruption = onInterrupt();
  const progress = new Progress(terminal);
  try {
    const { trainer } = run;
    const work = reproduce({ record, rows, trainer, fingerprint: weightsSha256, slice: sliceOf(run) });
    const isOver = (): boolean => {
      progress.show(() => localize('step {0}', trainer.step));
      return interruption.aborted;
    };
    const difference = await inTurns(work, isOver);
    progress.clear();
    if (interruption.aborted) return interruptedCode;
    const reason = difference && (await differenceReason(record, trainedAgain(place, table, run)));
    report({ record, difference, reason, run }, values.json, terminal);
    return difference ? 1 : 0;
  } finally {
    run.trainer.dispose();
    interruption.dispose();
  }
}

/** One that has changed is trained on, too, where there is no other: what differs then is what is asked. */
async function tableOf(place: RecordPlace, data: string | null): Promise<FoundTable> {
  const found = await findTable(place, data).catch((error: unknown) => {
    throw toFailure(error, data ?? place.record.table.name);
  });
  return found ?? requireTable(place, data);
}

function trainedAgain(
  { store, record }: RecordPlace,
  { isSame, path }: FoundTable,
  { trainer }: BuiltRun,
): TrainedAgain {
  const kept = () => store.table(record.table.sha256);
  const present = () => readRegular(path, 1 << 28);
  return { product: version, engine: trainer.backend.name, isSameTable: isSame, kept, present };
}

interface Result extends Pick<RecordPlace, 'record'> {
  readonly difference: Difference | null;
  readonly reason: Notice | null;
  readonly run: BuiltRun;
}

function report({ record, difference, reason, run }: Result, json: boolean, terminal: Terminal): void {
  const { trainer } = run;
  const found = weightsSha256(trainer.parameters.values);
  if (json)
    terminal.json({
      ...{ run: record.id, identical: difference === null, steps: trainer.step, weightsSha256: found },
      recordedWeightsSha256: record.weightsSha256,
      firstDifference: difference,
      reason: reason && jsonNotice(reason),
    });
  else terminal.out(difference && reason ? differenceText(difference, reason) : identicalText(found));
}

function identicalText(sum: string): string {
  return `${localize('identical: weights SHA-256 {0}', sum)}\n`;
}

function differenceText({ step, what, recorded, found }: Difference, reason: Notice): string {
  const sentence = localize(
    'Step {0} is the first that differs: {1} was {2} and is {3} now.',
    ...[step, what, recorded, found ?? '–'],
  );
  return `${sentence}\n${noticeText(reason)}\n`;
}
