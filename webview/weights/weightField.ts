/** A weight that can be set: its number as a button, or in its place the field to type another; and what is said about it. */
import { html, nothing, type TemplateResult } from 'lit';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { type FieldHome, symbolOf, type WeightEdits, weightKey, type WeightAddress } from './weightEdits.ts';

const problemId = 'weight-problem';

/** The number, with so many digits more; a click or Enter opens its field. */
export function weightCell(
  edits: WeightEdits,
  address: WeightAddress,
  value: number,
  className: string,
  more: number,
): TemplateResult {
  if (edits.textOf(address, 'card') !== null) return weightField(edits, address, 'card');
  const symbol = symbolOf(address);
  const text = formatValue(value, more);
  return html`<button class="weight ${className}" data-weight=${weightKey(address)} title=${localize('Set {0} by hand', symbol)}
    aria-label=${localize('{0} is {1}: set it by hand', symbol, text)} @click=${() => edits.open(address, 'card', value)}>${text}</button>`;
}

/** Enter sets, Escape leaves all as it is. */
export function weightField(edits: WeightEdits, address: WeightAddress, home: FieldHome): TemplateResult {
  const wrong = edits.problem !== '';
  return html`<input class="weight-field" type="text" inputmode="decimal" spellcheck="false" autocomplete="off"
    data-weight=${weightKey(address)}
    aria-label=${localize('New value of {0}; Enter sets it, Escape leaves it', symbolOf(address))}
    .value=${edits.textOf(address, home) ?? ''}
    aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? problemId : nothing}
    @keydown=${(event: KeyboardEvent) => edits.fieldKeyed(event)} @blur=${(event: Event) =>
      edits.fieldLeft((event.target as HTMLInputElement).value)}>`;
}

/** What went wrong, what will happen, what happened, and the way back. */
export function weightNews(edits: WeightEdits, home: FieldHome): TemplateResult {
  const { past, problem, said, openIn } = edits;
  return html`<div class="weight-edits">
    ${problem !== '' && openIn !== other(home) ? html`<p class="flag" id=${problemId} role="alert">${problem}</p>` : nothing}
    ${
      openIn === home && past !== null
        ? html`<p class="quiet">${localize(
            'You look at step {0}: a weight set here takes the run back there. Undo brings back what came after.',
            formatCount(past),
          )}</p>`
        : nothing
    }
    ${undoButton(edits)}<p class="quiet" role="status">${openIn === other(home) ? nothing : said}</p>
  </div>`;
}

function other(home: FieldHome): FieldHome {
  return home === 'card' ? 'network' : 'card';
}

/** Nothing while there is nothing to take back. */
function undoButton(edits: WeightEdits): TemplateResult | typeof nothing {
  if (edits.undoable === 0) return nothing;
  return html`<button class="try" data-act="undoWeight"
    title=${localize('Takes the last weight that was set by hand back, and with it what was trained since (Ctrl+Z)')}
    @click=${() => void edits.undo()}><span class="codicon codicon-discard"
      aria-hidden="true"></span> ${localize('Undo weight ({0})', edits.undoable)}</button>`;
}
