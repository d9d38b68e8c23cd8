/** Curves in one chart: which figure, over what, and on which kind of axes is chosen above it. The same in numbers is beside it. */
import { html, type nothing, render, type TemplateResult } from 'lit';
import { axisCost, axisPercent } from '../chart/axisText.ts';
import { CurveChart, type Series } from '../chart/curveChart.ts';
import type { CurvePoint } from '../chart/curveData.ts';
import { select } from '../fit/fitHead.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { sampleIndices } from '../kit/plot/ticks.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCost, formatPercent, formatValue } from '../kit/text/number.ts';

/** Places of a curve in the table beside the picture. */
const maxRows = 12;

export interface CurveChoice<X extends string, Y extends string> {
  readonly x: X;
  readonly y: Y;
  readonly logX: boolean;
  readonly logY: boolean;
}

export interface ChosenCurve<X extends string, Y extends string> {
  readonly ui: CurveChoice<X, Y>;
  /** What can be chosen, each with its name. */
  readonly axes: ReadonlyMap<X, string>;
  readonly figures: ReadonlyMap<Y, string>;
  readonly series: readonly Series[];
  /** Whether the figure is a share of a hundred. */
  readonly isShare: boolean;
  readonly legend?: TemplateResult;
  /** Fills what lies between the first two series. */
  readonly band?: Rgb;
}

export class ChosenCurves<X extends string, Y extends string> {
  readonly element = document.createElement('div');
  readonly #head = document.createElement('div');
  readonly #table = document.createElement('div');
  readonly #change: (change: Partial<CurveChoice<X, Y>>) => void;
  readonly #chart: CurveChart;
  #isShare = false;

  constructor(change: (change: Partial<CurveChoice<X, Y>>) => void) {
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

  update(chosen: ChosenCurve<X, Y>, theme: Theme): void {
    const { ui, axes, figures, series, isShare, band } = chosen;
    this.#isShare = isShare;
    render(this.#headOf(chosen), this.#head);
    const places = series.flatMap(({ points }) => points.map(({ x }) => x));
    const from = ui.logX && places.length > 0 ? places : [...places, ui.logX ? 1 : 0];
    const range = { from: Math.min(...from), to: Math.max(...places, ui.logX ? 10 : 1) };
    const name = axes.get(ui.x) ?? '';
    const axis = {
      ...{ name, logarithmic: ui.logX, isWhole: ui.x === 'step' },
      place: (value: number) => `${name} ${formatValue(value)}`,
    };
    const content = { series, range, axis, logarithmic: ui.logY, marks: [], guides: [] };
    this.#chart.update(band ? { ...content, band } : content, theme);
    render(
      series.map((one) => twin(one, name, figures.get(ui.y) ?? '', isShare ? formatPercent : formatCost)),
      this.#table,
    );
  }

  #headOf({ ui, axes, figures, legend = html`` }: ChosenCurve<X, Y>): TemplateResult {
    return html`<h2>${localize('Curves')}</h2>
      ${select('y', localize('Figure'), choices(figures, ui.y), (y) => this.#change({ y }))}
      ${this.#switch('y', localize('Logarithmic axis of values'), ui.logY, { logY: !ui.logY })}
      ${select('x', localize('over'), choices(axes, ui.x), (x) => this.#change({ x }))}
      ${this.#switch('x', localize('Logarithmic axis of time'), ui.logX, { logX: !ui.logX })}${legend}`;
  }

  #switch(axis: string, title: string, isOn: boolean, change: Partial<CurveChoice<X, Y>>): TemplateResult {
    return html`<button class="switch" role="switch" aria-checked=${isOn ? 'true' : 'false'} title=${title}
      data-switch=${Object.keys(change)[0]} @click=${() => this.#change(change)}>${localize('log')} <i>${axis}</i></button>`;
  }
}

function choices<T>(names: ReadonlyMap<T, string>, chosen: T) {
  return Array.from(names, ([value, label]) => ({ value, label, chosen: value === chosen }));
}

/** A curve in numbers. */
function twin(
  { label, points }: Series,
  axis: string,
  figure: string,
  written: (value: number) => string,
): TemplateResult | typeof nothing {
  return html`<table data-curve=${label}><caption>${figure}: ${label}</caption>
    <thead><tr><th scope="col">${axis}</th><th scope="col">${figure}</th></tr></thead>
    <tbody>${sampleIndices(points.length, maxRows).map((index) => {
      const { x, y } = points[index] ?? { x: Number.NaN, y: Number.NaN };
      return html`<tr><th scope="row">${formatValue(x)}</th><td>${written(y)}</td></tr>`;
    })}</tbody></table>`;
}

/** What a logarithmic axis cannot show is left out. */
export function chosenPoints(
  x: Float64Array,
  y: Float64Array,
  { logX, logY }: Pick<CurveChoice<string, string>, 'logX' | 'logY'>,
): CurvePoint[] {
  const points: CurvePoint[] = [];
  x.forEach((place, index) => {
    const value = y[index] ?? Number.NaN;
    if (!Number.isFinite(place) || !Number.isFinite(value)) return;
    if ((logX && place <= 0) || (logY && value <= 0)) return;
    points.push({ x: place, y: value });
  });
  return points;
}

/** As axes are called. */
export function axisNames() {
  return { step: localize('steps'), epoch: localize('epochs'), seconds: localize('seconds') };
}
