/** A table of only what differs in configuration and data, and of what came out. */
import { signed } from '../../src/config/wording/localize.ts';
import { html, type TemplateResult } from 'lit';
import type { RunsComparison } from '../../src/protocol/compare/runsComparison.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCost, formatPercent } from '../kit/text/number.ts';
import { figureName } from './figureName.ts';

export function differenceSection(names: readonly string[], { differences, figures }: RunsComparison): TemplateResult {
  const head = html`<tr><td></td>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr>`;
  return html`<div class="section-head"><h2>${localize('What differs, and what came out')}</h2></div>
    <div class="table-scroller" role="region" tabindex="0" aria-label=${localize('What differs, and what came out')}>
    <table class="rows"><thead>${head}</thead><tbody>
      ${differences.map(({ path, values }) => row(path, values.map(valueText)))}
      ${differences.length === 0 ? same(names.length) : ''}</tbody>
    <tbody class="figures">${figures.map(({ name, values }) =>
      row(
        figureName(name),
        values.map((value) => figureText(name, value)),
      ),
    )}
    </tbody></table></div>`;
}

function same(runs: number): TemplateResult {
  return html`<tr><td class="words quiet" colspan=${runs + 1}>${localize(
    'All have the same configuration and data.',
  )}</td></tr>`;
}

function row(name: string, texts: readonly string[]): TemplateResult {
  return html`<tr><th scope="row" class="words">${name}</th>${texts.map((text) => html`<td title=${text}>${cut(text)}</td>`)}</tr>`;
}

/** A value of the configuration; a minus is one. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return signed(allDigits(value));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** @param name as in `train --json` */
export function figureText(name: string, value: number | null): string {
  return name.endsWith('Accuracy') ? formatPercent(value) : formatCost(value);
}

/** A SHA-256 by its beginning; the title has all of it. */
function cut(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return `${text.slice(0, 12)}…`;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
