/** What was done to the data so that it could be used: repairs with their lines, and notes. */
import { noticeText } from '../../src/config/wording/notice.ts';
import { localize } from '../kit/text/l10n.ts';
import { repairText } from '../../src/config/wording/repairTexts.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunDescription } from '../../src/protocol/run.ts';

const maxShown = 200;

export function notes(
  run: RunDescription,
  open: boolean,
  toggle: (open: boolean) => void,
  reveal: (line: number) => void,
): TemplateResult | typeof nothing {
  const count = run.repairs.length + run.notes.length;
  if (count === 0) return nothing;
  return html`<details class="notes" ?open=${open} @toggle=${(event: Event) => toggle((event.currentTarget as HTMLDetailsElement).open)}>
    <summary><span class="codicon codicon-chevron-right"
      aria-hidden="true"></span><h2>${localize('Data notes')}</h2><span class="badge">${count}</span>
      <span class="quiet">${run.notes[0] ? noticeText(run.notes[0]) : firstRepair(run)}</span></summary>
    <ul>
      ${run.notes.map((note) => html`<li><span class="where"></span>${noticeText(note)}</li>`)}
      ${run.repairs.slice(0, maxShown).map(
        (repair) => html`<li>
        <span class="where">${
          repair.line > 0
            ? html`<button class="link"
          title=${localize('Open the data file at this line')} @click=${() =>
            reveal(repair.line)}>${localize('line {0}', repair.line)}</button>`
            : nothing
        }</span>${repairText(repair)}</li>`,
      )}
      ${
        run.repairs.length > maxShown
          ? html`<li><span class="where"></span>${localize('and {0} more', run.repairs.length - maxShown)}</li>`
          : nothing
      }
    </ul>
  </details>`;
}

function firstRepair({ repairs: [first] }: RunDescription): string {
  return first ? repairText(first) : '';
}
