/** `describe FILE.csv`: what the reader understood of a table, and everything it repaired on the way. */
import { localize, msg } from '../../config/wording/localize.ts';
import { type JsonNotice, jsonNotice, noticeText } from '../../config/wording/notice.ts';
import { basename, resolve } from 'node:path';
import { networkConfigSchema } from '../../config/schema/schema.ts';
import { applySets, refuseDataFile } from '../input/overrides.ts';
import type { ColumnSummary, ColumnType, TableSummary, TargetGuess, Task } from '../../data/columns/summary.ts';
import { type RepairReport, repairReport } from '../report/repairReport.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
import { commonOptions, type NetworkValues, setOption } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { isConfigName } from '../input/configFile.ts';
import { clause, formatPlace, oneLine, usageError } from '../terminal/failure.ts';
import { loadTable } from '../input/table.ts';
import { isModelName, loadHeader, modelReport, modelText } from '../report/modelReport.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted, numberText, tableText } from '../terminal/text.ts';

interface ColumnReport {
  readonly name: string;
  readonly type: ColumnType;
  /** "%", "$", "kg"; `null` for none. */
  readonly unit: string | null;
  readonly missing: number;
  readonly distinct: number;
  /** `null` unless the column holds numbers. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
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

interface DescribeValues extends Pick<NetworkValues, 'file' | 'set' | 'json'> {}

async function describeTable({ file, set, json }: DescribeValues, terminal: Terminal): Promise<ExitCode> {
  const said = { targets: [], set };
  if (isConfigName(file)) throw usageError(localize('"describe" looks at a table; {0} is a configuration.', file));
  if (isModelName(file)) return describeModelFile(file, json, terminal);
  refuseDataFile(said, file);
  const draft = networkConfigSchema.parse({ data: { file: basename(file) || file, target: '\u0000' } });
  const { summary } = await loadTable(resolve(file), file, applySets(draft, said).data, terminal);
  if (json) terminal.json(tableReport(file, summary));
  else terminal.out(describeText(file, summary));
  return 0;
}

async function describeModelFile(file: string, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const report = modelReport(file, await loadHeader(file));
  if (json) terminal.json(report);
  else terminal.out(modelText(report));
  return 0;
}

function tableReport(
  file: string,
  { encoding, delimiter, header, rows, columns, target, task, repairs }: TableSummary,
): TableReport {
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
  };
}

function targetReport({ name, reason }: Pick<TargetGuess, 'name' | 'reason'>): TargetReport {
  return { name, reason: jsonNotice(reason) };
}

function columnReport({ name, type, unit, missing, distinct, min, max, mean }: ColumnSummary): ColumnReport {
  return { name, type, unit, missing, distinct, min, max, mean };
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

function headings(): string[] {
  return [
    localize('column'),
    localize('type'),
    localize('missing'),
    localize('distinct'),
    localize('min'),
    localize('max'),
    localize('mean'),
    '',
  ];
}

function describeText(file: string, summary: TableSummary): string {
  const { encoding, delimiter, header, rows, columns, target, task, repairs, repairsOmitted } = summary;
  const about = [
    counted(rows, 'row'),
    encoding,
    localize(delimiterNames[delimiter] ?? delimiter),
    header ? localize('header') : localize('no header'),
  ];
  const lines = columns.map((column) => [
    column.name.length > maxName ? `${column.name.slice(0, maxName)}…` : column.name,
    column.unit === null ? column.type : `${column.type} (${column.unit})`,
    ...[column.missing, column.distinct, column.min, column.max, column.mean].map((value) => numberText(value)),
    noticeText(column.reason),
  ]);
  return [
    `${file}: ${about.join(', ')}\n\n`,
    tableText([headings(), ...lines], [2, 3, 4, 5, 6]),
    target ? targetLines(target, task) : `\n${localize('no column can be the target')}\n`,
    repairs.length > 0 ? '\n' : '',
    ...repairs.map((repair) => `${formatPlace(file, repair)}: ${repair.kind}: ${clause(repairText(repair))}\n`),
    repairsOmitted > 0 ? `${localize('and {0} more repairs', numberText(repairsOmitted))}\n` : '',
  ].join('');
}
