/** One live line chart (chart.js, registered parts only): a training and a validation curve over the steps, with marks. */
import { t } from '../text/l10n.ts';
import { Chart, type ChartDataset, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Mark } from '../../src/protocol/run.ts';
import { css } from '../color/oklab.ts';
import type { Theme } from '../color/theme.ts';
import { type CurveChartOptions, chartOptions } from './chartOptions.ts';
import type { CurvePoint } from './curveData.ts';
import { marksNear, type PlacedMark, placeMarks } from './marks.ts';

/** Rows for the words of marks, and pixels from one to the next. */
const labelRows = 5;
const rowHeight = 17;

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement, Tooltip, annotation);

export interface Curves {
  readonly train: CurvePoint[];
  readonly validation: CurvePoint[];
  readonly marks: readonly Mark[];
  readonly logarithmic: boolean;
}

export class CurveChart {
  readonly element = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #options: CurveChartOptions;
  #marks: readonly Mark[] = [];
  #chart: Chart<'line', CurvePoint[]> | null = null;
  #theme: Theme | null = null;
  #logarithmic = false;

  constructor(options: Omit<CurveChartOptions, 'marksAt'>) {
    this.#options = { ...options, marksAt: (step) => this.#marksAt(step) };
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.#canvas);
  }

  update(curves: Curves, theme: Theme): void {
    const chart = this.#chartFor(curves.logarithmic, theme);
    const [train, validation] = chart.data.datasets;
    if (train) train.data = curves.train;
    if (validation) validation.data = curves.validation;
    const plugins = chart.options.plugins;
    this.#marks = curves.marks;
    const last = Math.max(10, curves.train.at(-1)?.x ?? 0);
    if (plugins) plugins.annotation = { animations: {}, annotations: this.#annotations(chart, last, theme) };
    chart.update('none');
  }

  /** A change of theme or of the axis' kind needs a new chart; new data do not. */
  #chartFor(logarithmic: boolean, theme: Theme): Chart<'line', CurvePoint[]> {
    if (this.#chart && this.#theme === theme && this.#logarithmic === logarithmic) return this.#chart;
    this.#chart?.destroy();
    this.#theme = theme;
    this.#logarithmic = logarithmic;
    this.#chart = new Chart<'line', CurvePoint[]>(this.#canvas, {
      type: 'line',
      data: { datasets: [curve(t('train'), css(theme.train), []), curve(t('validation'), css(theme.validation), [5, 3])] },
      options: chartOptions(this.#options, logarithmic, theme),
    });
    return this.#chart;
  }

  #annotations(chart: Chart<'line', CurvePoint[]>, last: number, theme: Theme): Record<string, AnnotationOptions> {
    // The first drawing has no area yet; the next one comes soon.
    const width = chart.chartArea?.width || chart.width - 60;
    const placed = placeMarks(this.#marks, 0, last, width, this.#options.markLabels ? labelRows : 0);
    return Object.fromEntries(placed.map((mark, index): [string, AnnotationOptions] => [`mark${index}`, annotationOf(mark, theme)]));
  }

  #marksAt(step: number): readonly string[] {
    const scale = this.#chart?.scales['x'];
    const perPixel = scale ? (scale.max - scale.min) / Math.max(1, scale.width) : 0;
    return marksNear(this.#marks, step, 8 * perPixel);
  }
}

function annotationOf(mark: PlacedMark, theme: Theme): AnnotationOptions {
  return {
    type: 'line',
    scaleID: 'x',
    value: mark.step,
    borderColor: css(theme.foreground, 0.55),
    borderWidth: 1,
    borderDash: [3, 3],
    label: {
      display: mark.label !== '',
      content: mark.label,
      position: 'start',
      yAdjust: mark.row * rowHeight,
      backgroundColor: css(theme.background, 0.9),
      color: css(theme.foreground),
      borderRadius: 2,
      padding: { x: 4, y: 2 },
      font: { family: theme.font, size: 10, weight: 'normal' },
    },
  };
}

function curve(label: string, color: string, dash: number[]): ChartDataset<'line', CurvePoint[]> {
  return {
    label,
    data: [],
    borderColor: color,
    borderWidth: 1.75,
    borderDash: dash,
    borderJoinStyle: 'round',
    pointRadius: 0,
    pointHitRadius: 0,
    tension: 0,
  };
}
