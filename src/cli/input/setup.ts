/** From FILE and the options to a complete configuration and the table it speaks of. Every command starts here. */
import { localize } from '../../config/wording/localize.ts';
import { noticeText } from '../../config/wording/notice.ts';
import { notice } from '../../core/notice.ts';
import { totalmem } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { targetsOf } from '../../config/facts/columnProblems.ts';
import { footprintProblems } from '../../config/problems/footprintProblems.ts';
import { datasetFacts } from '../../config/facts/datasetFacts.ts';
import { defaultConfig } from '../../config/facts/defaultConfig.ts';
import type { TableConfig } from '../../config/facts/partialConfig.ts';
import type { KeyProblem } from '../../config/schema/problem.ts';
import { type NetworkConfig, networkConfigSchema } from '../../config/schema/schema.ts';
import type { SweepConfig } from '../../config/schema/schemaSweep.ts';
import type { TableSummary, TargetGuess } from '../../data/columns/summary.ts';
import type { ThreadPoolOptions } from '../../engine/threads/threadPool.ts';
import { readStart } from '../../platform/node/readStart.ts';
import type { StartFile } from '../../run/setup/startFile.ts';
import type { Fold } from '../../data/dataset/split.ts';
import { type BuiltRun, buildTrainer, planRun, type RunPlan } from '../../run/setup/buildTrainer.ts';
import type { NetworkValues } from '../command/options.ts';
import { type ConfigFile, isConfigName, placed, problemFailure, readConfigFile } from './configFile.ts';
import { resolveDataPath } from './dataPath.ts';
import { badInput, CliFailure, locatedMessage, type Location, toFailure } from '../terminal/failure.ts';
import { applySets, isOverridden, refuseDataFile, type Overrides } from './overrides.ts';
import { noTarget } from './noTarget.ts';
import { type LoadedTable, loadTable } from './table.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface Setup extends LoadedTable {
  readonly config: NetworkConfig;
  /** The text of the configuration; `null` where a table was named. */
  readonly written: string | null;
  /** What the file asks a sweep for; `null`: nothing, or a table was named. */
  readonly sweep?: SweepConfig | null;
  /** What the user should know before anything is trained: "file:line:column: sentence". */
  readonly remarks: readonly string[];
  /** What the network starts from; `null`: weights that are drawn. */
  readonly start: FoundStart | null;
  /** What the network asks of the machine, where it is much; an error when it is more than there is. */
  readonly size: SizeRemark | null;
}

/** What the network starts from, and where it lies. */
export interface FoundStart {
  readonly file: StartFile;
  readonly path: string;
}

export interface SizeRemark {
  readonly isTooLarge: boolean;
  /** "file:line:column: sentence" */
  readonly text: string;
}

/** @throws CliFailure */
export async function loadSetup(options: NetworkValues, terminal: Terminal): Promise<Setup> {
  return isConfigName(options.file) ? loadFromConfig(options, terminal) : loadFromTable(options, terminal);
}

async function loadFromConfig(options: NetworkValues, terminal: Terminal): Promise<Setup> {
  const file = await readConfigFile(options.file);
  const error = file.problems.find(({ severity }) => severity === 'error');
  if (error) throw problemFailure(file, error);
  if (!file.config) throw badInput(file.file, localize('This is not a configuration.'));
  const config = applySets(file.config, options);
  const loaded = await loadConfigData(file, config.data, options, terminal);
  const problems = columnFindings(config, loaded.summary, options).map((problem) => placed(problem, file, options));
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) throw problemFailure(file, wrong);
  const remarks = problems.map((problem) => locatedMessage(file.file, problem.message, problem));
  const [large] = footprintFindings(config, loaded.summary).map((problem) => placed(problem, file, options));
  const start = await startOf(file, config, options);
  return {
    config,
    written: file.text,
    sweep: file.sweep,
    ...loaded,
    start,
    remarks,
    size: large ? sizeRemark(file.file, large) : null,
  };
}

/** The table that a configuration names. */
export async function loadConfigData(
  file: ConfigFile,
  data: TableConfig,
  said: Overrides,
  terminal: Terminal,
): Promise<LoadedTable> {
  const { path, shown } = await resolveDataPath(file, data.file, said);
  return loadTable(path, shown, data, terminal);
}

async function loadFromTable(options: NetworkValues, terminal: Terminal): Promise<Setup> {
  const { file } = options;
  refuseDataFile(options, file);
  // Until the table is read nobody knows the target; what --set says about delimiter or types is needed to read it.
  const unnamed = '\u0000';
  const draft = applySets(
    networkConfigSchema.parse({ data: { file: basename(file) || file, target: unnamed } }),
    options,
  );
  const loaded = await loadTable(resolve(file), file, draft.data, terminal);
  const guess = loaded.summary.target;
  const named = draft.data.target !== unnamed;
  const target = named ? draft.data.target : guessedName(loaded.summary, file);
  // The table's size decides some defaults; what the options say stands above them.
  const config = applySets(defaultConfig({ ...draft.data, target }, loaded.summary), options);
  // Only what the command line asked for can be wrong with a configuration of defaults; the rest is the table's own matter.
  const problems = columnFindings(config, loaded.summary, options).filter(({ path }) => isOverridden(options, path));
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) throw badInput(file, wrong.message);
  const remarks = problems.map(({ message }) => locatedMessage(file, message));
  const [large] = footprintFindings(config, loaded.summary);
  const size = large ? sizeRemark(file, large) : null;
  const start = await startBeside(file, config);
  return {
    config,
    written: null,
    ...loaded,
    start,
    remarks: [...targetRemark(file, guess, named ? draft.data : null), ...remarks],
    size,
  };
}

/** What the configuration names, guarded as its table is. @throws CliFailure */
export async function startOf(
  file: ConfigFile,
  { network: { initialization } }: NetworkConfig,
  said: Overrides,
): Promise<FoundStart | null> {
  const { file: requested, scheme } = initialization;
  if (scheme !== 'file') return null;
  if (requested === undefined) throw badInput(file.file, noticeText(notice('start.none')));
  const { path, shown } = await resolveDataPath(file, requested, said, ['network', 'initialization', 'file']);
  return loadStart(path, shown);
}

/** What the command line names, relative to the table. */
async function startBeside(table: string, { network: { initialization } }: NetworkConfig): Promise<FoundStart | null> {
  const { file, scheme } = initialization;
  return scheme === 'file' && file !== undefined ? loadStart(resolve(dirname(table), file), file) : null;
}

/** @param shown the file as messages name it */
export async function loadStart(path: string, shown: string): Promise<FoundStart> {
  try {
    return { file: await readStart({ kind: 'path', path }, basename(path)), path };
  } catch (error) {
    throw toFailure(error, shown);
  }
}

/** @throws CliFailure when nothing could be guessed, with the reason */
function guessedName(summary: TableSummary, file: string): string {
  if (summary.target) return summary.target.name;
  throw badInput(file, noTarget(summary), { line: 1 });
}

/** The guess and its reason, or that another target was asked for. */
function targetRemark(file: string, guess: TargetGuess | null, asked: NetworkConfig['data'] | null): string[] {
  if (!guess) return [];
  const { name, reason } = guess;
  if (!asked)
    return [
      locatedMessage(
        file,
        localize('The target is guessed to be "{0}" ({1}). Name another with --target.', name, noticeText(reason)),
      ),
    ];
  const targets = targetsOf(asked);
  if (targets.length === 1 && targets[0] === name) return [];
  const quoted = targets.map((target) => `"${target}"`).join(', ');
  return [
    locatedMessage(
      file,
      localize('The target is {0} as asked for; the guess was "{1}" ({2}).', quoted, name, noticeText(reason)),
    ),
  ];
}

/** What is wrong with names of columns. A type for a column that is not there is harmless in a file, on the command line a slip. */
function columnFindings({ data }: NetworkConfig, summary: TableSummary, said: Overrides): KeyProblem[] {
  return datasetFacts(data, summary).problems.map((problem) => {
    return problem.code === 'unknownColumn' && isOverridden(said, problem.path)
      ? { ...problem, severity: 'error' }
      : problem;
  });
}

function footprintFindings(config: NetworkConfig, summary: TableSummary): readonly KeyProblem[] {
  const { facts } = datasetFacts(config.data, summary);
  return facts ? footprintProblems(config, facts, { memory: totalmem() }) : [];
}

function sizeRemark(file: string, problem: KeyProblem & Location): SizeRemark {
  return { isTooLarge: problem.severity === 'error', text: locatedMessage(file, problem.message, problem) };
}

/** Data set and shapes; nothing is built. @throws CliFailure that names the data file */
export function planSetup({ config, table, shownData, start }: Setup, fold: Fold | null = null): RunPlan {
  try {
    return planRun(config, table, config.network.initialization.scheme === 'file' ? start?.file : null, fold);
  } catch (error) {
    throw toFailure(error, shownData);
  }
}

/** Data set, network and initial weights. @throws CliFailure that names the data file */
export function buildRun({ config, table, shownData, size, start }: Setup, threadPool?: ThreadPoolOptions): BuiltRun {
  if (size?.isTooLarge) throw new CliFailure(1, size.text);
  try {
    return buildTrainer(config, table, threadPool, totalmem(), start?.file);
  } catch (error) {
    throw toFailure(error, shownData);
  }
}
