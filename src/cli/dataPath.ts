/**
 * Which data file a `.nnconfig` may name: one in the configuration's own folder or in the current one (or below
 * either). A configuration can come from anyone; it must not make this program read files the user never pointed at.
 */
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type ConfigFile, placed, problemFailure } from './configFile.ts';

/**
 * The absolute path of the data, with links followed.
 *
 * @param wanted  as `data.file` has it, relative to the configuration's folder
 * @throws CliFailure when there is no such file or it lies outside
 */
export async function resolveDataPath(config: ConfigFile, wanted: string): Promise<string> {
  const folder = dirname(resolve(config.file));
  const path = resolve(folder, wanted);
  const allowed = [await realpath(folder), await realpath(process.cwd())];
  // Before asking the disk: whether a file outside exists is nobody's business either.
  if (![folder, process.cwd(), ...allowed].some((root) => isInside(root, path))) throw outside(config, wanted);
  const found = await realpath(path).catch(() => {
    throw refusal(config, `The data file "${wanted}" was not found; looked for ${path}.`);
  });
  if (!allowed.some((root) => isInside(root, found))) throw outside(config, wanted);
  return found;
}

function outside(config: ConfigFile, wanted: string): Error {
  const where = "lies outside the configuration's folder and the current one";
  return refusal(config, `The data file "${wanted}" ${where}; move it, or run the command from a folder that holds both.`);
}

function refusal(config: ConfigFile, message: string): Error {
  return problemFailure(config, placed({ code: 'dataFile', severity: 'error', path: ['data', 'file'], message }, config));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
