/** The side view's page: state, sparkline, a small network and the controls used most, in one narrow column. */
import { headlineParts } from '../src/config/wording/headline.ts';
import { localize } from './kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RunDescription, RunStatus } from '../src/protocol/run.ts';
import { banner, cutBanner } from './panel/banner.ts';
import { onResize } from './kit/canvas/surface.ts';
import { field } from './controls/field.ts';
import { factorButtons } from './controls/hyperparameters.ts';
import { stateName, stateSentence } from './controls/stateLine.ts';
import { toolbar } from './controls/toolbar.ts';
import { controlsOf } from './controls/values.ts';
import { emptyState } from './panel/empty.ts';
import { section } from './state/numbers.ts';
import { type Page, startPage } from './state/page.ts';
import { cursorNumbers } from './state/shownNumbers.ts';
import { SideSketch } from './side/sideSketch.ts';
import { Sparkline } from './side/sparkline.ts';
import { formatCost, formatCount, formatMetric } from './kit/text/number.ts';

class SideView {
  readonly #page: Page;
  readonly #sparkline = new Sparkline();
  readonly #sketch = new SideSketch();
  readonly #pictures = document.createElement('div');
  #width = 0;

  constructor(page: Page) {
    this.#page = page;
    this.#pictures.className = 'pictures';
    this.#pictures.append(this.#sketch.element, this.#sparkline.element);
    onResize(this.#pictures, (width) => {
      this.#width = width;
      page.redraw();
    });
  }

  draw(root: HTMLElement): void {
    const { store, theme } = this.#page;
    const { run, frame, ui } = store.state;
    render(this.#template(), root);
    if (!run || this.#width < 40) return;
    this.#sketch.draw(run, frame, theme, this.#width, ui.example);
    this.#sparkline.draw(section(frame, 'curve'), theme, this.#width);
  }

  #template(): TemplateResult | typeof nothing {
    const { store, send } = this.#page;
    const { connected, isCut, run, status } = store.state;
    if (!connected) return nothing;
    if (status === null) return emptyState(send);
    return html`<main class="side">
      <div class="side-head" data-state=${status.state}>
        <p class="state-line" data-state=${status.state}><span class="part"><span class="dot"
          aria-hidden="true"></span><b class="state-name">${stateName(status.state)}</b></span></p>
        ${
          run
            ? html`<h1 class="title"><button class="link" title=${localize('Show the panel')} @click=${() =>
                send('showPanel')}>${run.title}</button></h1>`
            : html`<h1 class="visually-hidden">${localize('Neural Network')}</h1>`
        }
      </div>
      ${isCut ? nothing : toolbar(status, send)}
      ${run ? html`${this.#pictures}${figures(run, { ...status, ...cursorNumbers(store.state) })}${this.#rate(run, status)}` : nothing}
      ${isCut ? cutBanner() : banner(run, status, send)}
      ${
        run
          ? html`<button class="primary wide" data-command="showPanel" @click=${() =>
              send('showPanel')}>${localize('Show the panel')}</button>`
          : nothing
      }
      <div class="visually-hidden" role="status" aria-live="polite">${stateSentence(status)}</div></main>`;
  }

  #rate(run: RunDescription, status: RunStatus): TemplateResult {
    const { send, post } = this.#page;
    const [rate] = controlsOf(run, status);
    return html`<div class="rate">
      ${rate ? field(rate, (path, value) => post({ type: 'set', path, value })) : nothing}
      ${factorButtons(send)}
    </div>`;
  }
}

function figures(run: RunDescription, status: RunStatus): TemplateResult {
  const regression = run.task === 'regression';
  const validated = status.validationCost !== null;
  const { trainMetric, validationMetric, balanced = null } = status;
  const { task, classes, baseline = null } = run;
  const more = headlineParts({ task, classes, baseline, trainMetric, validationMetric, balanced }).filter(
    ({ key }) => key === 'balanced' || key === 'baseline',
  );
  return html`<table class="figures">
    <caption class="visually-hidden">${localize('The training in numbers')}</caption>
    <thead><tr><td></td><th scope="col">${localize('train')}</th>${
      validated ? html`<th scope="col">${localize('validation')}</th>` : nothing
    }</tr></thead>
    <tbody>
      <tr><th scope="row">${localize('cost')}</th><td>${formatCost(status.cost)}</td>${
        validated ? html`<td>${formatCost(status.validationCost)}</td>` : nothing
      }</tr>
      <tr><th scope="row">${regression ? 'R²' : localize('accuracy')}</th><td>${formatMetric(status.trainMetric)}</td>${
        validated ? html`<td>${formatMetric(status.validationMetric)}</td>` : nothing
      }</tr>
      ${more.map(
        ({ key, label, value }) =>
          html`<tr data-figure=${key}><th scope="row">${label}</th>${
            validated ? html`<td></td>` : nothing
          }<td>${value}</td></tr>`,
      )}
      <tr><th scope="row">${localize('step')}</th><td colspan=${validated ? 2 : 1}>${formatCount(status.step)}${
        validated ? html` <span class="quiet">· ${localize('epoch {0}', formatCount(status.epoch))}</span>` : nothing
      }${
        status.measured === status.step
          ? nothing
          : html`<br><span class="quiet" data-number="measured">${localize(
              'figures of step {0}',
              formatCount(status.measured),
            )}</span>`
      }</td></tr>
    </tbody>
  </table>`;
}

startPage((page) => {
  const view = new SideView(page);
  return (root) => view.draw(root);
});
