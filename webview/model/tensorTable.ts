/** All tensors of a file, of which only those in sight are drawn. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelPage, TensorView } from '../../src/protocol/modelView.ts';
import { styles } from '../kit/styles.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { byteText } from './modelTexts.ts';

/** Of each row, in CSS pixels. */
const rowHeight = 22;
const beyond = 20;

export class TensorTable {
  readonly element = document.createElement('div');

  constructor(redraw: () => void) {
    this.element.className = 'tensors';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'region');
    this.element.addEventListener('scroll', redraw, { passive: true });
  }

  update({ tensors }: Pick<ModelPage, 'tensors'>): void {
    this.element.setAttribute('aria-label', localize('Tensors'));
    const from = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - beyond);
    const count = Math.ceil((this.element.clientHeight || 600) / rowHeight) + 2 * beyond;
    render(tableOf(tensors, Math.min(from, tensors.length), count), this.element);
  }
}

function tableOf(tensors: readonly TensorView[], from: number, count: number): TemplateResult {
  const shown = tensors.slice(from, from + count);
  const after = Math.max(0, tensors.length - from - shown.length);
  return html`<table class="rows" aria-rowcount=${tensors.length + 1}>
    <thead><tr><th scope="col" class="words">${localize('tensor')}</th><th scope="col" class="words">${localize('type')}</th>
      <th scope="col">${localize('shape')}</th>
      <th scope="col">${localize('numbers')}</th><th scope="col">${localize('size')}</th></tr></thead>
    <tbody>${spacer(from)}${repeat(shown, (_, index) => from + index, row)}${spacer(after)}</tbody></table>`;
}

function row({ name, dtype, shape, bytes }: TensorView): TemplateResult {
  const numbers = shape.reduce((product, size) => product * size, 1);
  return html`<tr ${styles({ height: `${rowHeight}px` })}><th scope="row" class="words" title=${name}>${name}</th>
    <td class="words">${dtype}</td>
    <td>${shape.length === 0 ? '1' : shape.join('×')}</td><td>${formatCount(numbers)}</td><td>${byteText(bytes)}</td></tr>`;
}

function spacer(rows: number): TemplateResult | typeof nothing {
  if (rows < 1) return nothing;
  return html`<tr class="spacer" aria-hidden="true" ${styles({ height: `${rows * rowHeight}px` })}><td></td></tr>`;
}
