/** Which stretch of units, of units below and of examples the tables show: a page each, that follows the cursor. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { Span } from '../../src/protocol/subjects.ts';
import { formatCount } from '../kit/text/number.ts';

export class Window {
  #from = 0;
  #followed = -1;

  /** Shows the page with `index` in it whenever that changes; between, the user may turn pages. */
  follow(index: number, size: number): void {
    if (index === this.#followed) return;
    this.#followed = index;
    this.#from = Math.floor(index / size) * size;
  }

  span(size: number, total: number): Span {
    const last = Math.max(0, Math.ceil(total / size) - 1) * size;
    this.#from = Math.min(this.#from, last);
    return { from: this.#from, count: Math.min(size, total - this.#from) };
  }

  /** "units: 1–8 of 256" between two arrows; all that there is needs none. */
  pager(what: string, size: number, total: number, redraw: () => void): TemplateResult {
    const { from, count } = this.span(size, total);
    const range =
      count === total
        ? formatCount(total)
        : localize('{0}–{1} of {2}', formatCount(from + 1), formatCount(from + count), formatCount(total));
    const turn = (by: number): void => {
      this.#from = Math.max(0, from + by);
      redraw();
    };
    const button = (icon: string, label: string, by: number, possible: boolean): TemplateResult =>
      html`<button title=${label} aria-label=${label} ?disabled=${!possible} @click=${() => turn(by)}><span
        class="codicon codicon-${icon}" aria-hidden="true"></span></button>`;
    if (count === total) return html`<span class="window-pager"><span>${what}:</span><b>${range}</b></span>`;
    return html`<span class="window-pager"><span>${what}:</span><b>${range}</b>
      ${button('chevron-left', localize('Earlier: {0}', what), -size, from > 0)}${button(
        'chevron-right',
        localize('Later: {0}', what),
        size,
        from + count < total,
      )}</span>`;
  }
}
