/** A table and its columns in Markdown, for hovers. */
import type { ColumnSummary, TableSummary } from '../data/summary.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import { bars, code, counted, escapeMarkdown, short } from './markdown.ts';

const taskTexts = { binary: 'yes/no question', multiclass: 'classes', regression: 'regression' } as const;

/** More do not fit beside each other; of the others only names and types are told. */
const shownColumns = 8;

/** Rows, columns with their types, how the file was read, and its first rows. */
export function tableText(file: string, summary: TableSummary): string {
  const { rows, columns, repairs, repairsOmitted } = summary;
  const separator =
    { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar', ' ': 'space' }[summary.delimiter] ?? summary.delimiter;
  const details = [
    `${summary.encoding}`,
    `${separator} separated`,
    ...(summary.decimalComma ? ['decimal comma'] : []),
    ...(summary.header ? [] : ['no header']),
  ];
  const repaired = repairs.length + repairsOmitted;
  const lines = [`**${escapeMarkdown(file)}** · ${counted(rows, 'row')} · ${counted(columns.length, 'column')} · ${details.join(', ')}`];
  if (repaired > 0)
    lines.push(
      `${counted(repaired, 'repair')} while reading; the first${repairs[0]?.line ? `, line ${repairs[0].line}` : ''}: ${escapeMarkdown(repairs[0]?.message ?? '', 120)}`,
    );
  if (columns.length > 0) lines.push(firstRows(summary));
  if (columns.length > shownColumns) {
    const rest = columns.slice(shownColumns, 30).map((column) => `${code(column.name)} ${column.type}`);
    lines.push(`… ${rest.join(', ')}${columns.length > 30 ? ', …' : ''}`);
  }
  return lines.join('\n\n');
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
  const lines = [`**${escapeMarkdown(column.name)}** · ${column.type}: ${escapeMarkdown(column.reason, 160)}`];
  const numbers = [];
  if (column.mean !== null) numbers.push(`mean ${short(column.mean)}`);
  if (column.std !== null) numbers.push(`standard deviation ${short(column.std)}`);
  numbers.push(`${column.distinct} distinct`, column.missing === 0 ? 'none missing' : `${column.missing} missing`);
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
      .join(' · ') + (rest > 0 ? ` · … ${rest} more` : '')
  );
}

/** What is predicted: the task, the classes in code order with their counts. */
export function targetText(column: ColumnSummary, facts: DatasetFacts | null): string {
  const lines = [columnText(column, facts)];
  if (facts?.task === 'regression') lines.push(`Task: regression with ${counted(facts.outputs, 'output')}, linear, squared error.`);
  else if (facts) {
    const counts = new Map(column.values ?? []);
    const classes = (column.classes ?? [])
      .slice(0, 12)
      .map((word, index) => `${index} = ${escapeMarkdown(word, 30)}${counts.has(word) ? ` (${counts.get(word)})` : ''}`);
    lines.push(
      `Task: ${facts.task === 'binary' ? taskTexts.binary : `${column.distinct} ${taskTexts.multiclass}`} · ${classes.join(', ')}${column.distinct > 12 ? ', …' : ''}`,
    );
  }
  return lines.join('\n\n');
}
