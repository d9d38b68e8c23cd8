/** `check FILE`: every problem of a configuration and of the data it names, as compilers list theirs. */
import { localize, msg } from '../../config/wording/localize.ts';
import { totalmem } from 'node:os';
import { parameterCount } from '../../core/network/shape.ts';
import { fileKeyProblem } from '../../config/problems/fileProblem.ts';
import { readTableConfig, type TableConfig } from '../../config/facts/partialConfig.ts';
import type { KeyProblem, Severity } from '../../config/schema/problem.ts';
import { configProblems } from '../../config/problems/problems.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { preflightProblems } from '../../config/problems/preflightProblems.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
import type { NoticeValue } from '../../core/notice.ts';
import type { Repair } from '../../data/csv/repair.ts';
import { preflightFacts } from '../../run/setup/preflight.ts';
import type { RunPlan } from '../../run/setup/buildTrainer.ts';
import { type NetworkValues, networkOperands, networkOptions } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { type ConfigFile, isConfigName, ProblemFailure, placed, readConfigFile } from '../input/configFile.ts';
import {
  CliFailure,
  clause,
  formatLocation,
  oneLine,
  type Location,
  locatedMessage,
  TableFailure,
} from '../terminal/failure.ts';
import {
  buildRun,
  type FoundStart,
  loadConfigData,
  loadSetup,
  planSetup,
  type Setup,
  startOf,
} from '../input/setup.ts';
import type { LoadedTable } from '../input/table.ts';
import { applySets, type Overrides } from '../input/overrides.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Finding {
  readonly file: string;
  /** 1-based; `null` where it is about the whole file, or the line. */
  readonly line: number | null;
  readonly column: number | null;
  readonly severity: Severity;
  /** Stable word for the kind of problem. */
  readonly code: string;
  readonly message: string;
  /** What the sentence speaks of. */
  readonly values: readonly NoticeValue[];
}

/** Parameters of a network that is built in order to say how it begins. */
const maxStartParameters = 500_000;
/** Beyond so many repairs of the data the list helps nobody; `describe` has them all. */
const listedRepairs = 50;

export const check = verb({
  name: 'check',
  operands: networkOperands,
  options: networkOptions,
  help: msg('problems of a configuration and its data, with line and column'),
  json: ['file', 'errors', 'problems'],
  run: tellProblems,
});

/** Resolves to 1 when there is an error. */
async function tellProblems(options: NetworkValues, terminal: Terminal): Promise<ExitCode> {
  const findings = isConfigName(options.file)
    ? await checkConfig(options, terminal)
    : await checkTable(options, terminal);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (options.json) terminal.json({ file: options.file, errors: errors.length, problems: findings });
  else
    terminal.out(
      findings.length > 0 ? findings.map(findingText).join('') : `${options.file}: ${localize('no problems')}\n`,
    );
  const [first, ...more] = errors;
  if (first) {
    const others = more.length > 0 ? ` ${localize('({0} more)', more.length)}` : '';
    terminal.err(`${locatedMessage(first.file, first.message, locationOf(first))}${others}\n`);
  }
  return first ? 1 : 0;
}

async function checkTable(options: NetworkValues, terminal: Terminal): Promise<Finding[]> {
  const setup = await loadSetup(options, terminal);
  return repairFindings(setup, planSetup(setup));
}

async function checkConfig(options: NetworkValues, terminal: Terminal): Promise<Finding[]> {
  const file = await readConfigFile(options.file);
  const findings = file.problems.map((problem) => problemFinding(file, problem));
  if (!file.config) return [...findings, ...(await checkTableOf(file, options, terminal))].sort(inOrderOfTheText);
  return [...findings, ...(await checkData(file, applySets(file.config, options), options, terminal))];
}

/** Of a text with errors: whether the table it names can be read. While the syntax is broken nobody knows what it names. */
async function checkTableOf(file: ConfigFile, said: Overrides, terminal: Terminal): Promise<Finding[]> {
  const data = readTableConfig(file.root);
  if (!data || file.problems.some(({ code }) => code === 'syntax')) return [];
  const loaded = await tableOrProblem(file, data, said, terminal);
  return 'code' in loaded ? [problemFinding(file, loaded)] : [];
}

/** What is wrong between the configuration and the table that is really there. */
async function checkData(
  file: ConfigFile,
  config: NetworkConfig,
  said: Overrides,
  terminal: Terminal,
): Promise<Finding[]> {
  const loaded = await tableOrProblem(file, config.data, said, terminal);
  if ('code' in loaded) return [problemFinding(file, loaded)];
  const find = (problems: readonly KeyProblem[]) =>
    problems.map((problem) => problemFinding(file, placed(problem, file, said)));
  const findings = find(configProblems(config, loaded.summary, null, { memory: totalmem() })).sort(inOrderOfTheText);
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  const begun = await startOrProblem(file, config, said);
  if (begun && 'code' in begun) return [...findings, problemFinding(file, begun)].sort(inOrderOfTheText);
  const setup = { config, written: file.text, ...loaded, start: begun, remarks: [], size: null };
  const plan = planSetup(setup);
  // A first pass through a large network is work that nobody asked for.
  const isSmall = parameterCount(plan.spec) <= maxStartParameters;
  const start = isSmall ? find(preflightProblems(config, preflightFacts(buildRun(setup).trainer))) : [];
  return [...[...findings, ...start].sort(inOrderOfTheText), ...repairFindings(setup, plan)];
}

/** The table, or why it cannot be had. */
async function tableOrProblem(
  file: ConfigFile,
  data: TableConfig,
  said: Overrides,
  terminal: Terminal,
): Promise<LoadedTable | (KeyProblem & Location)> {
  try {
    return await loadConfigData(file, data, said, terminal);
  } catch (error) {
    if (error instanceof ProblemFailure) return error.problem;
    if (error instanceof TableFailure) return placed(fileKeyProblem(error.failure, data.file), file, said);
    throw error;
  }
}

/** What the network starts from, or why that cannot be had. */
async function startOrProblem(
  file: ConfigFile,
  config: NetworkConfig,
  said: Overrides,
): Promise<FoundStart | null | (KeyProblem & Location)> {
  try {
    return await startOf(file, config, said);
  } catch (error) {
    if (error instanceof ProblemFailure) return { ...error.problem, code: 'startFile' };
    if (!(error instanceof CliFailure)) throw error;
    const { file: wanted = '' } = config.network.initialization;
    const path = ['network', 'initialization', 'file'];
    const problem = { code: 'startFile', severity: 'error', path, message: error.message, values: [wanted] } as const;
    return placed(problem, file, said);
  }
}

function inOrderOfTheText(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Everything that was repaired, dropped or ignored for what would be trained is worth a warning. */
function repairFindings(setup: Setup, { dataset }: RunPlan): Finding[] {
  const repairs = [...setup.summary.repairs, ...dataset.repairs];
  const findings = repairs.slice(0, listedRepairs).map((repair) => repairFinding(setup.shownData, repair));
  const omitted = repairs.length - findings.length + setup.summary.repairsOmitted;
  if (omitted === 0) return findings;
  const message = localize('{0} more repairs; "nn-explorer describe" lists them.', omitted);
  const location = { file: setup.shownData, line: null, column: null };
  return [...findings, { ...location, severity: 'warning', code: 'repairs', message, values: [omitted] }];
}

function problemFinding({ file }: ConfigFile, problem: KeyProblem & Location): Finding {
  const { line, column, severity, code, message, values } = problem;
  return { file, line: line ?? null, column: column ?? null, severity, code, message, values };
}

function repairFinding(file: string, repair: Repair): Finding {
  const { line, kind, values } = repair;
  return {
    file,
    line: line > 0 ? line : null,
    column: null,
    severity: 'warning',
    code: kind,
    message: repairText(repair),
    values,
  };
}

function findingText(finding: Finding): string {
  return `${oneLine(formatLocation(finding.file, locationOf(finding)))}: ${severityText(finding.severity)}: ${clause(finding.message)}\n`;
}

function locationOf({ line, column }: Finding): Location {
  return { line: line ?? undefined, column: column ?? undefined };
}

function severityText(severity: Severity): string {
  switch (severity) {
    case 'error':
      return localize('error');
    case 'warning':
      return localize('warning');
    case 'information':
      return localize('information');
  }
}
