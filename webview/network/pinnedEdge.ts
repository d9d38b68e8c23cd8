/** The card of an edge that was clicked: it stays, follows the weight, and has a field to set it. */
import { html, type TemplateResult } from 'lit';
import { localize } from '../kit/text/l10n.ts';
import { section } from '../state/numbers.ts';
import type { ViewState } from '../state/store.ts';
import { symbolOf, type WeightEdits, type WeightAddress } from '../weights/weightEdits.ts';
import { weightField, weightNews } from '../weights/weightField.ts';
import type { EdgeHit } from './edges.ts';
import { edgeCard } from './cardTexts.ts';
import type { HoverCard } from '../kit/card/hoverCard.ts';

export class PinnedEdge {
  readonly #card: HoverCard;
  readonly #edits: WeightEdits;
  #edge: EdgeHit | null = null;

  constructor(card: HoverCard, edits: WeightEdits) {
    this.#card = card;
    this.#edits = edits;
    card.element.addEventListener('keydown', (event) => edits.undoKeyed(event));
  }

  /** The edge whose card is open. */
  get edge(): EdgeHit | null {
    return this.#edge;
  }

  open(edge: EdgeHit, { run, frame }: ViewState): void {
    const W = section(frame, `W:${edge.layer}`);
    const weight = W?.values[edge.to * W.columns + edge.from];
    if (!run || weight === undefined) return;
    this.#edge = edge;
    this.#edits.open(this.#addressIn(run.shownUnits, edge), 'network', weight);
  }

  close(): void {
    if (!this.#edge) return;
    this.#edge = null;
    this.#card.unpin();
    if (this.#edits.openIn === 'network') this.#edits.close();
  }

  /** Draws the card anew; it closes with its field. */
  update({ run, frame }: ViewState): void {
    const edge = this.#edge;
    if (!edge) return;
    if (!run || !frame || this.#edits.openIn !== 'network') {
      this.close();
      return;
    }
    const address = this.#addressIn(run.shownUnits, edge);
    this.#card.pin(
      html`<div>${edgeCard(run, frame, edge)}</div>${this.#field(address)}`,
      localize('Weight {0}', symbolOf(address)),
    );
    this.#edits.settleFocus(this.#card.element);
  }

  #field(address: WeightAddress): TemplateResult {
    return html`<div class="pinned-edit"><span>${localize('set to')}</span>${weightField(this.#edits, address, 'network')}</div>
      ${weightNews(this.#edits, 'network')}
      <button class="close" title=${localize('Close')} aria-label=${localize('Close')} @click=${() =>
        this.close()}><span class="codicon codicon-close" aria-hidden="true"></span></button>`;
  }

  #addressIn(shown: readonly (readonly number[])[], { layer, to, from }: EdgeHit): WeightAddress {
    return { layer, unit: shown[layer]?.[to] ?? to, input: shown[layer - 1]?.[from] ?? from };
  }
}
