/** The shapes under the drawing: `X 2×400`, `m = 400`, `W¹ 4×2`, `b¹ 4×1`, `Z¹ 4×m`, `A¹ 4×400`, and how many parameters. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import { formatShape, superscript } from '../../src/core/network/shape.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { place } from '../kit/place.ts';
import { formatCount } from '../kit/text/number.ts';
import type { NetworkLayout } from './layout.ts';

export interface ShapeLine {
  /** "W1": for tests and styles. */
  readonly key: string;
  readonly text: string;
}

/** Lines of a layer, l = 0…L. */
export function layerLines(run: RunDescription, layer: number): readonly ShapeLine[] {
  const l = superscript(layer);
  if (layer === 0)
    return [
      { key: 'X', text: `X ${formatShape([run.inputs.length, run.m])}` },
      { key: 'm', text: `m = ${formatCount(run.m)}` },
    ];
  const units = run.layers[layer - 1]?.units ?? 0;
  return [
    { key: `A${layer}`, text: `A${l} ${formatShape([units, run.m])}` },
    { key: `Z${layer}`, text: `Z${l} ${units}×m` },
  ];
}

/** Lines of the weights that lead to a layer, l = 1…L. */
export function weightLines(run: RunDescription, layer: number, short: boolean): readonly ShapeLine[] {
  const described = run.layers[layer - 1];
  if (!described) return [];
  const l = superscript(layer);
  return [
    { key: `W${layer}`, text: `W${l} ${formatShape(described.W)}` },
    { key: `b${layer}`, text: `b${l} ${formatShape(described.b)}` },
    {
      key: `parameters${layer}`,
      text: short
        ? localize('{0} params', formatCount(described.parameters))
        : localize('{0} parameters', formatCount(described.parameters)),
    },
  ];
}

export function shapesTemplate(run: RunDescription, layout: NetworkLayout): TemplateResult {
  const { columns, crowded, shapesY } = layout;
  if (layout.listed) return shapeList(run);
  const layers = columns.map((column) => block('shape-layer', column.center, shapesY, layerLines(run, column.layer)));
  const short = columns.some((column, index) => index > 0 && column.center - (columns[index - 1]?.center ?? 0) < 130);
  const weights = columns.slice(1).map((column, index) => {
    const before = columns[index];
    const center = before ? (before.center + before.width / 2 + column.center - column.width / 2) / 2 : column.center;
    return block('shape-weights', center, crowded ? shapesY + 36 : shapesY, weightLines(run, column.layer, short));
  });
  return html`${layers}${weights}`;
}

/** Characters of the longest line, for the layout. */
export function maxShape(run: RunDescription): number {
  const layers = [0, ...run.layers.map(({ layer }) => layer)];
  return Math.max(
    ...layers
      .flatMap((layer) => [...layerLines(run, layer), ...weightLines(run, layer, true)])
      .map(({ text }) => text.length),
  );
}

/** The same below the drawing: a layer's weights in one line, what it computes in the next. */
function shapeList(run: RunDescription): TemplateResult {
  const line = (lines: readonly ShapeLine[]): TemplateResult =>
    html`<li>${lines.map(({ key, text }) => html`<span data-shape=${key}>${text}</span> `)}</li>`;
  const ofLayer = (layer: number): TemplateResult =>
    html`${line(weightLines(run, layer, true))}${line(layerLines(run, layer).toReversed())}`;
  return html`<ul class="shape-list">${line(layerLines(run, 0))}${run.layers.map(({ layer }) => ofLayer(layer))}</ul>`;
}

function block(className: string, x: number, y: number, lines: readonly ShapeLine[]): TemplateResult {
  return html`<div class="shape ${className}" ${place({ x, y })}>
    ${lines.map((line) => html`<span data-shape=${line.key}>${line.text}</span>`)}
  </div>`;
}
