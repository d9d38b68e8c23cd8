/** Looks at where a result shall be written before the work begins, so that an hour of training never ends in "no such folder". */
import { localize } from '../../config/wording/localize.ts';
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { badInput, toFailure, usageError } from '../terminal/failure.ts';

/**
 * @param option that names it
 * @param inputs files that must not be overwritten
 * @throws CliFailure when the file cannot be written or is one of the inputs
 */
export async function refuseOutput(path: string, option: string, inputs: readonly string[]): Promise<void> {
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw badInput(path, localize('This is a folder; name a file to write to.'));
  try {
    if (existing) await access(path, constants.W_OK);
    // What is written takes the place of the file once it is whole: the folder must take it, too.
    if (!existing || existing.isFile()) await access(dirname(existing ? await realpath(path) : path), constants.W_OK);
  } catch (error) {
    throw existing
      ? toFailure(error, path)
      : badInput(path, localize('No file can be made here: the folder is missing or may not be written.'));
  }
  if (!existing) return;
  for (const input of inputs) {
    const { dev, ino } = await stat(input);
    if (existing.dev === dev && existing.ino === ino)
      throw usageError(localize('{0} would overwrite the input {1}.', option, input));
  }
}
