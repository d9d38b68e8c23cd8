/** What can be tried on this very network: one example at a time against all at once, and what linear layers come to. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { formatShape } from '../../src/core/shape.ts';
import type { CollapseAnswer, TimingAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../color/theme.ts';
import type { ViewState } from '../store.ts';
import { t } from '../text/l10n.ts';
import { formatCount, formatValue } from '../text/number.ts';
import { activationNames } from '../text/symbol.ts';
import { Fetched } from '../views/fetched.ts';
import type { PanelView, ViewContext } from '../views/panelView.ts';

const rounds = 15;

export class LessonsView implements PanelView {
  readonly id = 'lessons';
  readonly icon = 'mortar-board';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #collapse: Fetched<'collapse'>;
  #timing: TimingAnswer | null = null;
  #measuring = false;
  #error = '';
  #runId = '';

  constructor(context: ViewContext) {
    this.#context = context;
    this.#collapse = new Fetched(context, 'collapse', 500);
    this.element.className = 'lessons-view';
  }

  get title(): string {
    return t('Lessons');
  }

  update(state: ViewState, _theme: Theme, _width: number, now: number): void {
    const { run } = state;
    if (!run) return;
    if (run.runId !== this.#runId) {
      this.#runId = run.runId;
      this.#timing = null;
    }
    const collapse = this.#collapse.get({ kind: 'collapse' }, state, now);
    render(
      html`<div class="section-head"><h2>${t('What can be tried')}</h2></div>${this.#vectorised(run)}${collapseLesson(run, collapse)}`,
      this.element,
    );
  }

  #vectorised(run: RunDescription): TemplateResult {
    return html`<section class="lesson" aria-label=${t('One example or all at once')}><h3>${t('One example or all at once')}</h3>
      <p>${t('A loop passes one example after the other through the network; the vectorised form makes the {0} examples the columns of one matrix. Both give the same Z.', formatCount(run.m))}</p>
      <p><button class="try" ?disabled=${this.#measuring} @click=${() => void this.#measure()}>${t('Time both on these data')}</button></p>
      ${this.#error === '' ? nothing : html`<p class="flag">${this.#error}</p>`}
      ${this.#timing ? timingTable(this.#timing) : nothing}</section>`;
  }

  async #measure(): Promise<void> {
    this.#measuring = true;
    this.#context.redraw();
    try {
      this.#timing = await this.#context.ask({ kind: 'timing', rounds }, 'timing');
      this.#error = '';
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
    }
    this.#measuring = false;
    this.#context.redraw();
  }
}

function timingTable({ m, loop, vectorised, engine, engineName, largestDifference, rounds: measured }: TimingAnswer): TemplateResult {
  const rows = [
    { name: t('loop over the examples'), time: loop },
    { name: t('all columns at once'), time: vectorised },
    { name: t('all at once, by the engine that trains ({0})', engineName), time: engine },
  ];
  return html`<table class="scores" data-lesson="timing"><caption>${t('{0} examples forward, median of {1}', formatCount(m), measured)}</caption>
    <thead><tr><th scope="col">${t('form')}</th><th scope="col">ms</th><th scope="col">${t('times as fast')}</th></tr></thead>
    <tbody>${rows.map(({ name, time }) => html`<tr><th scope="row">${name}</th><td>${formatValue(time)}</td><td>${time > 0 ? `${formatValue(loop / time)}×` : '–'}</td></tr>`)}</tbody></table>
    <p class="quiet">${t('Largest difference between their Z: {0}', largestDifference === null ? '–' : formatValue(largestDifference))}</p>`;
}

function collapseLesson(run: RunDescription, collapse: CollapseAnswer | null): TemplateResult {
  return html`<section class="lesson" aria-label=${t('Why units are not linear')} data-lesson="collapse"><h3>${t('Why units are not linear')}</h3>
    ${collapse === null ? html`<p class="quiet">…</p>` : collapse.possible ? collapsed(collapse) : curved(run, collapse)}</section>`;
}

function curved(run: RunDescription, { layer }: CollapseAnswer): TemplateResult {
  const activation = activationNames[run.layers[(layer ?? 1) - 1]?.activation ?? 'linear'];
  return html`<p>${t('Layer {0} applies {1}: the layers cannot be multiplied into one. Choose “linear” as the activation of the hidden layers and look here again.', layer ?? 1, activation)}</p>`;
}

function collapsed({ shape, W, b, largestDifference, comparedOver }: CollapseAnswer): TemplateResult {
  const few = W.length <= 24;
  return html`<p>${t('With linear hidden layers the whole network is one layer: W′ {0}, b′ {1}.', formatShape([...shape]), formatShape([shape[0], 1]))}</p>
    ${few ? html`<p class="equation">W′ = [${Array.from(W, formatValue).join(', ')}], b′ = [${Array.from(b, formatValue).join(', ')}]</p>` : nothing}
    <p class="quiet">${t('Over {0} examples the two differ by at most {1}.', formatCount(comparedOver), largestDifference === null ? '–' : formatValue(largestDifference))}</p>`;
}
