/** Cost and accuracy over the steps, and a statistic of the layers: charts with one time axis, and the same in numbers. */
import { makeSlider } from '../kit/slider.ts';
import { html, render } from 'lit';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { RunStatus } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { section } from '../state/numbers.ts';
import { cursorNumbers } from '../state/shownNumbers.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { allDigits, formatCount, formatMetric } from '../kit/text/number.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import { RenderQueue } from '../state/renderQueue.ts';
import type { ViewContext } from '../state/panelView.ts';
import { axisCost, axisPercent } from './axisText.ts';
import { ChartPointer } from './chartPointer.ts';
import { type ChartContent, CurveChart } from './curveChart.ts';
import type { Guide } from './stepLines.ts';
import { type CurveName, curveOfAnswer, curvePoints, wholeRange, noCurve } from './curveData.ts';
import { costHead, legend } from './curveHead.ts';
import { CompareRuns, comparedCurve, comparedSeries, nameOf } from './compareRuns.ts';
import { curveTable } from './curveTable.ts';
import { curvesCsv, curvesSvg, type ExportFormat } from './exportCurves.ts';
import { guidesOf } from './guides.ts';
import { LayerCurves } from './layerCurves.ts';
import { pngUrl } from './exportPng.ts';
import { smoothLines } from './smooth.ts';
import { inside, type StepRange } from './stepRange.ts';
import { AxisWidth } from './axisWidth.ts';

/** Charts and their table need not follow each frame (ms between updates). */
const chartPause = 80;
const tablePause = 500;
/** Points asked for when a part of the run is looked at. */
const finePoints = 500;

export class CurvesView {
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #axisWidth = new AxisWidth();
  readonly #cost = new CurveChart(
    { format: axisCost, exact: allDigits, max: null, showSteps: false, markLabels: true },
    this.#axisWidth,
  );
  readonly #metric = new CurveChart(
    {
      format: (value, step, asPower) =>
        this.#isRegression() ? axisCost(value, step, asPower) : axisPercent(value, step),
      max: 1,
      showSteps: true,
      markLabels: false,
    },
    this.#axisWidth,
  );
  readonly #layers: LayerCurves;
  readonly #compare: CompareRuns;
  readonly #comparison = document.createElement('div');
  readonly #legend = document.createElement('div');
  readonly #metricLegend = document.createElement('div');
  readonly #table = document.createElement('div');
  #state: ViewState | null = null;
  #theme: Theme | null = null;
  #drawn: readonly unknown[] = [];
  readonly #turns: RenderQueue;
  /** Which stretch of which network. */
  readonly #kept: ViewSetting<{ readonly zoom: StepRange | null; readonly network: string }>;
  #lastChart = 0;
  #lastTable = 0;
  /** The stretch that is zoomed into, and its curve once it is there. */
  #zoom: StepRange | null = null;
  #network = '';
  #fine: { readonly zoom: StepRange; readonly curve: Matrix } | null = null;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#turns = new RenderQueue(context.redraw);
    this.#kept = new ViewSetting(context, 'curves', { zoom: null, network: '' });
    this.#layers = new LayerCurves(context, this.#axisWidth);
    this.#compare = new CompareRuns(context);
    this.#comparison.className = 'comparison';
    this.element.className = 'curves';
    this.#legend.className = this.#metricLegend.className = 'section-head';
    this.#cost.element.className = 'chart chart-cost';
    this.#metric.element.className = 'chart chart-metric';
    this.#table.className = 'visually-hidden';
    this.element.append(
      this.#legend,
      this.#cost.element,
      this.#metricLegend,
      this.#metric.element,
      this.#comparison,
      this.#layers.element,
      this.#table,
    );
    for (const chart of [this.#cost, this.#metric, this.#layers.chart]) this.#handle(chart);
    makeSlider(this.#cost.element);
  }

  update(state: ViewState, theme: Theme, now: number): void {
    const { run, frame, status, ui } = state;
    this.#state = state;
    const { zoom: kept, network } = this.#kept.of(ui);
    if (run) this.#network = networkKey(run);
    const zoom = network === this.#network ? kept : null;
    if (zoom !== this.#zoom) this.#zoomInto(zoom);
    this.#theme = theme;
    this.#compare.follow(state);
    const looks = [
      ui.logCost,
      ui.smoothing,
      ui.layerSeries,
      ui.compare,
      state.comparable,
      state.compared,
      theme,
      this.#zoom,
      this.#fine,
    ];
    const inputs = [...looks, frame?.frame, this.#network, JSON.stringify(status?.marks), status?.state];
    const isUnchanged = this.#turns.isOver && inputs.every((input, index) => input === this.#drawn[index]);
    if (!run || (isUnchanged && ui.layerSeries === '')) return;
    this.#heads(state);
    const steady = looks.every((look, index) => look === this.#drawn[index]);
    if (this.#turns.isOver && steady && now - this.#lastChart < chartPause) {
      this.#context.redrawLater();
      return;
    }
    if (this.#turns.isOver) this.#drawn = inputs;
    this.#lastChart = now;
    // Before its first frame a network has no curve: that of the one before is none of it.
    const curve = section(frame, 'curve') ?? noCurve;
    this.#charts(state, curve, theme, now);
    if (now - this.#lastTable > tablePause || status?.state !== 'running') {
      this.#lastTable = now;
      this.#tabulate(state, curve);
    }
  }

  #tabulate(state: ViewState, curve: Matrix): void {
    const other = comparedCurve(state);
    const compared = other && state.compared ? { name: nameOf(state.compared), curve: other } : null;
    const options = { metric: this.#metricName(), marks: state.status?.marks ?? [], zoom: this.#zoom, compared };
    render(curveTable(this.#seen(curve), options), this.#table);
  }

  #charts(state: ViewState, curve: Matrix, theme: Theme, now: number): void {
    const guides = guidesOf(state, curve, theme);
    const draws = [
      () => this.#cost.update(this.#content('cost', curve, guides, theme), theme),
      () => this.#metric.update(this.#content('metric', curve, guides, theme), theme),
      () => this.#layers.update(state, theme, this.#range(), guides, now),
    ];
    const { width } = this.#axisWidth;
    this.#turns.draw(draws, state.status?.state === 'running');
    if (this.#axisWidth.width !== width) this.#drawAgain();
    this.#describe();
  }

  #drawAgain(): void {
    this.#drawn = [];
    this.#context.redraw();
  }

  /** The numbers follow each frame, so that they are those of the state line; the curves may lag a moment. */
  #heads(state: ViewState): void {
    const numbers = cursorNumbers(state);
    const { move } = this.#context;
    const acts = { move, showAll: () => this.#show(null), save: (format: ExportFormat) => this.#save(format) };
    const hasValidation = (state.run?.mValidation ?? 0) > 0;
    render(costHead(numbers, state.ui, this.#zoom, hasValidation, acts), this.#legend);
    const metricName = this.#isRegression() ? 'R²' : localize('accuracy');
    render(this.#compare.template(state, metricName), this.#comparison);
    render(
      html`<h2>${this.#metricName()}</h2>${legend(numbers?.trainMetric, numbers?.validationMetric, formatMetric, hasValidation)}`,
      this.#metricLegend,
    );
  }

  #content(kind: 'cost' | 'metric', whole: Matrix, guides: readonly Guide[], theme: Theme): ChartContent {
    const logarithmic = kind === 'cost' && this.#state?.ui.logCost === true;
    const curve = this.#seen(whole);
    const [train, validation]: [CurveName, CurveName] =
      kind === 'cost' ? ['cost', 'validationCost'] : ['trainMetric', 'validationMetric'];
    const weight = this.#state?.ui.smoothing ?? 0;
    const series = [
      ...smoothLines(localize('train'), theme.train, [], curvePoints(curve, train, logarithmic), weight),
      ...smoothLines(
        localize('validation'),
        theme.validation,
        [5, 3],
        curvePoints(curve, validation, logarithmic),
        weight,
      ),
      ...(this.#state ? comparedSeries(this.#state, kind, logarithmic, theme) : []),
    ];
    return { series, guides, logarithmic, marks: this.#state?.status?.marks ?? [], range: this.#range() };
  }

  /** The part that is zoomed into, once its finer curve is there; else the whole run. */
  #seen(whole: Matrix): Matrix {
    return this.#fine && this.#fine.zoom === this.#zoom ? this.#fine.curve : whole;
  }

  #handle(chart: CurveChart): void {
    new ChartPointer(chart.element, {
      stepAt: (clientX) => chart.stepAt(clientX),
      range: () => this.#range(),
      whole: () => this.#whole(),
      cursor: () => this.#cursor(),
      show: (range) => this.#show(range),
      look: (step) => this.#context.seek(step >= this.#lastStep() ? 'live' : step),
    });
  }

  #show(zoom: StepRange | null): void {
    this.#zoomInto(zoom && inside(zoom, this.#whole()));
    this.#kept.change({ zoom: this.#zoom, network: this.#network });
  }

  #zoomInto(requested: StepRange | null): void {
    this.#zoom = requested;
    this.#fine = null;
    if (!requested) return;
    const network = this.#network;
    this.#context.ask({ kind: 'curves', from: requested.from, to: requested.to, points: finePoints }, 'zoom').then(
      (answer) => {
        if (!answer || this.#zoom !== requested || network !== this.#network || answer.steps.length < 2) return;
        this.#fine = { zoom: requested, curve: curveOfAnswer(answer) };
        this.#context.redraw();
      },
      // The coarser curve stays.
      () => undefined,
    );
  }

  /** Of both runs when two are shown. */
  #whole(): StepRange {
    const own = wholeRange(section(this.#state?.frame ?? null, 'curve'));
    const other = this.#state && comparedCurve(this.#state);
    return other ? { from: 0, to: Math.max(own.to, wholeRange(other).to) } : own;
  }

  #range(): StepRange {
    return this.#zoom ?? this.#whole();
  }

  #lastStep(): number {
    const status: RunStatus | null = this.#state?.status ?? null;
    return status?.recording.last ?? 0;
  }

  #cursor(): number {
    return this.#state?.status?.recording.cursor ?? this.#lastStep();
  }

  #describe(): void {
    const { from, to } = this.#whole();
    const set = (name: string, value: string): void => this.#cost.element.setAttribute(name, value);
    set('aria-label', localize('Step that is looked at; plus and minus zoom'));
    set('aria-valuemin', String(from));
    set('aria-valuemax', String(to));
    set('aria-valuenow', String(Math.min(to, this.#cursor())));
    set('aria-valuetext', localize('step {0} of {1}', formatCount(this.#cursor()), formatCount(this.#lastStep())));
  }

  #save(format: ExportFormat): void {
    const { run, frame } = this.#state ?? {};
    const curve = section(frame ?? null, 'curve');
    if (!run || !curve || !this.#theme) return;
    const theme = this.#theme;
    const name = `${run.title.replace(/\.nnconfig$/, '')}-curves`;
    this.#context.post({ type: 'save', name, format, content: this.#file(format, curve, theme) });
  }

  #file(format: ExportFormat, curve: Matrix, theme: Theme): string {
    if (format === 'csv') return curvesCsv(curve, this.#isRegression() ? 'r2' : 'accuracy');
    if (format === 'png')
      return pngUrl([this.#cost.canvas, this.#metric.canvas], theme).replace(/^data:image\/png;base64,/, '');
    const guides = this.#state ? guidesOf(this.#state, curve, theme) : [];
    const cost = { ...this.#content('cost', curve, guides, theme), title: localize('Cost'), format: axisCost };
    const metric = { ...this.#content('metric', curve, guides, theme), title: this.#metricName(), format: axisCost };
    return curvesSvg([cost, metric], theme);
  }

  #isRegression(): boolean {
    return this.#state?.run?.task === 'regression';
  }

  #metricName(): string {
    return this.#isRegression() ? 'R²' : localize('Accuracy');
  }
}
