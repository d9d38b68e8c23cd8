/** `describe FILE.csv`: what the reader understood of a table, and everything it repaired on the way. */
import { localize, msg } from '../../config/wording/localize.ts';
import { type JsonNotice, jsonNotice, noticeText } from '../../config/wording/notice.ts';
import { basename, resolve } from 'node:path';
import { networkConfigSchema } from '../../config/schema/schema.ts';
import { applySets, refuseDataFile } from '../input/overrides.ts';
import { type ColumnChoices, type ColumnRole, guessedChoices } from '../../config/facts/columnRoles.ts';
import { type ColumnRow, columnRows } from '../../config/facts/columnRows.ts';
import type { DataConfig } from '../../config/schema/schema.ts';
import type { ColumnType, TableSummary, TargetGuess, Task } from '../../data/columns/summary.ts';
import { type RepairReport, repairReport } from '../report/repairReport.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
import { commonOptions, type NetworkValues, setOption } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { isConfigName } from '../input/configFile.ts';
import { noTarget } from '../input/noTarget.ts';
import { clause, formatLocation, oneLine, usageError } from '../terminal/failure.ts';
import { loadTable } from '../input/table.ts';
import { isModelName, loadHeader, modelReport, modelText } from '../report/modelReport.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted, numberText, tableText } from '../terminal/text.ts';

interface ColumnReport {
  readonly name: string;
  readonly type: ColumnType;
  /** What it is in a training: an input, the target, or left out. */
  readonly role: ColumnRole;
  /** Why it is of this type, and with it why it is left out. */
  readonly reason: JsonNotice;
  /** "%", "$", "kg"; `null` for none. */
  readonly unit: string | null;
  readonly missing: number;
  readonly distinct: number;
  /** `null` unless the column holds numbers. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Different cells from the first rows, as the file has them. */
  readonly sample: readonly string[];
  /** What makes one doubt it. */
  readonly doubts: readonly JsonNotice[];
}

interface TargetReport {
  readonly name: string;
  readonly reason: JsonNotice;
}

/** The object of `describe --json`. */
interface TableReport {
  /** As it was typed. */
  readonly file: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: boolean;
  readonly rows: number;
  readonly columns: readonly ColumnReport[];
  readonly target: (TargetReport & { readonly runnerUp: TargetReport | null }) | null;
  readonly task: Task | null;
  /** Why nothing can be the target, and what would help; absent when something can. */
  readonly noTarget?: string;
  readonly repairs: readonly RepairReport[];
}

export const describe = verb({
  name: 'describe',
  operands: {
    file: {
      name: 'TABLE',
      kinds: 'CSV, .safetensors',
      help: msg('a CSV, TSV or other table of text, or a .safetensors'),
    },
  },
  options: { set: setOption, ...commonOptions },
  help: msg('columns, types, guessed target, repairs of a table'),
  json: ['file', 'encoding', 'delimiter', 'header', 'rows', 'columns', 'target', 'task', 'repairs'],
  run: describeTable,
});

/** No column is called so. */
const nobody = '\u0000';

interface DescribeValues extends Pick<NetworkValues, 'file' | 'set' | 'json'> {}

async function describeTable({ file, set, json }: DescribeValues, terminal: Terminal): Promise<ExitCode> {
  const said = { targets: [], set };
  if (isConfigName(file)) throw usageError(localize('"describe" looks at a table; {0} is a configuration.', file));
  if (isModelName(file)) return describeModelFile(file, json, terminal);
  refuseDataFile(said, file);
  const draft = networkConfigSchema.parse({ data: { file: basename(file) || file, target: nobody } });
  const { data } = applySets(draft, said);
  const { summary } = await loadTable(resolve(file), file, data, terminal);
  const rows = columnRows(choicesOf(data, summary), summary).columns;
  if (json) terminal.json(tableReport(file, summary, rows));
  else terminal.out(describeText(file, summary, rows));
  return 0;
}

/** As a training without a configuration has them, but for what is set. */
function choicesOf({ target, features, types }: DataConfig, summary: TableSummary): ColumnChoices {
  const guessed = guessedChoices(summary);
  const targets = target === nobody ? guessed.targets : [target].flat();
  return { targets, features, types: new Map(Object.entries(types ?? {})) };
}

async function describeModelFile(file: string, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const report = modelReport(file, await loadHeader(file));
  if (json) terminal.json(report);
  else terminal.out(modelText(report));
  return 0;
}

function tableReport(file: string, summary: TableSummary, columns: readonly ColumnRow[]): TableReport {
  const { encoding, delimiter, header, rows, target, task, repairs } = summary;
  return {
    file,
    encoding,
    delimiter,
    header,
    rows,
    columns: columns.map(columnReport),
    target: target && { ...targetReport(target), runnerUp: target.runnerUp && targetReport(target.runnerUp) },
    task,
    repairs: repairs.map(repairReport),
    ...(target ? {} : { noTarget: noTarget(summary) }),
  };
}

function targetReport({ name, reason }: Pick<TargetGuess, 'name' | 'reason'>): TargetReport {
  return { name, reason: jsonNotice(reason) };
}

function columnReport(row: ColumnRow): ColumnReport {
  const { name, type, role, unit, missing, distinct, min, max, mean, sample } = row;
  const [reason, doubts] = [jsonNotice(row.reason), row.doubts.map(jsonNotice)];
  return { name, type, unit, missing, distinct, min, max, mean, role, reason, sample, doubts };
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': msg('comma'),
  ';': msg('semicolon'),
  '\t': msg('tab'),
  '|': msg('bar'),
  ' ': msg('space'),
  spaces: msg('blanks'),
};

/** The guess, what else it could be, and what it cannot be. */
function targetLines({ name, reason, runnerUp, passedOver }: TargetGuess, task: Task | null): string {
  const lines = [`${localize('target')}: ${name} (${task}): ${noticeText(reason)}`];
  if (runnerUp) lines.push(localize('or else: {0}: {1}', runnerUp.name, noticeText(runnerUp.reason)));
  if (passedOver) lines.push(localize('Note: {0}', noticeText(passedOver)));
  return `\n${lines.map(oneLine).join('\n')}\n`;
}

/** Longer names are cut in the table for people. */
const maxName = 40;
const maxSample = 24;

function headings(): string[] {
  return [
    localize('column'),
    localize('type'),
    localize('role'),
    localize('missing'),
    localize('distinct'),
    localize('min'),
    localize('max'),
    localize('mean'),
    localize('sample'),
    '',
  ];
}

const roleTexts: Readonly<Record<ColumnRole, string>> = {
  input: msg('input'),
  target: msg('target'),
  out: msg('left out'),
};

function columnLine(row: ColumnRow): string[] {
  const { name, type, role, unit, missing, distinct, min, max, mean, sample, reason } = row;
  return [
    cut(name, maxName),
    unit === null ? type : `${type} (${unit})`,
    localize(roleTexts[role]),
    ...[missing, distinct, min, max, mean].map((value) => numberText(value)),
    oneLine(cut(sample.join(', '), maxSample)),
    noticeText(reason),
  ];
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** One line for each thing told about a column. */
function doubtLines(file: string, rows: readonly ColumnRow[]): string[] {
  return rows.flatMap(({ name, doubts }) =>
    doubts.map((doubt) => {
      const isWhole = doubt.code.startsWith('telltale.');
      const text = isWhole ? noticeText(doubt) : localize('Column "{0}": {1}.', name, noticeText(doubt));
      return `${file}: ${clause(text)}\n`;
    }),
  );
}

function describeText(file: string, summary: TableSummary, columns: readonly ColumnRow[]): string {
  const { encoding, delimiter, header, rows, target, task, repairs, repairsOmitted } = summary;
  const lines = [
    counted(rows, 'row'),
    encoding,
    localize(delimiterNames[delimiter] ?? delimiter),
    header ? localize('header') : localize('no header'),
  ];
  const doubts = doubtLines(file, columns);
  return [
    `${file}: ${lines.join(', ')}\n\n`,
    tableText([headings(), ...columns.map(columnLine)], [3, 4, 5, 6, 7]),
    target ? targetLines(target, task) : `\n${localize('no column can be the target')}: ${clause(noTarget(summary))}\n`,
    repairs.length + doubts.length > 0 ? '\n' : '',
    ...repairs.map((repair) => `${formatLocation(file, repair)}: ${repair.kind}: ${clause(repairText(repair))}\n`),
    repairsOmitted > 0 ? `${localize('and {0} more repairs', numberText(repairsOmitted))}\n` : '',
    ...doubts,
  ].join('');
}
