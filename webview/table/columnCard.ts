/** All that was told about one column, with the lines that it is about. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnRow } from '../../src/config/facts/columnRows.ts';
import { noticeText } from '../../src/config/wording/notice.ts';
import { repairText } from '../../src/config/wording/repairTexts.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { typeNames, valuesText } from './columnsTable.ts';

type Repair = ColumnRow['repairs'][number];

/** Repairs of the whole file that are listed. */
const maxRepairs = 50;

export function columnCard(row: ColumnRow, reveal: (line: number) => void): TemplateResult {
  const { name, reason, isDeclared, isUnlisted, doubts, repairs, sample } = row;
  return html`<section aria-label=${name}><div class="section-head"><h2>${name}</h2>
      <p class="facts">${factsOf(row).join(' · ')}</p></div>
    <ul class="told-list">
      ${doubts.map(doubtItem)}
      <li>${isDeclared ? localize('its type stands in the configuration') : noticeText(reason)}</li>
      ${isUnlisted ? html`<li>${localize('not among the features of the configuration')}</li>` : nothing}
      ${repairs.map((repair) => repairItem(repair, reveal))}
      ${sample.length > 0 ? sampleItem(sample) : nothing}
    </ul></section>`;
}

function factsOf(row: ColumnRow): string[] {
  const { type, unit, missing } = row;
  const unitOrNothing = unit === null ? [] : [unit];
  return [localize(typeNames[type]), ...unitOrNothing, valuesText(row), localize('{0} missing', formatCount(missing))];
}

function doubtItem(doubt: ColumnRow['doubts'][number]): TemplateResult {
  const sign = html`<span class="codicon codicon-warning" aria-hidden="true"></span>`;
  return html`<li class="doubt">${sign} ${noticeText(doubt)}</li>`;
}

function sampleItem(sample: readonly string[]): TemplateResult {
  return html`<li>${localize('cells')}: ${sample.map((cell, k) => html`${k > 0 ? ', ' : ''}<code>${cell}</code>`)}</li>`;
}

/** What was done to the file as a whole so that it could be read. */
export function repairList(
  repairs: readonly Repair[],
  reveal: (line: number) => void,
): TemplateResult | typeof nothing {
  if (repairs.length === 0) return nothing;
  return html`<div class="section-head"><h2>${localize('While reading')}</h2></div>
    <ul class="told-list">${repairs.slice(0, maxRepairs).map((repair) => repairItem(repair, reveal))}</ul>`;
}

function repairItem(repair: Repair, reveal: (line: number) => void): TemplateResult {
  const { line } = repair;
  const link = html`<button class="link" @click=${() => reveal(line)}>${localize('line {0}', line)}</button> `;
  return html`<li>${line > 0 ? link : nothing}${repairText(repair)}</li>`;
}
