/**
 * Which data file a `.nnconfig` may name: one in the configuration's own folder or in the current one (or below
 * either). A configuration can come from anyone; it must not make this program read files the user never pointed at.
 */
import { localize } from '../../config/wording/localize.ts';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { dataPathFault, slashed } from '../../config/text/dataPath.ts';
import { type FileFailure, fileKeyProblem } from '../../config/problems/fileProblem.ts';
import { type ConfigFile, placed, problemFailure } from './configFile.ts';
import { otherKind } from '../../platform/node/regularFile.ts';
import { systemSentence } from '../terminal/failure.ts';
import type { Overrides } from './overrides.ts';

/** More folders beside a configuration are not looked through. */
const maxFolders = 20;

export interface DataPath {
  /** Absolute, with links followed. */
  readonly path: string;
  /** As messages name it: from where the user stands. */
  readonly shown: string;
}

/**
 * Where the data lie.
 *
 * @param requested  as `data.file` has it, relative to the configuration's folder
 * @param key  that names it
 * @throws CliFailure when there is no such file or it lies outside
 */
export async function resolveDataPath(
  config: ConfigFile,
  requested: string,
  said: Overrides,
  key: readonly string[] = ['data', 'file'],
): Promise<DataPath> {
  const refused = (failure: FileFailure, siblings: readonly string[] = []): Error =>
    problemFailure(config, placed({ ...fileKeyProblem(failure, requested, siblings), path: key }, config, said));
  const fault = dataPathFault(requested);
  if (fault) throw refused({ kind: 'refused', fault });
  const way = slashed(requested);
  const folder = dirname(resolve(config.file));
  const path = resolve(folder, way);
  const allowed = [await realpath(folder), await realpath(process.cwd())];
  const outside = { kind: 'outside', because: 'folders' } as const;
  // Before asking the disk: whether a file outside exists is nobody's business either.
  if (![folder, process.cwd(), ...allowed].some((root) => isInside(root, path))) throw refused(outside);
  const shown = join(dirname(config.file), way);
  const tables = await tablesBeside(folder);
  const found = await realpath(path).catch((error: unknown) => {
    throw refused(unreachable(error), tables);
  });
  if (!allowed.some((root) => isInside(root, found))) throw refused(outside);
  const facts = await stat(found);
  const kind = otherKind(facts);
  if (kind === 'folder') throw refused({ kind }, tables);
  if (kind) throw refused({ kind: 'notFile' });
  if (facts.size === 0) throw refused({ kind: 'empty' });
  return { path: found, shown };
}

function unreachable(error: unknown): FileFailure {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { kind: 'missing' };
  return { kind: 'unreadable', reason: systemSentence(code) ?? localize('its path leads nowhere.') };
}

/** Tables in the configuration's folder and the folders in it, as it would name them: one of them may be meant. */
async function tablesBeside(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  const below = await Promise.all(
    folders
      .slice(0, maxFolders)
      .map(async ({ name }) => (await filesIn(join(folder, name))).map((file) => `${name}/${file}`)),
  );
  return [...(await filesIn(folder)), ...below.flat()].filter((name) => /\.(csv|tsv)$/i.test(name));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
}

/** Whether a path is that of a folder, or lies in it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
