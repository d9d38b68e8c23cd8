/** `runs delete RUN…`: records go, with the copy of their table where no other run has it. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findId, inTraining } from '../../records/findRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { RecordError } from '../../../record/errors.ts';
import type { RunLock } from '../../../record/lock.ts';
import { toFailure } from '../../terminal/failure.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { folderOf, runsOperand, runsOptions } from './runOptions.ts';

export const deleteRuns = verb({
  name: 'runs delete',
  operands: runsOperand,
  options: runsOptions,
  help: msg('delete recorded runs for good'),
  json: ['deleted'],
  run: remove,
});

async function remove(
  { runs, dir, json }: ValuesOf<typeof runsOperand, typeof runsOptions>,
  terminal: Terminal,
): Promise<ExitCode> {
  const folder = folderOf(dir);
  const store = recordsIn(folder);
  const ids = new Set<string>();
  // All of them are known, and ours, before the first one goes.
  for (const word of runs) ids.add(await findId(store, folder, word));
  const deleted: string[] = [];
  const locks = new Map<string, RunLock>();
  try {
    for (const id of ids) {
      const lock = await store.lock(id).catch(ifGone);
      if (lock === null) throw inTraining(id, folder);
      if (lock) locks.set(id, lock);
    }
    for (const [id, lock] of locks) {
      await lock.rest();
      if (await store.delete(id)) deleted.push(id);
    }
  } catch (error) {
    throw toFailure(error, folder);
  } finally {
    for (const lock of locks.values()) await lock.release().catch(() => undefined);
  }
  if (json) terminal.json({ deleted });
  else for (const id of deleted) terminal.out(`${localize('Deleted {0}.', id)}\n`);
  return 0;
}

/** An empty folder, or another deletes it at the same time. */
function ifGone(error: unknown): undefined {
  if (!(error instanceof RecordError)) throw error;
}
