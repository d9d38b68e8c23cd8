/** Initial weights: this network trained once from each start, on the user's own data, with what came of it as numbers and curves. */
import { html, nothing, type TemplateResult } from 'lit';
import type { InitializationAnswer } from '../../src/protocol/initializationAnswer.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { axisCost } from '../chart/axisText.ts';
import { CurveChart, type Series } from '../chart/curveChart.ts';
import { pointsOf } from '../chart/curveData.ts';
import type { Theme } from '../kit/color/theme.ts';
import { dashOf, lineKey } from '../kit/plot/series.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount, formatMetric, formatPercent, formatSetting } from '../kit/text/number.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { Lesson } from './lesson.ts';
import {
  type Start,
  saturatedAtStart,
  startName,
  startSentence,
  startsFor,
  stepsText,
  stretchOf,
} from './startText.ts';

const maxSteps = 10_000;

export class InitializationLesson implements Lesson {
  readonly id = 'initialization';
  readonly #context: ViewContext;
  readonly #chart = new CurveChart({ format: axisCost, max: null, showSteps: true, markLabels: false });
  #run: RunDescription | null = null;
  #answers: readonly InitializationAnswer[] = [];
  /** Starts that are being trained; 0 when none is. */
  #requested = 0;
  #error = '';
  #drawn: readonly InitializationAnswer[] = [];
  #theme: Theme | null = null;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#chart.element.className = 'chart chart-starts';
  }

  get title(): string {
    return localize('Why initial weights are small and random');
  }

  template({ run }: ViewState, theme: Theme): TemplateResult {
    if (run !== this.#run) this.#forget(run);
    if (!run) return html``;
    const busy = this.#requested > 0;
    const progress = busy ? localize('{0} of {1}', this.#answers.length, this.#requested) : '';
    return html`<p>${localize(
      'Each start trains a copy of this network apart from the run, on its data and with its settings, for ' +
        'at most {0} steps. Expect the units to stay alike where they begin alike; what large weights do, ' +
        'see for yourself.',
      formatCount(maxSteps),
    )}</p>
      <p><button class="try" ?disabled=${busy} @click=${() =>
        void this.#measure(
          run,
        )}>${localize('Train from each start')}</button> <span class="quiet" role="status">${progress}</span></p>
      ${this.#error === '' ? nothing : html`<p class="flag">${this.#error}</p>`}
      ${this.#answers.length > 0 ? this.#results(run, theme) : nothing}`;
  }

  draw(_state: ViewState, theme: Theme): void {
    if (this.#answers.length === 0 || (this.#drawn === this.#answers && this.#theme === theme)) return;
    this.#drawn = this.#answers;
    this.#theme = theme;
    const to = stretchOf(this.#answers);
    const below = this.#answers[0]?.below ?? 0;
    const line: Series = {
      label: '',
      color: theme.muted,
      dash: [],
      faint: false,
      width: 1,
      points: [0, to].map((x) => ({ x, y: below })),
    };
    const series = this.#answers.map((answer, index) => seriesOf(answer, index, theme));
    this.#chart.update(
      { series: [...series, line], marks: [], guides: [], range: { from: 0, to }, logarithmic: true },
      theme,
    );
  }

  /** Results are of one network and its data. */
  #forget(run: RunDescription | null): void {
    this.#run = run;
    this.#answers = [];
    this.#requested = 0;
    this.#error = '';
  }

  /** One start after the other; the table grows with each. */
  async #measure(run: RunDescription): Promise<void> {
    this.#forget(run);
    const starts = startsFor(run.initialization);
    this.#requested = starts.length;
    this.#context.redraw();
    for (const start of starts) {
      const answer = await this.#train(start);
      if (this.#run !== run) return;
      if (!answer) break;
      this.#answers = [...this.#answers, answer];
      this.#context.redraw();
    }
    this.#requested = 0;
    this.#context.redraw();
  }

  async #train(start: Start): Promise<InitializationAnswer | null> {
    try {
      return await this.#context.ask({ kind: 'initialization', ...start, steps: maxSteps }, 'initialization');
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
      return null;
    }
  }

  #results(run: RunDescription, theme: Theme): TemplateResult {
    const { below, m } = this.#answers[0] ?? { below: 0, m: 0 };
    return html`${this.#table(run, theme, below, m)}
      <h4>${localize(
        'Cost over the first {0} steps; thin: cost {1}',
        formatCount(stretchOf(this.#answers)),
        formatSetting(below),
      )}</h4>${this.#chart.element}`;
  }

  #table(run: RunDescription, theme: Theme, below: number, m: number): TemplateResult {
    const small = this.#answers.find(({ scheme, factor }) => scheme === 'scaled' && factor === 0.01) ?? null;
    const caption =
      m < run.m
        ? localize('Trained on {0} of the {1} examples', formatCount(m), formatCount(run.m))
        : localize('Trained on the {0} examples', formatCount(m));
    return html`<table class="scores starts"><caption>${caption}</caption>
      <thead><tr><th scope="col">${localize('weights at the start')}</th><th scope="col"
        title=${localize('Share of the hidden activations at an end of g before the first step')}>${localize('saturated')}</th><th
          scope="col" title=${localize('Hidden units that differ: at the start, and at the end')}>${localize('different units')}</th><th
            scope="col">${localize('cost')}</th><th scope="col">${
              run.task === 'regression' ? 'R²' : localize('accuracy')
            }</th><th scope="col">${localize('steps to cost < {0}', formatSetting(below))}</th></tr></thead>
      <tbody>${this.#answers.map((answer, index) => rowOf(answer, styleOf(index, theme), small))}</tbody></table>`;
  }
}

function styleOf(index: number, theme: Theme): Pick<Series, 'color' | 'dash'> {
  return { color: theme.lines[index % theme.lines.length] ?? theme.foreground, dash: dashOf(index) };
}

function rowOf(
  answer: InitializationAnswer,
  { color, dash }: Pick<Series, 'color' | 'dash'>,
  small: InitializationAnswer | null,
): TemplateResult {
  const { start, end, reached } = answer;
  const metric = formatMetric(end.metric);
  return html`<tr data-start=${`${answer.scheme}:${answer.factor}`}><th scope="row"><span
    class="start-key">${lineKey(color, dash)}${startName(answer)}</span></th>
      <td>${formatPercent(saturatedAtStart(start))}</td><td>${distinct(start)} →
        ${distinct(end)}</td><td>${formatCost(start.cost)} → ${formatCost(end.cost)}</td><td>${metric}</td><td>${
          reached === null ? localize('never') : stepsText(answer, reached)
        }</td></tr>
    <tr class="says"><td colspan="6">${startSentence(answer, small)}</td></tr>`;
}

/** "4 of 4", of all hidden layers together. */
function distinct({ layers }: InitializationAnswer['start']): string {
  const sum = (key: 'distinct' | 'units'): number => layers.reduce((total, layer) => total + layer[key], 0);
  return layers.length === 0 ? '–' : `${sum('distinct')}/${sum('units')}`;
}

function seriesOf({ curve, scheme, factor }: InitializationAnswer, index: number, theme: Theme): Series {
  return {
    label: startName({ scheme, factor }),
    ...styleOf(index, theme),
    faint: false,
    points: pointsOf(curve.steps, curve.cost, true),
  };
}
