/** RUN of the command line → a record. */
import { localize } from '../../config/wording/localize.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { badInput, type CliFailure, toFailure } from '../terminal/failure.ts';

const shownIds = 5;

/**
 * @param folder as typed, for what goes wrong
 * @throws CliFailure where no run or several are meant, or its record cannot be used
 */
export async function findRun(store: RecordStore, folder: string, word: string): Promise<RunRecord> {
  const id = await findId(store, folder, word);
  return store.read(id).catch((error: unknown) => {
    throw toFailure(error, `${folder}/${id}`);
  });
}

/** The same of a record that may be damaged. */
export async function findId(store: RecordStore, folder: string, word: string): Promise<string> {
  const ids = await store.ids().catch((error: unknown) => {
    throw toFailure(error, folder);
  });
  if (ids.length === 0)
    throw badInput(folder, localize('There is no recorded run here. "train --record DIR" makes one.'));
  return idOf(ids, word, folder);
}

function idOf(ids: readonly string[], word: string, folder: string): string {
  if (word === 'latest' && ids[0] !== undefined) return ids[0];
  const found = ids.includes(word) ? [word] : ids.filter((id) => id.startsWith(word));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length === 0)
    throw badInput(folder, localize('No run begins with "{0}"; the newest is {1}.', word, ids[0] ?? ''));
  const listed = found.slice(0, shownIds).join(', ') + (found.length > shownIds ? ', …' : '');
  throw badInput(folder, localize('{0} runs begin with "{1}": {2}.', found.length, word, listed));
}

/** The run is being trained now, and is left alone. */
export function inTraining(id: string, folder: string): CliFailure {
  return badInput(`${folder}/${id}`, localize('Another process is training this run.'));
}
