/** A table and its columns in Markdown, for hovers. */
import { repairText } from '../wording/repairTexts.ts';
import { plural } from '../wording/plural.ts';
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { noticeText } from '../wording/notice.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { bars, code, escapeMarkdown, short } from '../wording/markdown.ts';
import { localize } from '../wording/localize.ts';

/** How cells are parted, by the sign between them. */
export const separatorTexts = {
  ',': 'comma separated',
  ';': 'semicolon separated',
  '\t': 'tab separated',
  '|': 'vertical bar separated',
  ' ': 'space separated',
  '^': 'circumflex separated',
  '~': 'tilde separated',
  '::': 'separated by two colons',
  spaces: 'aligned by blanks',
} as const;

/** More do not fit beside each other; of the others only names and types are told. */
const shownColumns = 8;
/** Classes of a target that are listed. */
const shownClasses = 12;

/** Rows, columns with their types, how the file was read, and its first rows. */
export function tableText(file: string, summary: TableSummary): string {
  const { rows, columns, repairs, repairsOmitted } = summary;
  const details = [
    `${summary.encoding}`,
    summary.delimiter in separatorTexts
      ? localize(separatorTexts[summary.delimiter as keyof typeof separatorTexts])
      : code(summary.delimiter),
    ...(summary.decimalComma ? [localize('decimal comma')] : []),
    ...(summary.header ? [] : [localize('no header')]),
  ];
  const repaired = repairs.length + repairsOmitted;
  const lines = [
    `**${escapeMarkdown(file)}** · ${plural(rows, 'row')} · ${plural(columns.length, 'column')} · ${details.join(', ')}`,
  ];
  if (repaired > 0) lines.push(`${plural(repaired, 'repair')} · ${firstRepair(repairs[0])}`);
  if (columns.length > 0) lines.push(firstRows(summary));
  if (columns.length > shownColumns) {
    const rest = columns.slice(shownColumns, 30).map((column) => `${code(column.name)} ${column.type}`);
    lines.push(`… ${rest.join(', ')}${columns.length > 30 ? ', …' : ''}`);
  }
  return lines.join('\n\n');
}

function firstRepair(repair: TableSummary['repairs'][number] | undefined): string {
  const message = escapeMarkdown(repair ? repairText(repair) : '', 160);
  return repair?.line
    ? localize('the first, line {0}: {1}', repair.line, message)
    : localize('the first: {0}', message);
}

function firstRows({ columns, firstRows: rows }: TableSummary): string {
  const shown = columns.slice(0, shownColumns);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.slice(0, 3).map((row) => line(shown.map((_, index) => escapeMarkdown(row[index] ?? '', 20))));
  const names = line(shown.map((column) => escapeMarkdown(column.name, 20)));
  return [names, line(shown.map(() => '---')), line(shown.map(({ type }) => `_${type}_`)), ...body].join('\n');
}

/** Type with its reason, then what there is: range, mean and histogram of numbers, counts of words, missing cells. */
export function columnText(column: ColumnSummary, facts: DatasetFacts | null = null): string {
  const unit = column.unit === null ? '' : ` (${escapeMarkdown(column.unit)})`;
  const reason = escapeMarkdown(noticeText(column.reason), 160);
  const lines = [`**${escapeMarkdown(column.name)}** · ${column.type}${unit}: ${reason}`];
  const numbers = [];
  if (column.mean !== null) numbers.push(localize('mean {0}', short(column.mean)));
  if (column.std !== null) numbers.push(localize('standard deviation {0}', short(column.std)));
  numbers.push(
    localize('{0} distinct', column.distinct),
    column.missing === 0 ? localize('none missing') : localize('{0} missing', column.missing),
  );
  lines.push(numbers.join(' · '));
  if (column.histogram && column.min !== null && column.max !== null)
    lines.push(code(`${short(column.min)} ${bars(column.histogram)} ${short(column.max)}`));
  if (column.values && column.values.length > 0 && !(facts && facts.classes.length > 0)) lines.push(countsText(column));
  return lines.join('\n\n');
}

/** "setosa 50 · versicolor 50 · virginica 50" */
function countsText(column: ColumnSummary): string {
  const values = column.values ?? [];
  const rest = column.distinct - Math.min(values.length, 8);
  return (
    values
      .slice(0, 8)
      .map(([word, count]) => `${escapeMarkdown(word, 30)} ${count}`)
      .join(' · ') + (rest > 0 ? ` · … ${localize('{0} more', rest)}` : '')
  );
}

/** What is predicted: the task, the classes in code order with their counts. */
export function targetText(column: ColumnSummary, facts: DatasetFacts | null): string {
  const text = columnText(column, facts);
  if (!facts) return text;
  const task = facts.task === 'regression' ? regressionText(facts.outputs) : classesText(column, facts.task);
  return `${text}\n\n${localize('Task')}: ${task}`;
}

function regressionText(outputs: number): string {
  return outputs === 1
    ? localize('regression with 1 output, linear, squared error.')
    : localize('regression with {0} outputs, linear, squared error.', outputs);
}

/** "3 classes · 0 = setosa (50), 1 = versicolor (50), 2 = virginica (50)" */
function classesText({ classes, values, distinct }: ColumnSummary, task: DatasetFacts['task']): string {
  const counts = new Map(values ?? []);
  const countText = (word: string): string => (counts.has(word) ? ` (${counts.get(word)})` : '');
  const listed = (classes ?? [])
    .slice(0, shownClasses)
    .map((word, index) => `${index} = ${escapeMarkdown(word, 30)}${countText(word)}`);
  const kind = task === 'binary' ? localize('yes/no question') : localize('{0} classes', distinct);
  return `${kind} · ${[...listed, ...(distinct > shownClasses ? ['…'] : [])].join(', ')}`;
}
