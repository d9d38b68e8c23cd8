/** The network as one sees and touches it: a canvas, a button over each unit, shapes below, a card under the pointer. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Surface } from '../canvas/surface.ts';
import type { Theme } from '../color/theme.ts';
import { activationOf } from '../numbers.ts';
import { place } from '../place.ts';
import type { ViewState } from '../store.ts';
import { formatCount } from '../text/number.ts';
import { activationNames, appliedActivation, unitSymbol } from '../text/symbol.ts';
import type { UiState } from '../uiState.ts';
import { type Emphasis, fitBox, NetworkPainter } from './drawNetwork.ts';
import { edgeAt } from './edges.ts';
import { exampleAt } from './fitPicture.ts';
import { edgeCard, exampleCard, HoverCard, unitCardText } from './hoverCard.ts';
import { type LayerColumn, layoutNetwork, type NetworkLayout, type UnitBox } from './layout.ts';
import { shapesTemplate } from './shapes.ts';

export class NetworkView {
  readonly element = document.createElement('div');
  readonly #scene = document.createElement('div');
  readonly #overlay = document.createElement('div');
  readonly #surface = new Surface(null);
  readonly #painter = new NetworkPainter();
  readonly #card: HoverCard;
  readonly #move: (change: Partial<UiState>) => void;
  readonly #redraw: () => void;
  #layout: NetworkLayout | null = null;
  #layoutKey = '';
  #state: ViewState | null = null;
  #hovered: Emphasis | null = null;

  constructor(move: (change: Partial<UiState>) => void, redraw: () => void) {
    this.#move = move;
    this.#redraw = redraw;
    this.element.className = 'network';
    this.#scene.className = 'network-scene';
    this.#overlay.className = 'network-overlay';
    this.#scene.append(this.#surface.canvas, this.#overlay);
    this.#card = new HoverCard(this.#scene);
    this.element.append(this.#scene);
    this.#scene.addEventListener('pointermove', (event) => this.#pointerMoved(event));
    this.#scene.addEventListener('pointerleave', () => this.#leave());
    this.#scene.addEventListener('click', (event) => this.#clicked(event));
  }

  update(state: ViewState, theme: Theme, width: number): void {
    this.#state = state;
    const { run, frame, ui } = state;
    if (!run || width < 50) return;
    const layout = this.#layoutFor(run, width);
    const context = this.#surface.begin(layout.width, layout.height);
    this.#painter.paint(context, { layout, run, frame, theme, emphasis: this.#hovered, example: ui.example });
    render(this.#overlayTemplate(run, layout, ui), this.#overlay);
    this.#overlay.dataset['frame'] = String(frame?.frame ?? 0);
  }

  #layoutFor(run: RunDescription, width: number): NetworkLayout {
    const key = `${run.runId} ${width} ${run.shownUnits.map((units) => units.length).join()}`;
    if (this.#layout && key === this.#layoutKey) return this.#layout;
    const outputs = run.layers.at(-1)?.units ?? 1;
    const units = [run.inputs.length, ...run.layers.map((layer) => layer.units)];
    const layout = layoutNetwork({
      width,
      layers: units.map((count, layer) => ({ units: count, shown: run.shownUnits[layer]?.length ?? count })),
      plane: run.plane !== null,
      fit: run.plane === null ? 'none' : outputs === 1 ? 'output' : run.task === 'multiclass' ? 'extra' : 'none',
      inputName: Math.max(0, ...run.inputs.map(({ name }) => name.length)),
      outputName: outputs > 1 ? Math.max(1, ...outputNames(run).map((name) => name.length)) : 0,
    });
    this.#layout = layout;
    this.#layoutKey = key;
    this.#scene.style.width = `${layout.width}px`;
    return layout;
  }

  #overlayTemplate(run: RunDescription, layout: NetworkLayout, ui: UiState): TemplateResult {
    return html`<div class="network-units" role="group" aria-label=${networkSentence(run)}>
        ${layout.columns.map((column) => column.units.map((unit) => this.#unitTemplate(run, layout, column, unit, ui)))}
        ${layout.columns.map((column) =>
          column.omitted > 0
            ? html`<div class="omitted" ${place({ x: column.center, y: column.omittedY })}>… ${formatCount(column.omitted)} more</div>`
            : nothing,
        )}
        ${fitLabels(run, layout)}
      </div>
      ${shapesTemplate(run, layout)}`;
  }

  #unitTemplate(run: RunDescription, layout: NetworkLayout, column: LayerColumn, unit: UnitBox, ui: UiState): TemplateResult {
    const { layer } = column;
    const index = run.shownUnits[layer]?.[unit.row] ?? unit.row;
    const symbol = unitSymbol(run, layer, index);
    const selected = ui.layer === layer && ui.unit === index;
    const last = layer === run.layers.length;
    const middle = unit.y + unit.height / 2;
    const name = layer === 0 ? (run.inputs[index]?.name ?? symbol) : outputName(run, layer, index);
    const above = layer > 0 && column.labelled && (!last || name === '');
    const label =
      last && name === '' && column.units.length === 1 ? `${symbol} = ${appliedActivation(activationOf(run, layer), 'z')}` : symbol;
    return html`
      <button class="unit ${selected ? 'selected' : ''}" aria-pressed=${selected ? 'true' : 'false'} data-unit="${layer}:${index}"
        aria-label="${unitName(run, layer, index)}" ${place(unit)}
        @click=${(event: Event) => this.#select(event, layer, index)} @focus=${() => this.#hover({ layer, row: unit.row })} @blur=${() => this.#leave()}></button>
      ${above ? html`<span class="unit-label above math" ${place({ x: unit.x + unit.width / 2, y: unit.y - 3 })}>${label}</span>` : nothing}
      ${name && layer === 0 ? html`<span class="unit-label left" title=${name} ${place({ x: unit.x - layout.leftGutter, y: middle, width: layout.leftGutter - 8 })}>${name}</span>` : nothing}
      ${name && last ? html`<span class="unit-label right" title=${name} ${place({ x: unit.x + unit.width + 8, y: middle, width: layout.rightGutter - 8 })}>${name}</span>` : nothing}`;
  }

  #select(event: Event, layer: number, unit: number): void {
    const state = this.#state;
    const layout = this.#layout;
    if (
      event instanceof MouseEvent &&
      event.detail > 0 &&
      state?.run &&
      layout &&
      this.#exampleUnder(event) >= 0 &&
      layer === state.run.layers.length
    )
      return;
    this.#move({ layer, unit });
  }

  #clicked(event: MouseEvent): void {
    const example = this.#exampleUnder(event);
    if (example >= 0) this.#move({ example });
  }

  #exampleUnder(event: MouseEvent): number {
    const state = this.#state;
    if (!state?.run?.plane || !this.#layout) return -1;
    const box = fitBox(this.#layout, state.run);
    const { x, y } = this.#pointOf(event);
    const inside = box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    return inside ? exampleAt(box, state.run.plane, x, y) : -1;
  }

  #pointerMoved(event: PointerEvent): void {
    const { run, frame } = this.#state ?? {};
    const layout = this.#layout;
    if (!run || !layout) return;
    const { x, y } = this.#pointOf(event);
    const unit = unitAt(layout, x, y);
    const example = this.#exampleUnder(event);
    if (example >= 0) this.#card.show(exampleCard(run, frame ?? null, example), x, y, layout.width);
    else if (unit) this.#card.show(unitCardText(run, frame ?? null, unit.layer, unit.row), x, y, layout.width);
    else {
      const edge = edgeAt(layout, x, y);
      if (edge && frame) this.#card.show(edgeCard(run, frame, edge), x, y, layout.width);
      else this.#card.hide();
    }
    this.#hover(unit && unit.layer > 0 ? unit : null);
  }

  #pointOf(event: MouseEvent): { x: number; y: number } {
    const bounds = this.#scene.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }

  #leave(): void {
    this.#card.hide();
    this.#hover(null);
  }

  #hover(unit: Emphasis | null): void {
    if (unit?.layer === this.#hovered?.layer && unit?.row === this.#hovered?.row) return;
    this.#hovered = unit;
    this.#redraw();
  }
}

/** Names of the output units: classes, or targets of a regression. */
function outputNames(run: RunDescription): readonly string[] {
  return run.task === 'regression' ? run.targets : run.classes;
}

/** Of a unit in the output layer when there are several; else "". */
function outputName(run: RunDescription, layer: number, unit: number): string {
  return layer === run.layers.length && run.layers.at(-1)?.units !== 1 ? (outputNames(run)[unit] ?? '') : '';
}

/** What the picture of the fit shows, and along which axes. */
function fitLabels(run: RunDescription, layout: NetworkLayout): TemplateResult | typeof nothing {
  const box = fitBox(layout, run);
  if (!box || !run.plane) return nothing;
  const center = box.x + box.width / 2;
  return html`${
    layout.fit
      ? html`<div class="fit-frame" ${place(box)}></div><div class="unit-label above" ${place({ x: center, y: box.y - 3 })}>predicted class</div>`
      : nothing
  }
    <div class="unit-label below" ${place({ x: center, y: box.y + box.height + 3 })}>${run.plane.x.name} → · ${run.plane.y.name} ↑</div>`;
}

/** "2-layer network, 17 parameters: 2 inputs, 4 tanh units, 1 sigmoid unit." */
export function networkSentence(run: RunDescription): string {
  const parts = run.layers.map(({ units, activation }) => `${units} ${activationNames[activation]} ${units === 1 ? 'unit' : 'units'}`);
  return `${run.layers.length}-layer network, ${run.parameters} parameters: ${[`${run.inputs.length} inputs`, ...parts].join(', ')}`;
}

function unitName(run: RunDescription, layer: number, unit: number): string {
  if (layer === 0) return `Input ${unit + 1}: ${run.inputs[unit]?.name ?? ''}`;
  const name = outputName(run, layer, unit);
  return `Unit ${unit + 1} of layer ${layer}, ${activationNames[activationOf(run, layer)]}${name ? `, ${name}` : ''}`;
}

function unitAt(layout: NetworkLayout, x: number, y: number): Emphasis | null {
  for (const column of layout.columns) {
    for (const unit of column.units) {
      if (x >= unit.x && x <= unit.x + unit.width && y >= unit.y && y <= unit.y + unit.height)
        return { layer: column.layer, row: unit.row };
    }
  }
  return null;
}
