/** What is seen at first: the network, its curves, the cursor's unit and the activations; what was done to the data below. */
import { localize } from '../kit/text/l10n.ts';
import { html, type nothing, render, type TemplateResult } from 'lit';
import type { RunDescription } from '../../src/protocol/run.ts';
import { onResize } from '../kit/canvas/surface.ts';
import { CurvesView } from '../chart/curvesView.ts';
import type { Theme } from '../kit/color/theme.ts';
import { HeatmapView } from '../heatmap/heatmapView.ts';
import { NetworkView } from '../network/networkView.ts';
import { dataLine } from './dataLine.ts';
import { notes } from './notes.ts';
import { ScreenSpace } from './screenSpace.ts';
import type { ViewState } from '../state/store.ts';
import { formatCount } from '../kit/text/number.ts';
import { UnitView } from '../unit/unitView.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { RenderQueue } from '../state/renderQueue.ts';
import { WeightEdits } from '../weights/weightEdits.ts';

export class Overview implements PanelView {
  readonly id = 'overview';
  get title(): string {
    return localize('Overview');
  }

  readonly icon = 'type-hierarchy-sub';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #network: NetworkView;
  readonly #curves: CurvesView;
  readonly #heatmap: HeatmapView;
  readonly #unit: UnitView;
  readonly #edits: WeightEdits;
  readonly #space: ScreenSpace;
  readonly #widths = { network: 0, heatmap: 0, unit: 0 };
  /** How many of the parts have been drawn: the first drawing of each is long, so each gets an animation frame of its own. */
  #begun = 0;
  readonly #turns: RenderQueue;

  constructor(context: ViewContext) {
    this.#context = context;
    const { move, redraw } = context;
    this.#turns = new RenderQueue(redraw);
    this.#edits = new WeightEdits(context);
    this.element.className = 'overview';
    this.#network = new NetworkView(context, this.#edits);
    this.#curves = new CurvesView(context);
    this.#heatmap = new HeatmapView(move, redraw);
    this.#unit = new UnitView(context, this.#edits);
    this.#space = new ScreenSpace(this.#network.element, redraw);
    for (const [name, { element }] of [
      ['network', this.#network],
      ['heatmap', this.#heatmap],
      ['unit', this.#unit],
    ] as const) {
      onResize(element, (width) => {
        this.#widths[name] = width;
        redraw();
      });
    }
  }

  update(state: ViewState, theme: Theme, _width: number, now: number): void {
    if (!state.run) return;
    this.#edits.follow(state);
    render(this.#template(state.run, state.ui.notesOpen), this.element);
    const parts = [
      () => this.#network.update(state, theme, this.#widths.network, this.#space.below),
      () => this.#curves.update(state, theme, now),
      () => this.#unit.update(state, theme, this.#widths.unit, now),
      () => this.#heatmap.update(state, theme, this.#widths.heatmap, now),
    ];
    if (this.#begun < parts.length) {
      if (this.#widths.network > 0) this.#begun++;
      this.#context.redraw();
    }
    this.#turns.draw(parts.slice(0, this.#begun), state.status?.state === 'running');
  }

  #template(run: RunDescription, notesOpen: boolean): TemplateResult | typeof nothing {
    const { send, post, move } = this.#context;
    const layers = run.layers.length === 1 ? localize('1 layer') : localize('{0} layers', run.layers.length);
    return html`<div class="column">
        <section class="view view-network" aria-label=${localize('Network')}>
          <div class="section-head"><h2>${localize('Network')}</h2>
            <p class="facts"><span data-fact="parameters">${layers} · ${localize(
              '{0} parameters',
              formatCount(run.parameters),
            )}</span><span class="separator"> · </span><button class="link"
                title=${localize('Open the data')} @click=${() => send('openData')}>${run.dataFile}</button></p></div>
          ${dataLine(run, () => move({ tab: 'data', dataPage: 'columns' }))}
          ${this.#network.element}
        </section>
        <section class="view view-heatmap" aria-label=${localize('Activations')}>${this.#heatmap.element}</section>
        <div class="view-notes">${notes(
          run,
          notesOpen,
          (open) => move({ notesOpen: open }),
          (line) => post({ type: 'reveal', line }),
        )}</div>
      </div>
      <div class="column">
        <section class="view view-curves" aria-label=${localize('Cost and accuracy')}>${this.#curves.element}</section>
        <section class="view view-unit" aria-label=${localize('Unit')}>${this.#unit.element}</section>
      </div>`;
  }
}
