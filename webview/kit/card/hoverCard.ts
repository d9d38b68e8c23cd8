/** The card under the pointer, or below a drawing where it stays and can be used. What it says is its owner's. */
import { render, type TemplateResult } from 'lit';
import type { Box } from '../box.ts';
import { cardPosition } from './cardPosition.ts';

export class HoverCard {
  readonly element = document.createElement('div');
  #pinned = false;

  constructor(parent: HTMLElement) {
    this.element.className = 'hover-card';
    this.element.hidden = true;
    this.element.setAttribute('role', 'tooltip');
    parent.append(this.element);
  }

  /** Beside the pointer, where it covers the least of the pictures. A card that is pinned stays as it is. */
  show(content: TemplateResult, x: number, y: number, width: number, pictures: readonly Box[] = []): void {
    if (this.#pinned) return;
    render(content, this.element);
    const { style } = this.element;
    this.element.hidden = false;
    style.maxWidth = `${Math.min(280, width)}px`;
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    // What lies below the scene is cut off.
    const bounds = { width, height: this.element.parentElement?.clientHeight ?? 0 };
    const position = cardPosition(size, { x, y }, bounds, pictures);
    style.left = `${position.x}px`;
    style.top = `${position.y}px`;
  }

  hide(): void {
    if (!this.#pinned) this.element.hidden = true;
  }

  /** The card stays below the drawing, where it covers nothing, and can be used until `unpin`. */
  pin(content: TemplateResult, label: string): void {
    this.#setPinned(true);
    this.element.setAttribute('aria-label', label);
    for (const property of ['left', 'top', 'max-width']) this.element.style.removeProperty(property);
    this.element.hidden = false;
    render(content, this.element);
  }

  unpin(): void {
    this.#setPinned(false);
    this.element.removeAttribute('aria-label');
    this.hide();
  }

  #setPinned(pinned: boolean): void {
    this.#pinned = pinned;
    this.element.classList.toggle('pinned', pinned);
    this.element.setAttribute('role', pinned ? 'dialog' : 'tooltip');
  }
}
