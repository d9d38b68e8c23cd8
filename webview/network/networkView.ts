/** The network as one sees and touches it: a canvas, a button over each unit, shapes below, a card under the pointer. */
import { html, render, type TemplateResult } from 'lit';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Surface } from '../kit/canvas/surface.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import type { UiState } from '../state/uiState.ts';
import { localize } from '../kit/text/l10n.ts';
import { Unchanged } from '../kit/unchanged.ts';
import type { WeightEdits } from '../weights/weightEdits.ts';
import { type Emphasis, type FitChoice, fitBox, NetworkPainter } from './drawNetwork.ts';
import { picturesOf } from './pictures.ts';
import { type EdgeHit, edgeAt } from './edges.ts';
import { exampleAt } from './fitPicture.ts';
import { edgeCard, exampleCard, unitCardText } from './cardTexts.ts';
import { HoverCard } from '../kit/card/hoverCard.ts';
import { layoutNetwork, type LayoutInput, type NetworkLayout, nameWidths } from './layout.ts';
import { PinnedEdge } from './pinnedEdge.ts';
import { section, valueRange } from '../state/numbers.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import { choiceOf, editStrip, fitChoice, switched } from './editStrip.ts';
import { neighbour, type UnitAddress } from './neighbour.ts';
import { outputNames, overlay, type UnitNames } from './overlay.ts';
import { maxShape } from './shapes.ts';

export class NetworkView {
  readonly element = document.createElement('div');
  readonly #scene = document.createElement('div');
  readonly #overlay = document.createElement('div');
  readonly #surface = new Surface(null);
  readonly #painter = new NetworkPainter();
  readonly #card: HoverCard;
  readonly #pinned: PinnedEdge;
  readonly #edits: WeightEdits;
  readonly #move: (change: Partial<UiState>) => void;
  readonly #redraw: () => void;
  readonly #post: ViewContext['post'];
  #layout: NetworkLayout | null = null;
  #layoutRun: RunDescription | null = null;
  #names: UnitNames = { inputs: [], outputs: [] };
  #layoutWidth = 0;
  #layoutHeight = 0;
  #state: ViewState | null = null;
  #hovered: Emphasis | null = null;
  readonly #drawn = new Unchanged();
  readonly #fit: ViewSetting<FitChoice>;
  /** The picture of the unit under the pointer, larger. */
  readonly #large = new Surface(null);
  #theme: Theme | null = null;

  constructor({ move, redraw, post }: Pick<ViewContext, 'move' | 'redraw' | 'post'>, edits: WeightEdits) {
    this.#move = move;
    this.#redraw = redraw;
    this.#post = post;
    this.#edits = edits;
    this.#fit = new ViewSetting({ move }, 'network', { hard: false, validation: false });
    this.element.className = 'network';
    this.#scene.className = 'network-scene';
    this.#overlay.className = 'network-overlay';
    this.#scene.append(this.#surface.canvas, this.#overlay);
    this.#card = new HoverCard(this.#scene);
    this.#pinned = new PinnedEdge(this.#card, edits);
    this.element.append(this.#scene);
    this.#scene.addEventListener('pointermove', (event) => this.#pointerMoved(event));
    this.#scene.addEventListener('pointerleave', () => this.#leave());
    this.#scene.addEventListener('click', (event) => this.#clicked(event));
  }

  /** `height`: pixels from the top of the drawing to the end of the screen, where it should fit. */
  update(state: ViewState, theme: Theme, width: number, height: number): void {
    this.#state = state;
    const { run, frame, ui } = state;
    this.#theme = theme;
    if (
      !run ||
      width < 50 ||
      this.#drawn.is(run, frame, ui, theme, width, height, this.#hovered, this.#edits.version, this.#edits.undoable)
    )
      return;
    const layout = this.#layoutFor(run, width, height);
    this.#pinned.update(state);
    const context = this.#surface.begin(layout.width, layout.height);
    this.#painter.paint(context, {
      layout,
      run,
      frame,
      theme,
      emphasis: this.#hovered ?? emphasisOf(this.#pinned.edge),
      example: ui.example,
      fit: this.#fit.of(ui),
    });
    const choice = fitChoice(run, layout, this.#fit.of(ui), (change) => this.#fit.change(change));
    render(
      html`${this.#overlayTemplate(run, frame, layout, ui)}${editStrip(run, layout, this.#post)}${choice}`,
      this.#overlay,
    );
    this.#overlay.dataset['frame'] = String(frame?.frame ?? 0);
  }

  #layoutFor(run: RunDescription, width: number, height: number): NetworkLayout {
    if (this.#layout && run === this.#layoutRun && width === this.#layoutWidth && height === this.#layoutHeight)
      return this.#layout;
    const outputs = run.layers.at(-1)?.units ?? 1;
    const units = [run.inputs.length, ...run.layers.map((layer) => layer.units)];
    const widths = nameWidths(width, units.length, outputs);
    const names = namesFor(run, widths);
    const layout = layoutNetwork({
      width,
      height,
      layers: units.map((count, layer) => ({ units: count, shown: run.shownUnits[layer]?.length ?? count })),
      plane: run.plane !== null,
      fit: fitOf(run, outputs),
      inputName: longest(names.inputs),
      outputName: outputs > 1 ? Math.max(1, longest(names.outputs)) : 0,
      shapeText: maxShape(run),
    });
    this.#layout = layout;
    this.#names = names;
    this.#layoutRun = run;
    this.#layoutWidth = width;
    this.#layoutHeight = height;
    this.#scene.style.width = `${layout.width}px`;
    return layout;
  }

  #overlayTemplate(run: RunDescription, frame: Frame | null, layout: NetworkLayout, cursor: UiState): TemplateResult {
    return overlay({
      run,
      frame,
      layout,
      names: this.#names,
      cursor,
      select: (event, unit) => this.#select(event, unit),
      hover: (unit) => this.#hover(unit),
      keyed: (event, from) => this.#keyed(event, neighbour(layout, run, from, event.key)),
    });
  }

  /** Arrow keys move from unit to unit; the group is one stop of the Tab key. */
  #keyed(event: KeyboardEvent, next: UnitAddress | null): void {
    if (!next) return;
    event.preventDefault();
    this.#move(next);
    this.#overlay.querySelector<HTMLElement>(`[data-unit="${next.layer}:${next.unit}"]`)?.focus();
  }

  /** A click on an example that lies over the output unit means the example; one on the chosen input switches it off. */
  #select(event: Event, unit: UnitAddress): void {
    const pointed = event instanceof MouseEvent && event.detail > 0 && this.#exampleUnder(event) >= 0;
    const { run, ui } = this.#state ?? {};
    if (pointed && unit.layer === run?.layers.length) return;
    const choice = run && unit.layer === 0 && ui?.layer === 0 && ui.unit === unit.unit && choiceOf(run, unit.unit);
    const change = choice && switched(run.inputChoices ?? [], choice);
    if (change) this.#post(change);
    else this.#move(unit);
  }

  /** An example, an edge, or a place where nothing is: that closes the edge's card. */
  #clicked(event: MouseEvent): void {
    if (event.target instanceof Node && this.#card.element.contains(event.target)) return;
    const example = this.#exampleUnder(event);
    const at = this.#pointOf(event);
    const free = example < 0 && this.#layout && !unitAt(this.#layout, at.x, at.y);
    const edge = free && this.#layout ? edgeAt(this.#layout, at.x, at.y) : null;
    if (edge && this.#state) this.#pinned.open(edge, this.#state);
    else this.#pinned.close();
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
    const edge = example < 0 && !unit ? edgeAt(layout, x, y) : null;
    this.#scene.classList.toggle('over-edge', edge !== null);
    const show = (card: TemplateResult): void => this.#card.show(card, x, y, layout.width, picturesOf(layout));
    if (example >= 0) show(exampleCard(run, frame ?? null, example));
    else if (unit)
      show(
        html`${unitCardText(run, frame ?? null, unit.layer, unit.row)}${this.#largePicture(run, frame ?? null, unit)}`,
      );
    else if (edge && frame) show(edgeCard(run, frame, edge, localize('Click to set it by hand.')));
    else this.#card.hide();
    this.#hover(unit && unit.layer > 0 ? unit : null);
  }

  #largePicture(run: RunDescription, frame: Frame | null, { layer, row }: Emphasis): HTMLCanvasElement | null {
    if (!this.#theme) return null;
    const side = this.#layoutWidth < 560 ? 100 : 150;
    const [width, height] = run.plane ? [side, side] : [1.5 * side, side / 2];
    const context = this.#large.begin(width, height);
    const range = valueRange(run, layer, section(frame, `A:${layer}`));
    this.#painter.unit(
      context,
      { run, frame, theme: this.#theme },
      { layer },
      { row, x: 0, y: 0, width, height },
      range,
    );
    return this.#large.canvas;
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

/** Names as short as the room wants them; only of inputs that are drawn. */
/** Where the picture of the fit stands: in place of the only output, or beside the classes. */
function fitOf({ plane, task }: RunDescription, outputs: number): LayoutInput['fit'] {
  if (plane === null) return 'none';
  if (outputs === 1) return 'output';
  return task === 'multiclass' ? 'extra' : 'none';
}

function namesFor(run: RunDescription, widths: { readonly input: number; readonly output: number }): UnitNames {
  const shown = run.shownUnits[0] ?? [];
  const short = shortNames(
    shown.map((unit) => run.inputs[unit]?.name ?? ''),
    widths.input,
  );
  const inputs: string[] = [];
  shown.forEach((unit, index) => {
    inputs[unit] = short[index] ?? '';
  });
  return { inputs, outputs: shortNames(outputNames(run), widths.output) };
}

/** The edge whose weight is being set stands out alone. */
function emphasisOf(edge: EdgeHit | null): Emphasis | null {
  return edge && { layer: edge.layer, row: edge.to, from: edge.from };
}

function longest(names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, name.length), 0);
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
