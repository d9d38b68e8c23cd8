/** Rows of the table that the runs do not answer alike. */
import { signed } from '../../src/config/wording/localize.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangedRow, RunsComparison } from '../../src/protocol/compare/runsComparison.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { partName } from '../kit/text/parts.ts';

/** Rows at first sight; more are asked for. */
const maxRows = 200;

export function changedSection(
  names: readonly string[],
  { predictions: found, confusions }: Pick<RunsComparison, 'predictions' | 'confusions'>,
): TemplateResult {
  const title = localize('Predictions that changed');
  if (!found)
    return html`<div class="section-head"><h2>${title}</h2></div><p class="quiet">${localize(
      'Not compared: that takes runs that predict the same column of one table, which has not changed or was kept.',
    )}</p>`;
  const { rows, changed, list } = found;
  const isClass = confusions.some((one) => one !== null);
  const isOne = new Set(list.map(({ target }) => target)).size <= 1;
  const shown = list.slice(0, maxRows);
  return html`<div class="section-head"><h2>${title}</h2><span class="facts">${localize(
    '{0} of {1} are not the same in all of them',
    formatCount(changed),
    formatCount(rows),
  )}</span></div>
  ${
    changed === 0
      ? nothing
      : html`<div class="table-scroller tall" role="region" tabindex="0" aria-label=${title}><table class="rows">
    <thead><tr><th scope="col">${localize('line')}</th>${isOne ? nothing : html`<th scope="col">${localize('target')}</th>`}<th
      scope="col" class="words">${localize('truth')}</th>${names.map(
        (name) => html`<th scope="col" class="words">${name}</th>`,
      )}</tr></thead>
    <tbody>${shown.map((row) => rowTemplate(row, isOne, isClass))}</tbody></table></div>`
  }
  ${changed > shown.length ? html`<p class="quiet">${localize('And {0} more.', formatCount(changed - shown.length))}</p>` : nothing}`;
}

/** A right answer of a class is marked, and where the row lies in the run's data is in the title. */
function rowTemplate(
  { line, target, truth, predictions, parts }: ChangedRow,
  isOne: boolean,
  isClass: boolean,
): TemplateResult {
  const written = (text: string): string => (isClass ? text : signed(text));
  return html`<tr><th scope="row">${formatCount(line)}</th>${isOne ? nothing : html`<td>${target}</td>`}<td
      class="words">${written(truth)}</td>
    ${predictions.map((said, index) => {
      const part = parts[index];
      const mark = said === truth ? localize('right') : localize('wrong');
      const sign = html`<span class="codicon codicon-${said === truth ? 'check' : 'close'}" role="img" aria-label=${mark}></span>`;
      return html`<td class="words" title=${part ? partName(part) : ''}>${written(said ?? '–')} ${
        isClass && said !== null ? sign : nothing
      }</td>`;
    })}</tr>`;
}
