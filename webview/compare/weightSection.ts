/** How far the weights of the networks are apart once their hidden units are matched: each pair as a figure, one pair layer by layer. */
import { html, nothing, type TemplateResult } from 'lit';
import { relativeDistance, reordered, type UnitOrder } from '../../src/core/analysis/matchUnits.ts';
import { createParameters } from '../../src/core/network/arena.ts';
import { layerShapes, parameterCount, superscript } from '../../src/core/network/shape.ts';
import type { WeightComparison } from '../../src/protocol/compare/runsComparison.ts';
import type { Span } from '../../src/protocol/subjects.ts';
import { scaleColor, scaleIndex } from '../kit/color/scale.ts';
import type { Theme } from '../kit/color/theme.ts';
import { styles } from '../kit/styles.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatHundredths, formatValue } from '../kit/text/number.ts';
import { Window } from '../matrix/windows.ts';
import type { CompareUi } from './compareUi.ts';

/** Rows and columns of a matrix that are shown at a time. */
const page = 16;
/** Of two networks that have nothing in common. */
const unrelated = Math.SQRT2;
const strength = 0.45;

/** Which stretch of its units, and of those below, the matrix of a layer shows. */
export class WeightWindows {
  readonly redraw: () => void;
  readonly #ofLayers: (readonly [units: Window, below: Window])[] = [];

  constructor(redraw: () => void) {
    this.redraw = redraw;
  }

  of(layer: number): readonly [units: Window, below: Window] {
    this.#ofLayers[layer] ??= [new Window(), new Window()];
    return this.#ofLayers[layer];
  }
}

export function weightSection(
  names: readonly string[],
  weights: WeightComparison | null,
  ui: CompareUi,
  theme: Theme,
  change: (changed: Partial<CompareUi>) => void,
  windows: WeightWindows,
): TemplateResult {
  const head = html`<div class="section-head"><h2>${localize('Weights')}</h2></div>`;
  if (!weights)
    return html`${head}<p class="quiet">${localize('Not compared: that takes networks of the same layers and activations.')}</p>`;
  return html`${head}<p class="quiet">${localize(
    'What is left of {0} numbers when the hidden units are matched (0: the same network, {1}: nothing in common), and below ' +
      'it as they stand. A cell shows its two networks layer by layer.',
    formatCount(parameterCount(weights.spec)),
    formatHundredths(unrelated),
  )}</p>
    ${distances(names, weights, ui, theme, change)}${pairTemplate(names, weights, ui, theme, windows)}`;
}

function distances(
  names: readonly string[],
  { left, asTheyStand }: WeightComparison,
  { pair }: CompareUi,
  theme: Theme,
  change: (changed: Partial<CompareUi>) => void,
): TemplateResult {
  const cell = (i: number, k: number): TemplateResult => {
    const value = left[i]?.[k] ?? null;
    if (i === k || value === null) return html`<td class="quiet">–</td>`;
    const before = formatHundredths(asTheyStand[i]?.[k] ?? null);
    const isChosen = (pair[0] === i && pair[1] === k) || (pair[0] === k && pair[1] === i);
    const whose = localize('{0} and {1}', names[i] ?? '', names[k] ?? '');
    return html`<td ${colored(theme, -value / unrelated)}><button title=${whose} aria-pressed=${isChosen ? 'true' : 'false'}
      @click=${() => change({ pair: [i, k] })}><span class="visually-hidden">${whose}: </span>${formatHundredths(value)}
      <small>${before}</small></button></td>`;
  };
  return html`<div class="table-scroller" role="region" tabindex="0" aria-label=${localize('Weights')}><table class="distances">
    <thead><tr><td></td>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${names.map(
      (name, i) => html`<tr><th scope="row">${name}</th>${names.map((_, k) => cell(i, k))}</tr>`,
    )}</tbody></table></div>`;
}

function colored(theme: Theme, value: number): ReturnType<typeof styles> {
  return styles({ 'background-color': scaleColor(theme.diverging, scaleIndex(value * strength)) });
}

/** The later run minus the earlier one. */
function pairTemplate(
  names: readonly string[],
  { spec, parameters, orders }: WeightComparison,
  { pair }: CompareUi,
  theme: Theme,
  windows: WeightWindows,
): TemplateResult | typeof nothing {
  const [i, k] = [Math.min(...pair), Math.max(...pair)];
  const [first, second, order] = [parameters[i], parameters[k], orders[i]?.[k]];
  if (!first || !second || !order)
    return html`<p class="quiet">${localize('These two have no weights in common, or too many to be shown.')}</p>`;
  const values = reordered(spec, createParameters(spec, second), order);
  const [a, b] = [createParameters(spec, first), createParameters(spec, values)];
  const layers = layerShapes(spec).map(({ layer, W }) => {
    const [own, other] = [a.W[layer] ?? first, b.W[layer] ?? values];
    const difference = own.map((value, at) => (other[at] ?? Number.NaN) - value);
    const note = formatHundredths(relativeDistance(own, other));
    return matrix(layer, difference, W, { theme, windows, note, scale: largest(own), units: order[layer] });
  });
  return html`<h3>${localize('{0} minus {1}, with its units in this order', names[k] ?? '', names[i] ?? '')}</h3>
    <div class="side-by-side">${layers}</div>`;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
}

interface MatrixOptions {
  readonly theme: Theme;
  readonly windows: WeightWindows;
  /** What has the full colour: the largest weight of the first network. */
  readonly scale: number;
  readonly note: string;
  readonly units: UnitOrder | undefined;
}

/** Rows say which unit of the second network stands there: "3 ← −1" has the other sign. */
function matrix(
  layer: number,
  values: Float64Array,
  [rows, columns]: readonly [number, number],
  { theme, windows, scale, note, units }: MatrixOptions,
): TemplateResult {
  const title = `ΔW${superscript(layer)}`;
  const [ofUnits, ofBelow] = windows.of(layer);
  const shown = indices(ofBelow.span(page, columns));
  const cell = (j: number, i: number): TemplateResult => {
    const value = values[j * columns + i] ?? Number.NaN;
    return html`<td ${colored(theme, value / scale)}>${formatValue(value)}</td>`;
  };
  const from = (j: number): string => {
    const [unit = j, sign = 1] = [units?.units[j], units?.signs[j]];
    return unit === j && sign === 1 ? `${j + 1}` : `${j + 1} ← ${sign < 0 ? '−' : ''}${unit + 1}`;
  };
  const below = layer === 1 ? localize('inputs') : localize('units of layer {0}', layer - 1);
  const pagers = html`<div class="windows">${ofUnits.pager(localize('units of layer {0}', layer), page, rows, windows.redraw)}
    ${ofBelow.pager(below, page, columns, windows.redraw)}</div>`;
  return html`<div>${rows > page || columns > page ? pagers : nothing}<div class="table-scroller" role="region" tabindex="0"
    aria-label=${title}><table class="distances">
    <caption>${title} <span class="quiet">${rows}×${columns} · ${localize('left: {0}', note)}</span></caption>
    <thead><tr><td></td>${shown.map((i) => html`<th scope="col">${i + 1}</th>`)}</tr></thead>
    <tbody>${indices(ofUnits.span(page, rows)).map(
      (j) => html`<tr><th scope="row">${from(j)}</th>${shown.map((i) => cell(j, i))}</tr>`,
    )}</tbody></table></div></div>`;
}

function indices({ from, count }: Span): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
