/** The course's notation, typeset. */
import { html, type TemplateResult } from 'lit';

/** A letter with an index below and the layer in brackets above, as the course writes it. */
export function indexed(letter: string, index: string | number | TemplateResult, layer: number): TemplateResult {
  return html`<span class="indexed"><i>${letter}</i><span class="scripts"><sup>[${layer}]</sup><sub>${index}</sub></span></span>`;
}
