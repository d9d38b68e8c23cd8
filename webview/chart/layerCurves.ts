/** A statistic of every layer over the steps: how large its gradient and weights are, how active, saturated or dead its units. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { CurvesAnswer } from '../../src/protocol/timeAnswers.ts';
import { layerSeries } from '../../src/protocol/timeAnswers.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { msg, localize } from '../kit/text/l10n.ts';
import { formatPercent, formatValue } from '../kit/text/number.ts';
import type { UiState } from '../state/uiState.ts';
import type { ViewContext } from '../state/panelView.ts';
import { axisCost, axisPercent } from './axisText.ts';
import { CurveChart, type Series } from './curveChart.ts';
import type { Guide } from './stepLines.ts';
import { pointsOf } from './curveData.ts';
import { smoothed } from './smooth.ts';
import type { StepRange } from './stepRange.ts';
import type { AxisWidth } from './axisWidth.ts';

type LayerSeries = (typeof layerSeries)[number];

const names: Readonly<Record<LayerSeries, string>> = {
  gradientNorm: msg('gradient norm ‖dW‖'),
  weightNorm: msg('weight norm ‖W‖'),
  meanActivation: msg('mean |a|'),
  saturated: msg('saturated activations'),
  dead: msg('dead units'),
};

/** Milliseconds between two questions while the training runs. */
const pause = 1000;
const points = 400;

export class LayerCurves {
  readonly element = document.createElement('div');
  readonly chart: CurveChart;
  readonly #context: ViewContext;
  readonly #head = document.createElement('div');
  #answer: CurvesAnswer | null = null;
  /** Whose the answer is. */
  #network = '';
  #problem = '';
  #asked = '';
  #askedAt = 0;
  #waiting = false;
  #series: LayerSeries | null = null;

  constructor(context: ViewContext, axisWidth: AxisWidth) {
    this.#context = context;
    const format = (value: number, step?: number, asPower?: boolean): string => this.#format(value, step, asPower);
    this.chart = new CurveChart({ format, max: null, showSteps: true, markLabels: false }, axisWidth);
    this.#head.className = 'section-head';
    this.chart.element.className = 'chart chart-layers';
    this.chart.element.hidden = true;
    this.element.append(this.#head, this.chart.element);
  }

  update(state: ViewState, theme: Theme, range: StepRange, guides: readonly Guide[], now: number): void {
    const network = state.run ? networkKey(state.run) : '';
    if (network !== this.#network) this.#answer = null;
    this.#network = network;
    this.#series = layerSeries.find((name) => name === state.ui.layerSeries) ?? null;
    render(this.#template(state.ui, state), this.#head);
    this.chart.element.hidden = this.#series === null || this.#answer === null;
    if (this.#series === null) return;
    this.#ask(state, range, now);
    const drawn = this.#lines(state.ui, theme);
    const logarithmic = this.#series === 'gradientNorm';
    if (drawn.length > 0)
      this.chart.update({ series: drawn, marks: state.status?.marks ?? [], guides, range, logarithmic }, theme);
  }

  #template(ui: UiState, { run }: ViewState): TemplateResult {
    const change = (event: Event): void =>
      this.#context.move({ layerSeries: (event.currentTarget as HTMLSelectElement).value });
    return html`<h2><label for="layer-series">${localize('Layers')}</label></h2>
      <span class="select small"><select id="layer-series" @change=${change}>
        <option value="" .selected=${this.#series === null}>${localize('show a statistic…')}</option>
        ${layerSeries.map((name) => html`<option value=${name} .selected=${name === ui.layerSeries}>${localize(names[name])}</option>`)}
      </select><span class="codicon codicon-chevron-down" aria-hidden="true"></span></span>
      ${this.#series === 'gradientNorm' ? html`<span class="quiet">${localize('logarithmic')}</span>` : nothing}
      ${this.#problem === '' || this.#series === null ? nothing : html`<p class="quiet">${this.#problem}</p>`}
      ${
        this.#series === null || !run
          ? nothing
          : html`<p class="legend">${run.layers.map(
              ({ layer }) =>
                html`<span class="key layer layer-${((layer - 1) % 6) + 1}">${localize(
                  'layer {0}',
                  layer,
                )} <b>${this.#latest(layer)}</b></span>`,
            )}</p>`
      }`;
  }

  /** Asks when another stretch is wanted, or the run has gone on for a while. */
  #ask({ run, frame }: ViewState, range: StepRange, now: number): void {
    const network = run ? networkKey(run) : '';
    const requested = `${network} ${range.from} ${range.to} ${frame?.live ? frame.step : ''}`;
    if (this.#waiting || requested === this.#asked || now - this.#askedAt < pause) {
      if (requested !== this.#asked) this.#context.redrawLater();
      return;
    }
    this.#asked = requested;
    this.#askedAt = now;
    this.#waiting = true;
    const done = (answer: CurvesAnswer | null, problem: string): void => {
      this.#waiting = false;
      this.#problem = problem;
      if (network === this.#network) this.#answer = answer ?? this.#answer;
      this.#context.redraw();
    };
    this.#context.ask({ kind: 'curves', from: range.from, to: range.to, points }, 'layers').then(
      (answer) => done(answer, ''),
      (error: unknown) => done(null, error instanceof Error ? error.message : String(error)),
    );
  }

  #lines({ smoothing }: UiState, theme: Theme): Series[] {
    const answer = this.#answer;
    if (!answer) return [];
    const seriesIndex = layerSeries.indexOf(this.#series ?? 'gradientNorm');
    const count = answer.steps.length;
    return answer.layers.map((numbers, index) => ({
      label: localize('layer {0}', index + 1),
      color: theme.lines[index % theme.lines.length] ?? theme.foreground,
      dash: index % 2 === 1 ? [5, 3] : [],
      faint: false,
      points: smoothed(
        pointsOf(
          answer.steps,
          numbers.subarray(seriesIndex * count, (seriesIndex + 1) * count),
          this.#series === 'gradientNorm',
        ),
        smoothing,
      ),
    }));
  }

  #latest(layer: number): string {
    const { steps, layers } = this.#answer ?? { steps: new Float64Array(), layers: [] };
    const seriesIndex = layerSeries.indexOf(this.#series ?? 'gradientNorm');
    const value = layers[layer - 1]?.[(seriesIndex + 1) * steps.length - 1];
    if (value === undefined) return '–';
    return this.#isShare() ? formatPercent(value) : formatValue(value);
  }

  #isShare(): boolean {
    return this.#series === 'saturated' || this.#series === 'dead';
  }

  #format(value: number, step?: number, asPower?: boolean): string {
    return this.#isShare() ? axisPercent(value, step) : axisCost(value, step, asPower);
  }
}
