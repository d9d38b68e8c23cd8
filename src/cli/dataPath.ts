/**
 * Which data file a `.nnconfig` may name: one in the configuration's own folder or in the current one (or below
 * either). A configuration can come from anyone; it must not make this program read files the user never pointed at.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type DataPathFault, dataPathFault, slashed } from '../config/dataPath.ts';
import { type ConfigFile, placed, problemFailure } from './configFile.ts';
import { systemSentence } from './failure.ts';
import type { Said } from './overrides.ts';

const faults: Readonly<Record<DataPathFault, string>> = {
  network: 'it is a network path',
  absolute: 'it is absolute',
  address: 'it is an address',
  character: 'it has a character that no file name has',
};

export interface DataPath {
  /** Absolute, with links followed. */
  readonly path: string;
  /** As messages name it: from where the user stands. */
  readonly shown: string;
}

/**
 * Where the data lie.
 *
 * @param wanted  as `data.file` has it, relative to the configuration's folder
 * @throws CliFailure when there is no such file or it lies outside
 */
export async function resolveDataPath(config: ConfigFile, wanted: string, said: Said): Promise<DataPath> {
  const refused = (message: string): Error => {
    return problemFailure(config, placed({ code: 'dataFile', severity: 'error', path: ['data', 'file'], message }, config, said));
  };
  const fault = dataPathFault(wanted);
  if (fault) throw refused(`The data path "${wanted}" is refused: ${faults[fault]}. Write a path relative to the .nnconfig file.`);
  const way = slashed(wanted);
  const folder = dirname(resolve(config.file));
  const path = resolve(folder, way);
  const allowed = [await realpath(folder), await realpath(process.cwd())];
  const outside = `The data path "${wanted}" is refused: it lies outside the configuration's folder and the current one. Move the file, or run the command from a folder that holds both.`;
  // Before asking the disk: whether a file outside exists is nobody's business either.
  if (![folder, process.cwd(), ...allowed].some((root) => isInside(root, path))) throw refused(outside);
  const shown = join(dirname(config.file), way);
  const found = await realpath(path).catch((error: unknown) => {
    throw refused(unreachable(wanted, shown, error));
  });
  if (!allowed.some((root) => isInside(root, found))) throw refused(outside);
  if ((await stat(found)).isDirectory()) throw refused(`The data path "${wanted}" is a folder; name a CSV file in it.`);
  return { path: found, shown };
}

function unreachable(wanted: string, shown: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT') return `The data file "${wanted}" cannot be opened: ${systemSentence(code) ?? 'its path leads nowhere.'}`;
  return `The data file "${wanted}" was not found${shown === wanted ? '' : `: there is no ${shown}`}.`;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
