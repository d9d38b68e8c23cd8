/** What the commands for recorded runs have in common: where the runs lie, and how one is named. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { fileOption } from '../../command/option.ts';
import { commonOptions } from '../../command/options.ts';
import type { Operand } from '../../command/verb.ts';
import { usageError } from '../../terminal/failure.ts';

const usualFolder = '.nn-runs';

const dir = fileOption({
  name: 'dir',
  takes: 'DIR',
  help: msg('the folder of runs; .nn-runs of the current folder unless told'),
});

export const runsOptions = { dir, ...commonOptions };

/** In place of the table that the record names. */
export const dataOption = fileOption({
  name: 'data',
  takes: 'FILE',
  help: msg('where the table of the run lies now; its SHA-256 decides whether it is the same'),
});

const run = {
  name: 'RUN',
  kinds: 'ID, latest',
  help: msg('a recorded run: its id, a beginning of it that no other has, or latest'),
};

export const runOperand = { run } satisfies Record<string, Operand>;
export const runsOperand = { runs: { ...run, several: true } } as const satisfies Record<string, Operand>;

export function folderOf(dir: string | null): string {
  return dir ?? usualFolder;
}

/** @throws CliFailure (wrong use) */
export function requireCount(runs: readonly string[], [least, most]: readonly [number, number]): void {
  if (runs.length < least || runs.length > most)
    throw usageError(localize('Name {0} to {1} runs; {2} were named.', least, most, runs.length));
}
