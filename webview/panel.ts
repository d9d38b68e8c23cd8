/** The panel's page: connects to the host, keeps the state, draws everything in the animation frame and then acknowledges. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RunDescription, RunStatus } from '../src/protocol/run.ts';
import { banner } from './banner.ts';
import { onResize } from './canvas/surface.ts';
import { CurvesView } from './chart/curvesView.ts';
import { hyperparameterStrip, stripSwitch } from './controls/hyperparameters.ts';
import { stateLine, stateSentence } from './controls/stateLine.ts';
import { toolbar } from './controls/toolbar.ts';
import { emptyState } from './empty.ts';
import { HeatmapView } from './heatmap/heatmapView.ts';
import { NetworkView } from './network/networkView.ts';
import { notes } from './notes.ts';
import { type Page, startPage } from './page.ts';
import { formatCount } from './text/number.ts';
import { UnitView } from './unit/unitView.ts';

/** Below this width the hyperparameters beside the learning rate are folded away at first. */
const roomy = 640;

class Panel {
  readonly #page: Page;
  readonly #network: NetworkView;
  readonly #curves: CurvesView;
  readonly #heatmap: HeatmapView;
  readonly #unit: UnitView;
  readonly #widths = { network: 0, heatmap: 0, unit: 0 };

  constructor(page: Page) {
    this.#page = page;
    const { store } = page;
    this.#network = new NetworkView(
      (change) => store.move(change),
      () => page.redraw(),
    );
    this.#curves = new CurvesView(
      (change) => store.move(change),
      () => page.redrawLater(),
    );
    this.#heatmap = new HeatmapView((change) => store.move(change));
    this.#unit = new UnitView((line) => page.post({ type: 'reveal', line }));
    for (const name of ['network', 'heatmap', 'unit'] as const) {
      const element = { network: this.#network, heatmap: this.#heatmap, unit: this.#unit }[name].element;
      onResize(element, (width) => {
        this.#widths[name] = width;
        page.redraw();
      });
    }
  }

  draw(root: HTMLElement, now: number): void {
    const { store, theme } = this.#page;
    const state = store.state;
    render(this.#template(), root);
    this.#network.update(state, theme, this.#widths.network);
    this.#curves.update(state, theme, now);
    this.#unit.update(state, theme, this.#widths.unit);
    this.#heatmap.update(state, theme, this.#widths.heatmap, now);
  }

  #template(): TemplateResult | typeof nothing {
    const { store, send } = this.#page;
    const { connected, run, status } = store.state;
    if (!connected) return nothing;
    if (run === null && status === null) return emptyState(send);
    const settled = status !== null && status.state !== 'preparing';
    return html`
      <header>
        <div class="bar">
          ${status ? toolbar(status, send) : nothing}
          ${status ? stateLine(run, status) : nothing}
          ${run ? html`<h1 class="title"><button class="link" title="Open the configuration" @click=${() => send('openConfiguration')}>${run.title}</button></h1>` : nothing}
          ${run && settled ? stripSwitch(this.#open, () => store.move({ controlsOpen: !this.#open })) : nothing}
        </div>
        ${run && status && settled ? this.#strip(run, status) : nothing}
      </header>
      ${banner(status, send)}
      ${run ? this.#views() : html`<main><h1 class="visually-hidden">Neural network</h1></main>`}
      <div class="visually-hidden" role="status" aria-live="polite">${status ? stateSentence(status) : nothing}</div>`;
  }

  get #open(): boolean {
    return this.#page.store.state.ui.controlsOpen ?? document.body.clientWidth >= roomy;
  }

  #strip(run: RunDescription, status: RunStatus): TemplateResult {
    const { send, post } = this.#page;
    return hyperparameterStrip({ run, status, open: this.#open, send, set: (path, value) => post({ type: 'set', path, value }) });
  }

  #views(): TemplateResult | typeof nothing {
    const { store, send, post } = this.#page;
    const { run, ui } = store.state;
    if (!run) return nothing;
    const layers = `${run.layers.length} ${run.layers.length === 1 ? 'layer' : 'layers'}`;
    return html`<main>
      <div class="column">
        <section class="view view-network" aria-label="Network">
          <div class="section-head"><h2>Network</h2>
            <p class="facts"><span data-fact="parameters">${layers} · ${formatCount(run.parameters)} parameters</span> ·
              <button class="link" title="Open the data" @click=${() => send('openData')}>${run.dataFile}</button></p></div>
          ${this.#network.element}
        </section>
        <section class="view view-heatmap" aria-label="Activations">${this.#heatmap.element}</section>
        <div class="view-notes">${notes(
          run,
          ui.notesOpen,
          (notesOpen) => store.move({ notesOpen }),
          (line) => post({ type: 'reveal', line }),
        )}</div>
      </div>
      <div class="column">
        <section class="view view-curves" aria-label="Cost and accuracy">${this.#curves.element}</section>
        <section class="view view-unit" aria-label="Unit">${this.#unit.element}</section>
      </div>
    </main>`;
  }
}

startPage((page) => {
  const panel = new Panel(page);
  return (root, now) => panel.draw(root, now);
});
