/** `runs list`: what is recorded, the newest first. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { type ExitCode, type Operand, type ValuesOf, verb } from '../../command/verb.ts';
import { recordsIn } from '../../records/recording.ts';
import { runRow, runsText } from '../../records/runReport.ts';
import { toFailure } from '../../terminal/failure.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { folderOf, runsOptions } from './runOptions.ts';

export const listRuns = verb({
  name: 'runs list',
  operands: {},
  options: runsOptions,
  help: msg('recorded runs, the newest first'),
  json: ['runs'],
  run: list,
});

async function list(
  { dir, json }: ValuesOf<Record<never, Operand>, typeof runsOptions>,
  terminal: Terminal,
): Promise<ExitCode> {
  const folder = folderOf(dir);
  const store = recordsIn(folder);
  const { runs, damaged } = await store.list().catch((error: unknown) => {
    throw toFailure(error, folder);
  });
  if (json) terminal.json({ runs: runs.map(runRow) });
  else terminal.out(runs.length > 0 ? runsText(runs) : `${localize('No run is recorded here.')}\n`);
  for (const { id, error } of damaged) terminal.err(`${toFailure(error, `${folder}/${id}`).message}\n`);
  return 0;
}
