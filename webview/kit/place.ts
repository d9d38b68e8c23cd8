/**
 * A lit directive that puts an element at a box. It writes to `element.style`: a `style` attribute, which lit's own
 * styleMap begins with, is refused by the page's content security policy.
 */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

class Place extends Directive {
  render(_at: Placement): symbol {
    return noChange;
  }

  override update(part: ElementPart, [at]: [Placement]): symbol {
    const { style } = part.element as HTMLElement;
    style.left = `${at.x}px`;
    style.top = `${at.y}px`;
    if (at.width !== undefined) style.width = `${at.width}px`;
    if (at.height !== undefined) style.height = `${at.height}px`;
    return noChange;
  }
}

export const place = directive(Place);
