/** What was done to the data so that it could be used: repairs with their lines, and notes. */
import { t } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunDescription } from '../../src/protocol/run.ts';

const mostShown = 200;

export function notes(
  run: RunDescription,
  open: boolean,
  toggle: (open: boolean) => void,
  reveal: (line: number) => void,
): TemplateResult | typeof nothing {
  const count = run.repairs.length + run.notes.length;
  if (count === 0) return nothing;
  return html`<details class="notes" ?open=${open} @toggle=${(event: Event) => toggle((event.currentTarget as HTMLDetailsElement).open)}>
    <summary><span class="codicon codicon-chevron-right" aria-hidden="true"></span><h2>${t('Data notes')}</h2><span class="badge">${count}</span>
      <span class="quiet">${run.notes[0] ?? run.repairs[0]?.message ?? ''}</span></summary>
    <ul>
      ${run.notes.map((note) => html`<li><span class="where"></span>${note}</li>`)}
      ${run.repairs.slice(0, mostShown).map(
        ({ line, message }) => html`<li>
        <span class="where">${line > 0 ? html`<button class="link" title=${t('Open the data file at this line')} @click=${() => reveal(line)}>${t('line {0}', line)}</button>` : nothing}</span>${message}</li>`,
      )}
      ${run.repairs.length > mostShown ? html`<li><span class="where"></span>${t('and {0} more', run.repairs.length - mostShown)}</li>` : nothing}
    </ul>
  </details>`;
}
