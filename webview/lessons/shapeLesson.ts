/** Shapes and why they must fit: every product of this network as boxes with its own numbers, and what would not fit. */
import { html, type TemplateResult } from 'lit';
import { formatShape, superscript } from '../../src/core/network/shape.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { styles } from '../kit/styles.ts';
import type { Lesson } from './lesson.ts';
import { misfit } from './misfit.ts';

/** Pixels of a side: a number ten times as large is one step longer, so that 2 and 60,000 can stand side by side. */
const least = 18;
const perDecade = 26;
const longest = 130;
/** The name of a matrix stands in its box. */
const nameHeight = 22;

export class ShapeLesson implements Lesson {
  readonly id = 'shapes';

  get title(): string {
    return localize('Shapes, and why they must fit');
  }

  template({ run }: ViewState, _theme: Theme, width: number): TemplateResult {
    if (!run) return html``;
    return html`<p>${localize(
      'A product needs as many columns on its left as there are rows on its right. W of a layer has a row ' +
        'for each of its units and a column for each input, so it fits the activations of the layer before, ' +
        'whose columns are the {0} examples.',
      formatCount(run.m),
    )}</p>
      ${run.layers.map(({ layer }) => layerTemplate(run, layer, width))}`;
  }
}

function layerTemplate(run: RunDescription, layer: number, width: number): TemplateResult {
  const units = run.layers[layer - 1]?.units ?? 0;
  const before = layer === 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0);
  const below = layer === 1 ? 'X' : `A${superscript(layer - 1)}`;
  const up = superscript(layer);
  const shrink = Math.min(1, Math.max(0.6, (width - 130) / 380));
  const one = (name: string, rows: Side, columns: Side): TemplateResult => box(name, rows, columns, shrink);
  const plain = (count: number): Side => ({ count, inner: false });
  const inner: Side = { count: before, inner: true };
  return html`<div class="shape-row" data-layer=${layer} aria-hidden="true">
      ${one(`Z${up}`, plain(units), plain(run.m))}<span class="sign">=</span>
      ${one(`W${up}`, plain(units), inner)}<span class="sign">·</span>
      ${one(below, inner, plain(run.m))}<span class="sign">+</span>
      ${one(`b${up}`, plain(units), plain(1))}
    </div>
    <p>${localize(
      'W{0} {1} times {2} {3}: the inner sizes agree, {4} = {4}. The outer ones stay: Z{0} {5}. b{0} {6} ' +
        'is added to each of the {7} columns.',
      up,
      formatShape([units, before]),
      below,
      formatShape([before, run.m]),
      before,
      formatShape([units, run.m]),
      formatShape([units, 1]),
      formatCount(run.m),
    )}</p>
    <ul class="misfits">${misfit(run, layer).map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

interface Side {
  readonly count: number;
  /** One of the two that must agree. */
  readonly inner: boolean;
}

function box(name: string, rows: Side, columns: Side, shrink: number): TemplateResult {
  const size = { width: `${pixels(columns.count, shrink)}px`, height: `${pixels(rows.count, shrink)}px` };
  return html`<span class="shape-box"><span class="columns ${columns.inner ? 'inner' : ''}">${formatCount(columns.count)}</span>
    <span class="rows ${rows.inner ? 'inner' : ''}">${formatCount(rows.count)}</span><span class="body"
      ${styles(size)}></span><i>${name}</i></span>`;
}

function pixels(count: number, shrink: number): number {
  return Math.max(
    nameHeight,
    Math.round(shrink * Math.min(longest, least + perDecade * Math.log10(Math.max(1, count)))),
  );
}
