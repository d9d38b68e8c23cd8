/** From FILE and the options to a complete configuration and the table it speaks of. Every command starts here. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { datasetFacts } from '../config/datasetFacts.ts';
import { type NetworkConfig, networkConfigSchema } from '../config/schema.ts';
import { readTable } from '../data/readTable.ts';
import { summarize } from '../data/summarize.ts';
import type { TableSummary } from '../data/summary.ts';
import type { Table } from '../data/table.ts';
import { type BuiltRun, buildTrainer } from '../worker/buildTrainer.ts';
import { bytesSource, fileSource, type NamedSource } from '../worker/openSource.ts';
import type { ModelOptions } from './arguments.ts';
import { type ConfigFile, isConfigName, placed, problemFailure, readConfigFile } from './configFile.ts';
import { resolveDataPath } from './dataPath.ts';
import { badInput, toFailure, wrongUse } from './failure.ts';
import { applySets } from './overrides.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface LoadedTable {
  readonly table: Table;
  readonly summary: TableSummary;
  /** The data file as messages name it. */
  readonly shownData: string;
  readonly dataPath: string;
}

export interface Model extends LoadedTable {
  readonly config: NetworkConfig;
}

/** @throws CliFailure */
export async function loadModel(options: ModelOptions, terminal: Terminal): Promise<Model> {
  return isConfigName(options.file) ? loadFromConfig(options, terminal) : loadFromTable(options, terminal);
}

async function loadFromConfig(options: ModelOptions, terminal: Terminal): Promise<Model> {
  const file = await readConfigFile(options.file);
  const error = file.problems.find(({ severity }) => severity === 'error');
  if (error) throw problemFailure(file, error);
  if (!file.config) throw badInput(file.file, 'this is not a configuration.');
  const config = applySets(file.config, options);
  const loaded = await loadConfigData(file, config, terminal);
  const wrong = datasetFacts(config.data, loaded.summary).problems.find(({ severity }) => severity === 'error');
  // What was said on the command line has no place in the file.
  const overridden = options.targets.length > 0 || options.set.length > 0;
  if (wrong) throw overridden ? badInput(file.file, wrong.message) : problemFailure(file, placed(wrong, file));
  return { config, ...loaded };
}

/** The table that a configuration names. */
export async function loadConfigData(file: ConfigFile, config: NetworkConfig, terminal: Terminal): Promise<LoadedTable> {
  const dataPath = await resolveDataPath(file, config.data.file);
  return loadTable(dataPath, join(dirname(file.file), config.data.file), config, terminal);
}

async function loadFromTable(options: ModelOptions, terminal: Terminal): Promise<Model> {
  const { file } = options;
  if (options.set.some((assignment) => assignment.startsWith('data.file='))) {
    throw wrongUse(`The table is ${file}, as named on the command line: "data.file" is set in a .nnconfig only.`);
  }
  // Until the table is read nobody knows the target; what --set says about delimiter or types is needed to read it.
  const unnamed = '\u0000';
  const draft = applySets(networkConfigSchema.parse({ data: { file: basename(file) || file, target: unnamed } }), options);
  const loaded = await loadTable(resolve(file), file, draft, terminal);
  if (draft.data.target !== unnamed) return { config: draft, ...loaded };
  const guess = loaded.summary.target;
  if (!guess) throw badInput(file, 'no column of this table can be the target; name one with --target.', { line: 1 });
  return { config: { ...draft, data: { ...draft.data, target: guess.name } }, ...loaded };
}

/** Reads, types and summarizes the table at `path`. */
export async function loadTable(
  path: string,
  shownData: string,
  config: Pick<NetworkConfig, 'data'> | null,
  terminal: Terminal,
): Promise<LoadedTable> {
  const progress = new Progress(terminal);
  try {
    const source = await sourceAt(path, shownData);
    const size = source.byteLength ?? 0;
    const { delimiter, header, encoding, types } = config?.data ?? {};
    const table = await readTable(source, {
      ...definedOnly({ delimiter, header, encoding, types }),
      onProgress: (bytes) => progress.show(() => `reading ${shownData}: ${Math.floor((100 * bytes) / Math.max(size, bytes, 1))} %`),
    });
    return { table, summary: summarize(table), shownData, dataPath: path };
  } catch (error) {
    throw toFailure(error, shownData);
  } finally {
    progress.clear();
  }
}

/** A file is read piece by piece; a pipe, which can be read but once, as a whole. */
async function sourceAt(path: string, shown: string): Promise<NamedSource> {
  const facts = await stat(path);
  if (facts.isDirectory()) throw badInput(shown, 'this is a folder; name a CSV file in it.');
  return facts.isFile() ? fileSource(path) : bytesSource(await readFile(path), basename(shown));
}

/** Without the keys that hold nothing: "absent" and "undefined" differ under exact optional properties. */
function definedOnly<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Data set, network and initial weights. @throws CliFailure that names the data file */
export function buildRun({ config, table, shownData }: Model): BuiltRun {
  try {
    return buildTrainer(config, table);
  } catch (error) {
    throw toFailure(error, shownData);
  }
}
