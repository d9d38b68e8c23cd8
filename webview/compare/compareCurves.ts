/** The curves of all runs in one chart: which figure, over what, and on which kind of axes is chosen above it. */
import { html, render, type TemplateResult } from 'lit';
import type { ComparedCurve, ComparedRuns } from '../../src/protocol/compare/runsComparison.ts';
import { axisCost, axisPercent } from '../chart/axisText.ts';
import { CurveChart, type Series } from '../chart/curveChart.ts';
import type { CurvePoint } from '../chart/curveData.ts';
import type { TimeAxis } from '../chart/timeAxis.ts';
import { select } from '../fit/fitHead.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { dashOf } from '../kit/plot/series.ts';
import { sampleIndices } from '../kit/plot/ticks.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCost, formatPercent, formatValue } from '../kit/text/number.ts';
import { type CompareUi, compareAxes, compareFigures } from './compareUi.ts';

/** Places of a curve in the table beside the picture. */
const maxRows = 12;

/** Of the run at that place: no two of twenty have the same colour and dashes. */
export function lineOf(theme: Theme, index: number): { readonly color: Rgb; readonly dash: readonly number[] } {
  return { color: theme.lines[index % theme.lines.length] ?? theme.foreground, dash: dashOf(index) };
}

export class CompareCurves {
  readonly element = document.createElement('div');
  readonly #head = document.createElement('div');
  readonly #table = document.createElement('div');
  readonly #change: (change: Partial<CompareUi>) => void;
  readonly #chart: CurveChart;
  #isShare = false;
  #drawn: readonly unknown[] = [];

  constructor(change: (change: Partial<CompareUi>) => void) {
    this.#change = change;
    this.#chart = new CurveChart({
      format: (value, step, asPower) => (this.#isShare ? axisPercent(value, step) : axisCost(value, step, asPower)),
      exact: (value) => (this.#isShare ? formatPercent(value) : allDigits(value)),
      ...{ max: null, showSteps: true, markLabels: false },
    });
    this.#head.className = 'section-head filters';
    this.#chart.element.className = 'chart chart-compare';
    this.#table.className = 'visually-hidden';
    this.element.className = 'curves';
    this.element.append(this.#head, this.#chart.element, this.#table);
  }

  update(names: readonly string[], compared: ComparedRuns, ui: CompareUi, theme: Theme): void {
    const inputs = [compared, ui.x, ui.y, ui.logX, ui.logY, theme];
    if (inputs.every((input, index) => input === this.#drawn[index])) return;
    this.#drawn = inputs;
    const metric = compared.records.every(({ isShare }) => isShare) ? localize('accuracy') : 'R²';
    this.#isShare = metric !== 'R²' && !ui.y.startsWith('c') && ui.y !== 'validationCost';
    render(this.#headOf(ui, metric), this.#head);
    const series = compared.curves.map((curve, index): Series => {
      return { label: names[index] ?? '', ...lineOf(theme, index), faint: false, points: pointsOf(curve, ui) };
    });
    const places = series.flatMap(({ points }) => points.map(({ x }) => x));
    const range = { from: Math.min(...places, ui.logX ? 1 : 0), to: Math.max(...places, ui.logX ? 10 : 1) };
    const axis: TimeAxis = {
      ...{ name: axisNames()[ui.x], logarithmic: ui.logX, isWhole: ui.x === 'step' },
      place: (value) => `${axisNames()[ui.x]} ${formatValue(value)}`,
    };
    this.#chart.update({ series, range, axis, logarithmic: ui.logY, marks: [], guides: [] }, theme);
    render(this.#tables(series, ui, metric), this.#table);
  }

  #headOf(ui: CompareUi, metric: string): TemplateResult {
    const figures = figureNames(metric);
    const ofY = compareFigures.map((value) => ({ value, label: figures[value], chosen: value === ui.y }));
    const ofX = compareAxes.map((value) => ({ value, label: axisNames()[value], chosen: value === ui.x }));
    return html`<h2>${localize('Curves')}</h2>
      ${select('y', localize('Figure'), ofY, (y) => this.#change({ y }))}
      ${this.#switch('y', localize('Logarithmic axis of values'), ui.logY, { logY: !ui.logY })}
      ${select('x', localize('over'), ofX, (x) => this.#change({ x }))}
      ${this.#switch('x', localize('Logarithmic axis of time'), ui.logX, { logX: !ui.logX })}`;
  }

  #switch(axis: string, title: string, isOn: boolean, change: Partial<CompareUi>): TemplateResult {
    return html`<button class="switch" role="switch" aria-checked=${isOn ? 'true' : 'false'} title=${title}
      data-switch=${Object.keys(change)[0]} @click=${() => this.#change(change)}>${localize('log')} <i>${axis}</i></button>`;
  }

  /** The same in numbers. */
  #tables(series: readonly Series[], ui: CompareUi, metric: string): readonly TemplateResult[] {
    const figure = figureNames(metric)[ui.y];
    const written = (value: number): string => (this.#isShare ? formatPercent(value) : formatCost(value));
    return series.map(
      ({ label, points }) => html`<table data-curve=${label}><caption>${localize('{0} of {1}', figure, label)}</caption>
      <thead><tr><th scope="col">${axisNames()[ui.x]}</th><th scope="col">${figure}</th></tr></thead>
      <tbody>${sampleIndices(points.length, maxRows).map((index) => {
        const { x, y } = points[index] ?? { x: Number.NaN, y: Number.NaN };
        return html`<tr><th scope="row">${formatValue(x)}</th><td>${written(y)}</td></tr>`;
      })}</tbody></table>`,
    );
  }
}

/** What a logarithmic axis cannot show is left out. */
function pointsOf(curve: ComparedCurve, { x, y, logX, logY }: CompareUi): CurvePoint[] {
  const points: CurvePoint[] = [];
  curve[x].forEach((place, index) => {
    const value = curve[y][index] ?? Number.NaN;
    if (!Number.isFinite(place) || !Number.isFinite(value)) return;
    if ((logX && place <= 0) || (logY && value <= 0)) return;
    points.push({ x: place, y: value });
  });
  return points;
}

function axisNames(): Readonly<Record<CompareUi['x'], string>> {
  return { step: localize('steps'), epoch: localize('epochs'), seconds: localize('seconds') };
}

function figureNames(metric: string): Readonly<Record<CompareUi['y'], string>> {
  return {
    cost: localize('training cost'),
    validationCost: localize('validation cost'),
    trainMetric: localize('training {0}', metric),
    validationMetric: localize('validation {0}', metric),
  };
}
