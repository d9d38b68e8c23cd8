/** `runs delete RUN…`: records go, with the copy of their table where no other run has it. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findId, inTraining } from '../../records/findRun.ts';
import { recordsIn } from '../../records/recording.ts';
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
  const store = await recordsIn(folder);
  const ids = new Set<string>();
  // All of them are known before the first one goes.
  for (const word of runs) ids.add(await findId(store, folder, word));
  const deleted: string[] = [];
  try {
    for (const id of ids) {
      if (!(await store.lock(id))) throw inTraining(id, folder);
      if (await store.delete(id)) deleted.push(id);
    }
  } catch (error) {
    throw toFailure(error, folder);
  }
  if (json) terminal.json({ deleted });
  else for (const id of deleted) terminal.out(`${localize('Deleted {0}.', id)}\n`);
  return 0;
}
