/** A row a column of the table, in a table as high as all of them. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ColumnChange } from '../../src/config/facts/columnEdits.ts';
import type { ColumnRole } from '../../src/config/facts/columnRoles.ts';
import type { ColumnRow, ColumnRows } from '../../src/config/facts/columnRows.ts';
import { columnTypeTexts } from '../../src/config/schema/dataExplanations.ts';
import { noticeText } from '../../src/config/wording/notice.ts';
import { repairText } from '../../src/config/wording/repairTexts.ts';
import { styles } from '../kit/styles.ts';
import { localize, msg } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';

/** Of each row, in CSS pixels: where the rows lie is counted with it. */
export const columnRowHeight = 26;

export interface ColumnsTableOptions {
  readonly rows: ColumnRows;
  /** Name of the chosen column. */
  readonly chosen: string | null;
  choose(row: ColumnRow): void;
  change(name: string, change: ColumnChange): void;
}

type ColumnType = ColumnRow['type'];

export const typeNames: Readonly<Record<ColumnType, string>> = {
  number: msg('number'),
  category: msg('category'),
  boolean: msg('yes/no'),
  date: msg('date'),
  id: msg('id'),
  constant: msg('constant'),
  text: msg('text'),
};

const roleNames: Readonly<Record<ColumnRole, string>> = {
  input: msg('input'),
  target: msg('target'),
  out: msg('left out'),
};

export function columnsTable(options: ColumnsTableOptions): TemplateResult {
  const { rows, chosen } = options;
  const after = Math.max(0, rows.total - rows.from - rows.columns.length);
  const stop = Math.max(
    0,
    rows.columns.findIndex(({ name }) => name === chosen),
  );
  return html`<table class="rows columns" aria-rowcount=${rows.total + 1}>
    <thead><tr>${heads.map(headTemplate)}</tr></thead>
    <tbody>${spacer(rows.from)}${repeat(
      rows.columns,
      ({ index }) => index,
      (row, index) => rowTemplate(options, row, index === stop),
    )}${spacer(after)}</tbody>
  </table>`;
}

const heads = [
  ...[msg('column'), msg('type'), msg('role'), msg('missing')],
  ...[msg('different'), msg('values'), msg('cells'), msg('told')],
];
const headsOfNumbers = [3, 4];

function headTemplate(head: string, index: number): TemplateResult {
  return html`<th scope="col" class=${headsOfNumbers.includes(index) ? '' : 'words'}>${localize(head)}</th>`;
}

function spacer(rows: number): TemplateResult | typeof nothing {
  return rows > 0
    ? html`<tr class="spacer" aria-hidden="true" ${styles({ height: `${rows * columnRowHeight}px` })}><td></td></tr>`
    : nothing;
}

function rowTemplate({ chosen, choose, change }: ColumnsTableOptions, row: ColumnRow, isStop: boolean): TemplateResult {
  const { name, role, missing, distinct, sample } = row;
  const isChosen = name === chosen;
  const reported = reportedOf(row);
  return html`<tr class="${isChosen ? 'chosen' : ''} role-${role}" aria-rowindex=${row.index + 2}
      data-line=${row.index + 1} data-column=${name}
      ${styles({ height: `${columnRowHeight}px` })} @focusin=${() => choose(row)} @click=${() => choose(row)}>
    ${nameCell(row, isStop, isChosen)}
    <td class="words">${typeChoice(row, isStop, change)}</td>
    <td class="words">${roleChoice(row, isStop, change)}</td>
    <td>${missing === 0 ? html`<span class="quiet">0</span>` : formatCount(missing)}</td>
    <td>${formatCount(distinct)}</td>
    <td class="words">${histogram(row)}</td>
    <td class="words cells" title=${sample.join(', ')}>${sample.join(', ')}</td>
    <td class="words told ${row.isDoubtful ? 'doubt' : 'quiet'}" title=${reported.join(' ')}>${reported[0] ?? ''}</td></tr>`;
}

function nameCell({ name, unit, isDoubtful }: ColumnRow, isStop: boolean, isChosen: boolean): TemplateResult {
  const doubtful = html` <span class="codicon codicon-warning" role="img" aria-label=${localize('doubtful')}></span>`;
  return html`<th scope="row" class="words"><button class="link" tabindex=${isStop ? 0 : -1}
    aria-pressed=${isChosen ? 'true' : 'false'} title=${name}>${name}</button>${isDoubtful ? doubtful : nothing}${
      unit === null ? nothing : html` <span class="quiet">${unit}</span>`
    }</th>`;
}

function typeChoice(row: ColumnRow, isStop: boolean, change: ColumnsTableOptions['change']): TemplateResult {
  const { name, type, isDeclared } = row;
  const set = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    change(name, { type: value === '' ? null : (value as ColumnType) });
  };
  const one = ([value, label]: readonly [string, string]) =>
    html`<option value=${value} ?selected=${value === type}>${localize(label)}</option>`;
  return html`<select tabindex=${isStop ? 0 : -1} aria-label=${localize('Type of {0}', name)}
      title=${localize(columnTypeTexts[type])} .value=${live(type)} @change=${set}>
    ${Object.entries(typeNames).map(one)}
    ${isDeclared ? html`<option value="">${localize('as it is read')}</option>` : nothing}</select>`;
}

function roleChoice(row: ColumnRow, isStop: boolean, change: ColumnsTableOptions['change']): TemplateResult {
  const { name, role, canBeInput, canBeTarget } = row;
  const can = { input: canBeInput && role !== 'target', target: canBeTarget, out: role !== 'target' };
  const set = (event: Event): void => change(name, { role: (event.target as HTMLSelectElement).value as ColumnRole });
  const one = ([value, label]: readonly [string, string]) =>
    html`<option value=${value} ?selected=${value === role}
      ?disabled=${value !== role && !can[value as ColumnRole]}>${localize(label)}</option>`;
  return html`<select tabindex=${isStop ? 0 : -1} aria-label=${localize('Role of {0}', name)} .value=${live(role)} @change=${set}>
    ${Object.entries(roleNames).map(one)}</select>`;
}

/** Why it is left out comes after what is doubtful and before what was repaired. */
export function reportedOf(row: ColumnRow): readonly string[] {
  return [
    ...row.doubts.map(noticeText),
    ...(row.isUnlisted ? [localize('not among the features of the configuration')] : []),
    ...(row.role === 'out' && !row.isUnlisted ? [noticeText(row.reason)] : []),
    ...row.repairs.map(repairText),
  ];
}

const barWidth = 5;
const barHeight = 18;

/** At most 12 bars; what they show is said for those who do not see them. */
function histogram(row: ColumnRow): TemplateResult {
  const { histogram: counts } = row;
  const most = Math.max(1, ...counts);
  return html`<svg class="column-histogram" viewBox="0 0 ${12 * barWidth} ${barHeight}" role="img"
    aria-label=${valuesText(row)}><title>${valuesText(row)}</title>
    ${counts.map((count, k) => bar(k, count === 0 ? 0 : Math.max(1, (count / most) * barHeight)))}</svg>`;
}

function bar(index: number, height: number): TemplateResult {
  return svg`<rect x=${index * barWidth} y=${barHeight - height} width=${barWidth - 1} height=${height}></rect>`;
}

/** "from 1 to 6.9, mean 3.76", "3 different values". */
export function valuesText({ min, max, mean, distinct }: ColumnRow): string {
  if (min === null || max === null || mean === null) return localize('{0} different values', formatCount(distinct));
  return localize('from {0} to {1}, mean {2}', formatValue(min), formatValue(max), formatValue(mean));
}
