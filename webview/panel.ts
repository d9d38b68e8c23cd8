/** The panel's page: connects to the host, keeps the state, draws the chosen view in the animation frame and then acknowledges. */
import { localize } from './kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import { CompareView } from './compare/compareView.ts';
import { ModelView } from './model/modelView.ts';
import { banner, cutBanner, errorBanner } from './panel/banner.ts';
import { type Destination, nextRow } from './panel/nextRow.ts';
import { onResize } from './kit/canvas/surface.ts';
import { RateVoice } from './controls/rateVoice.ts';
import { stateSentence } from './controls/stateLine.ts';
import { ContextMenu } from './panel/contextMenu.ts';
import { head, isFolded } from './panel/head.ts';
import { keysHelp, onQuestionMark } from './panel/keysHelp.ts';
import { followKeys, isTyping } from './state/keys.ts';
import { emptyState } from './panel/empty.ts';
import { Overview } from './panel/overview.ts';
import { type Page, startPage } from './state/page.ts';
import { shownNumbers } from './state/shownNumbers.ts';
import { SweepView } from './sweep/sweepView.ts';
import { TableView } from './table/tableView.ts';
import { TimeBar } from './time/timeBar.ts';
import { panelViews } from './panel/viewList.ts';
import type { PanelView, ViewContext } from './state/panelView.ts';

class Panel {
  readonly #page: Page;
  readonly #views: readonly PanelView[];
  readonly #widths = new Map<PanelView, number>();
  readonly #time: TimeBar;
  readonly #voice: RateVoice;

  constructor(page: Page) {
    this.#page = page;
    const context = contextOf(page);
    this.#time = new TimeBar(context.seek, context.redraw, () => page.send('branchRun'));
    this.#voice = new RateVoice(context);
    this.#views = [new Overview(context), ...panelViews(context)];
    for (const view of this.#views) {
      onResize(view.element, (width) => {
        this.#widths.set(view, width);
        page.redraw();
      });
    }
  }

  draw(root: HTMLElement, now: number): void {
    const { store, theme } = this.#page;
    root.classList.toggle('presents', store.state.ui.presents);
    render(this.#template(), root);
    if (!store.state.run) {
      if (this.#showsColumns) this.#data.update(store.state, theme, 0, now);
      return;
    }
    const view = this.#chosen();
    // A tab that has just been chosen is drawn for the width that it has, not first for none.
    view.update(store.state, theme, this.#widths.get(view) || view.element.clientWidth, now);
  }

  #template(): TemplateResult | typeof nothing {
    const { store, send } = this.#page;
    const { connected, run, status } = store.state;
    if (!connected) return nothing;
    if (run === null && status === null)
      return this.#showsColumns ? columnsAlone(this.#data.element, send) : emptyState(send);
    return html`
      ${this.#head()}
      ${this.#said()}
      <main>${run ? this.#view() : this.#withoutRun()}</main>
      ${run ? keysHelp(() => store.move({ presents: !store.state.ui.presents })) : nothing}
      <div class="visually-hidden" role="status" aria-live="polite">${status ? stateSentence(status) : nothing}</div>`;
  }

  #head(): TemplateResult {
    const { store, send, post, theme } = this.#page;
    const { run, status } = store.state;
    const last = shownNumbers(store.state)?.step ?? status?.step ?? 0;
    return head({
      state: store.state,
      tabs: this.#offered(),
      tab: run ? this.#chosen().id : '',
      voice: this.#voice.of(store.state, performance.now()),
      time: run && status ? this.#time.template(store.state, status, theme, last) : nothing,
      send,
      set: (path, value) => post({ type: 'set', path, value }),
      move: (change) => store.move(change),
    });
  }

  /** What is to be known and done now: in a row of its own once there is a network, so that nothing moves when it changes. */
  #said(): TemplateResult | typeof nothing {
    const { send, store } = this.#page;
    const { isCut, run, status } = store.state;
    if (isCut) return cutBanner();
    if (isFolded(store.state)) return status ? errorBanner(run, status, send) : nothing;
    return run && status ? nextRow(run, status, { send, go: (to) => this.#go(to) }) : banner(run, status, send);
  }

  #go(to: Destination): void {
    const { send, store } = this.#page;
    const { run } = store.state;
    if (to === 'playAgain') this.#time.play();
    else if (to === 'howGood') store.move({ tab: 'evaluation' });
    else if (to === 'whereWrong') run && this.#data.showWrong(run);
    else if (to === 'ownRow') this.#data.tryRow();
    else {
      if (store.state.status?.state === 'running') send('pause');
      store.move({ tab: 'step' });
    }
  }

  /** The columns of the table, which are there before anything is trained. */
  #withoutRun(): TemplateResult {
    const columns = this.#showsColumns ? html`<div class="tab-view">${this.#data.element}</div>` : nothing;
    return html`<h1 class="visually-hidden">${localize('Neural Network')}</h1>${columns}`;
  }

  /** The chosen view. Its element stays the same through all drawings; only its frame knows that it is a tab's. */
  #view(): TemplateResult {
    const view = this.#chosen();
    if (this.#offered().length === 1) return html`${view.element}`;
    return html`<div role="tabpanel" id="view-${view.id}" aria-labelledby="tab-${view.id}"
      class=${view.id === 'overview' ? '' : 'tab-view'}>${view.element}</div>`;
  }

  #offered(): readonly PanelView[] {
    return this.#views.filter((view) => view.isFor?.(this.#page.store.state) ?? true);
  }

  #chosen(): PanelView {
    const offered = this.#offered();
    const chosen = offered.find(({ id }) => id === this.#page.store.state.ui.tab) ?? offered[0];
    if (!chosen) throw new Error('The panel has no view.');
    return chosen;
  }

  /** Without a run there are the columns of its table: where they were asked for, and where they may be what it failed for. */
  get #showsColumns(): boolean {
    const { run, status, ui } = this.#page.store.state;
    if (run) return false;
    return status ? status.state === 'failed' : ui.tab === this.#data.id && ui.dataPage === 'columns';
  }

  get #data(): TableView {
    const view = this.#views.find((one) => one instanceof TableView);
    if (!view) throw new Error('The panel has no view of the data.');
    return view;
  }
}

/** The table of a configuration before anything was trained. */
function columnsAlone(element: HTMLElement, send: Page['send']): TemplateResult {
  return html`<header><div class="bar">
      <button class="primary" data-command="trainConfig" @click=${() => send('trainConfig')}>${localize('Train Now')}</button>
      <h1 class="title">${localize('Columns')}</h1></div></header>
    <main><div class="tab-view">${element}</div></main>`;
}

function contextOf(page: Page): ViewContext {
  return {
    move: (change) => page.store.move(change),
    seek: (step) => page.post({ type: 'seek', step }),
    ask: (query, slot) => page.queries.ask(query, slot),
    send: page.send,
    post: page.post,
    redraw: () => page.redraw(),
    redrawLater: () => page.redrawLater(),
    behind: () => page.behind(),
  };
}

startPage((page) => {
  const role = document.body.dataset['view'];
  if (role === 'compare' || role === 'sweep') {
    const view = new (role === 'sweep' ? SweepView : CompareView)(contextOf(page));
    return (root, now) => view.draw(root, page.store.state, page.theme, now);
  }
  if (role === 'model') {
    const view = new ModelView(page);
    return (root) => view.draw(root);
  }
  const panel = new Panel(page);
  const menu = new ContextMenu();
  page.exportPicture = (format) => void menu.exported(format, page.theme, page.post, () => page.drawAnew());
  followKeys((focus) => page.post({ type: 'keys', focus }));
  onQuestionMark(isTyping);
  return (root, now) => panel.draw(root, now);
});
