/** Cost and accuracy over the steps: two charts with one time axis, their last values, and the same as a table. */
import { t } from '../text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { Theme } from '../color/theme.ts';
import { section } from '../numbers.ts';
import { cursorNumbers, type ShownNumbers } from '../shownNumbers.ts';
import type { ViewState } from '../store.ts';
import { formatCost, formatCount, formatPercent, formatValue } from '../text/number.ts';
import type { UiState } from '../uiState.ts';
import { CurveChart } from './curveChart.ts';
import { curvePoints, samplePlaces } from './curveData.ts';

/** Charts and their table need not follow each frame (ms between updates). */
const chartPause = 80;
const tablePause = 500;
const tableRows = 24;

export class CurvesView {
  readonly element = document.createElement('div');
  readonly #cost = new CurveChart({ format: axisCost, max: null, showSteps: false, markLabels: true });
  readonly #metric = new CurveChart({
    format: (value) => (this.#regression ? axisCost(value) : `${Math.round(value * 100)} %`),
    max: 1,
    showSteps: true,
    markLabels: false,
  });
  readonly #legend = document.createElement('div');
  readonly #metricLegend = document.createElement('div');
  readonly #table = document.createElement('div');
  readonly #move: (change: Partial<UiState>) => void;
  #regression = false;
  #drawn: readonly unknown[] = [];
  #lastChart = 0;
  #lastTable = 0;

  /** `later`: asks for one more update, when this one came too soon after the last. */
  readonly #later: () => void;

  constructor(move: (change: Partial<UiState>) => void, later: () => void) {
    this.#move = move;
    this.#later = later;
    this.element.className = 'curves';
    this.#legend.className = this.#metricLegend.className = 'section-head';
    this.#cost.element.className = 'chart chart-cost';
    this.#metric.element.className = 'chart chart-metric';
    this.#table.className = 'visually-hidden';
    this.element.append(this.#legend, this.#cost.element, this.#metricLegend, this.#metric.element, this.#table);
  }

  update(state: ViewState, theme: Theme, now: number): void {
    const { run, frame, status, ui } = state;
    const inputs = [frame?.frame, frame?.runId, status?.marks.length, ui.logCost, theme, status?.state];
    if (!run || inputs.every((input, index) => input === this.#drawn[index])) return;
    this.#heads(state);
    const steady = ui.logCost === this.#drawn[3] && theme === this.#drawn[4];
    if (steady && now - this.#lastChart < chartPause) {
      this.#later();
      return;
    }
    this.#drawn = inputs;
    this.#lastChart = now;
    const curve = section(frame, 'curve');
    this.#regression = run.task === 'regression';
    const metric = run.task === 'regression' ? 'R²' : t('Accuracy');
    const marks = status?.marks ?? [];
    if (curve) {
      this.#cost.update(
        {
          train: curvePoints(curve, 'cost', ui.logCost),
          validation: curvePoints(curve, 'validationCost', ui.logCost),
          marks,
          logarithmic: ui.logCost,
        },
        theme,
      );
      this.#metric.update(
        {
          train: curvePoints(curve, 'trainMetric', false),
          validation: curvePoints(curve, 'validationMetric', false),
          marks,
          logarithmic: false,
        },
        theme,
      );
    }
    if (curve && (now - this.#lastTable > tablePause || status?.state !== 'running')) {
      this.#lastTable = now;
      render(curveTable(curve, metric), this.#table);
    }
  }

  /** The numbers follow each frame, so that they are those of the state line; the curves may lag a moment. */
  #heads(state: ViewState): void {
    const numbers = cursorNumbers(state);
    const regression = state.run?.task === 'regression';
    render(this.#costHead(numbers, state.ui.logCost), this.#legend);
    render(
      html`<h2>${regression ? 'R²' : t('Accuracy')}</h2>${legend(numbers?.trainMetric, numbers?.validationMetric, regression ? formatMaybe : formatPercent)}`,
      this.#metricLegend,
    );
  }

  #costHead(numbers: ShownNumbers | null, logarithmic: boolean): TemplateResult {
    return html`<h2>${t('Cost')}</h2>
      <button class="switch" role="switch" aria-checked=${logarithmic ? 'true' : 'false'} title=${t('Logarithmic cost axis')}
        @click=${() => this.#move({ logCost: !logarithmic })}>${t('log')}</button>${legend(numbers?.cost, numbers?.validationCost, formatCost)}`;
  }
}

function legend(
  train: number | null | undefined,
  validation: number | null | undefined,
  format: (value: number | null) => string,
): TemplateResult {
  return html`<p class="legend">
    <span class="key train">${t('train')} <b>${format(train ?? null)}</b></span>
    ${validation === null || validation === undefined ? nothing : html`<span class="key validation">${t('validation')} <b>${format(validation)}</b></span>`}
  </p>`;
}

function curveTable(curve: Matrix, metric: string): TemplateResult {
  const at = (row: number, index: number): number | null => {
    const value = curve.values[row * curve.columns + index] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  };
  return html`<table data-curve>
    <caption>${t('Cost and {0} over the training so far', metric)}</caption>
    <thead><tr><th scope="col">${t('step')}</th><th scope="col">${t('training cost')}</th><th scope="col">${t('validation cost')}</th><th scope="col">${t('training {0}', metric)}</th><th scope="col">${t('validation {0}', metric)}</th></tr></thead>
    <tbody>${samplePlaces(curve.columns, tableRows).map(
      (index) => html`<tr>
      <th scope="row">${formatCount(at(0, index) ?? 0)}</th>
      ${[1, 2, 3, 4].map((row) => html`<td data-value=${at(row, index) ?? ''}>${formatMaybe(at(row, index))}</td>`)}
    </tr>`,
    )}</tbody>
  </table>`;
}

function formatMaybe(value: number | null): string {
  return value === null ? '–' : formatValue(value);
}

/** Axis values are round already: they need no more digits than they have. */
function axisCost(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)) return formatCost(value);
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
