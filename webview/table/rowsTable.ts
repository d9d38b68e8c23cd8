/** The rows in sight, in a table as high as all of them. */
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DataRow, RowsAnswer } from '../../src/protocol/answers.ts';
import type { QueryMap } from '../../src/protocol/query.ts';
import type { Part } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { partName, partsOf } from '../kit/text/parts.ts';
import { formatCost, formatPercent, formatValue } from '../kit/text/number.ts';
import { styles } from '../kit/styles.ts';

/** Of each row, in CSS pixels: where the rows lie is counted with it. */
export const rowHeight = 22;

export type RowFilter = Omit<QueryMap['rows'], 'from' | 'count'>;

export interface RowAddress {
  readonly part: Part;
  readonly index: number;
}

export interface RowsTableOptions {
  readonly run: RunDescription;
  readonly answer: RowsAnswer;
  readonly selected: RowAddress | null;
  readonly narrow: boolean;
  select(address: RowAddress, line: number): void;
}

interface ShownColumn {
  /** Place in the answer. */
  readonly column: number;
  readonly words: boolean;
}

export function rowsTable(options: RowsTableOptions): TemplateResult {
  const { run, answer } = options;
  const after = Math.max(0, answer.total - answer.from - answer.rows.length);
  const spacer = (rows: number): TemplateResult | typeof nothing =>
    rows > 0
      ? html`<tr class="spacer" aria-hidden="true" ${styles({ height: `${rows * rowHeight}px` })}><td></td></tr>`
      : nothing;
  const columns = shownOrder(run, answer).map((column): ShownColumn => ({ column, words: isOfWords(answer, column) }));
  // One stop of the Tab key for all rows: the chosen one while it is there, else the first.
  const chosen = answer.rows.findIndex((row) => isChosen(options, row));
  const one = (row: DataRow, index: number): TemplateResult =>
    rowTemplate(options, columns, row, index, index === Math.max(0, chosen));
  // Rows keep their elements, and so the keyboard, when others come and go.
  const rows = repeat(answer.rows, ({ part, index }) => `${part} ${index}`, one);
  return html`<table class="rows" aria-rowcount=${answer.total + 1}>
    <thead><tr><th scope="col">${localize('line')}</th>
      ${partsOf(run).length > 1 ? html`<th scope="col" class="words">${localize('part')}</th>` : nothing}
      <th scope="col" class="words">${localize('predicted')}</th><th scope="col">${localize('loss')}</th>
      ${columns.map(({ column, words }) => headTemplate(run, answer.columns[column] ?? '', words))}</tr></thead>
    <tbody>${spacer(answer.from)}${rows}${spacer(after)}</tbody>
  </table>`;
}

function headTemplate({ targets }: RunDescription, name: string, words: boolean): TemplateResult {
  const classes = `${targets.includes(name) ? 'target' : ''} ${words ? 'words' : ''}`;
  return html`<th scope="col" class=${classes} title=${name}><span>${name}</span></th>`;
}

/** The targets first: what the file says stands beside what is predicted. */
function shownOrder({ targets }: RunDescription, { columns }: RowsAnswer): readonly number[] {
  const isTarget = (column: number): boolean => targets.includes(columns[column] ?? '');
  const all = [...columns.keys()];
  return [...all.filter(isTarget), ...all.filter((column) => !isTarget(column))];
}

/** Words stand on the left, numbers on the right, and with them the cells where there is none. */
function isOfWords({ rows }: RowsAnswer, column: number): boolean {
  return rows.some(({ values }) => typeof values[column] === 'string');
}

function isChosen({ selected }: RowsTableOptions, { part, index }: DataRow): boolean {
  return selected?.part === part && selected.index === index;
}

function rowTemplate(
  options: RowsTableOptions,
  columns: readonly ShownColumn[],
  row: DataRow,
  index: number,
  isStop: boolean,
): TemplateResult {
  const { run, answer, select } = options;
  const chosen = isChosen(options, row);
  const classes = `${row.right === false ? 'wrong' : ''} ${chosen ? 'chosen' : ''}`;
  return html`<tr class=${classes} data-line=${row.line}
    aria-rowindex=${options.answer.from + index + 2} ${styles({ height: `${rowHeight}px` })}>
    <th scope="row"><button class="link" tabindex=${isStop ? 0 : -1} aria-pressed=${chosen ? 'true' : 'false'}
      @click=${() => select(row, row.line)}>${row.line}</button></th>
    ${partsOf(run).length > 1 ? html`<td class="words">${partName(row.part)}</td>` : nothing}
    <td class="words">${predictionText(run, row, answer.output.subarray(index * answer.outputs, (index + 1) * answer.outputs))}</td>
    <td>${formatCost(answer.loss[index] ?? Number.NaN)}</td>
    ${columns.map(({ column, words }) => cellTemplate(row.values[column] ?? null, words))}</tr>`;
}

function cellTemplate(value: DataRow['values'][number], words: boolean): TemplateResult {
  return html`<td class=${words ? 'words' : ''} title=${String(value ?? '')}>${cellText(value)}</td>`;
}

/** "setosa 99.8 %"; in regression the number. A wrong answer says so in words too, for those who see no colour. */
export function predictionText(
  run: RunDescription,
  { predicted, right }: Pick<DataRow, 'predicted' | 'right'>,
  output: Float64Array,
): TemplateResult {
  if (predicted === null) return html`${Array.from(output, formatValue).join(', ')}`;
  const probability = formatPercent(output[predicted] ?? null);
  const flag = right === false ? html` <span class="flag">${localize('wrong')}</span>` : nothing;
  return html`<b>${run.classes[predicted] ?? predicted}</b> ${probability}${flag}`;
}

export function cellText(value: number | string | null): string | TemplateResult {
  if (value === null) return html`<span class="quiet">${localize('missing')}</span>`;
  return typeof value === 'number' ? String(Number(value.toPrecision(7))).replace('-', '−') : value;
}

/** The up and down keys go from row to row. */
export function moveAlongRows(event: KeyboardEvent): void {
  const row = event.target instanceof HTMLButtonElement ? event.target.closest('tr[data-line]') : null;
  const neighbours = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling };
  const next = event.key === 'ArrowDown' || event.key === 'ArrowUp' ? neighbours[event.key] : null;
  const button = next?.querySelector<HTMLElement>('th button');
  if (!button) return;
  event.preventDefault();
  button.focus();
}
