/** One live line chart (chart.js, registered parts only): a training and a validation curve over the steps, with marks. */
import { Chart, type ChartDataset, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Mark } from '../../src/protocol/run.ts';
import { css } from '../color/oklab.ts';
import type { Theme } from '../color/theme.ts';
import { formatCount } from '../text/number.ts';
import type { CurvePoint } from './curveData.ts';

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement, Tooltip, annotation);

export interface CurveChartOptions {
  /** Writes an axis value. */
  readonly format: (value: number) => string;
  /** Fixed upper end of the axis (1 for shares), or `null`. */
  readonly max: number | null;
  readonly showSteps: boolean;
  readonly markLabels: boolean;
}

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
  #chart: Chart<'line', CurvePoint[]> | null = null;
  #theme: Theme | null = null;
  #logarithmic = false;

  constructor(options: CurveChartOptions) {
    this.#options = options;
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.#canvas);
  }

  update(curves: Curves, theme: Theme): void {
    const chart = this.#chartFor(curves.logarithmic, theme);
    const [train, validation] = chart.data.datasets;
    if (train) train.data = curves.train;
    if (validation) validation.data = curves.validation;
    const plugins = chart.options.plugins;
    if (plugins) plugins.annotation = { animations: {}, annotations: this.#annotations(curves.marks, theme) };
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
      data: { datasets: [curve('train', css(theme.train), []), curve('validation', css(theme.validation), [5, 3])] },
      options: this.#chartOptions(logarithmic, theme),
    });
    return this.#chart;
  }

  #chartOptions(logarithmic: boolean, theme: Theme): NonNullable<ConstructorParameters<typeof Chart<'line', CurvePoint[]>>[1]['options']> {
    const { format, max, showSteps } = this.#options;
    const ticks = { color: css(theme.muted), font: { family: theme.font, size: 11 } };
    const grid = { color: css(theme.grid), drawTicks: false, tickLength: 0 };
    return {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      layout: { autoPadding: false, padding: { top: 6, right: 14, bottom: 0, left: 0 } },
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          bounds: 'data',
          border: { display: false },
          grid: { ...grid, display: false },
          ticks: {
            ...ticks,
            display: showSteps,
            maxTicksLimit: 6,
            maxRotation: 0,
            align: 'inner',
            padding: 6,
            callback: (value) => formatCount(Number(value)),
          },
        },
        y: {
          type: logarithmic ? 'logarithmic' : 'linear',
          border: { display: false },
          grid,
          ...(max === null ? {} : { max }),
          afterFit: (axis) => {
            axis.width = 46;
          },
          ticks: {
            ...ticks,
            maxTicksLimit: max === null ? 5 : 3,
            padding: 8,
            callback: (value, index, all) =>
              logarithmic && crowded(all.length, Number(value)) ? null : index >= 0 ? format(Number(value)) : null,
          },
        },
      },
      plugins: {
        tooltip: {
          animation: false,
          displayColors: false,
          backgroundColor: css(theme.background),
          borderColor: css(theme.muted),
          borderWidth: 1,
          titleColor: css(theme.foreground),
          bodyColor: css(theme.foreground),
          cornerRadius: 3,
          bodyFont: { family: theme.font, size: 11 },
          titleFont: { family: theme.font, size: 11 },
          callbacks: {
            title: ([item]) => `step ${formatCount(item?.parsed.x ?? 0)}`,
            label: (item) => `${item.dataset.label ?? ''} ${format(item.parsed.y ?? 0)}`,
          },
        },
      },
    };
  }

  #annotations(marks: readonly Mark[], theme: Theme): Record<string, AnnotationOptions> {
    const entries = marks.map((mark, index): [string, AnnotationOptions] => [
      `mark${index}`,
      {
        type: 'line',
        scaleID: 'x',
        value: mark.step,
        borderColor: css(theme.foreground, 0.55),
        borderWidth: 1,
        borderDash: [3, 3],
        label: {
          display: this.#options.markLabels && index >= marks.length - 3,
          content: mark.label,
          position: 'start',
          yAdjust: (index % 3) * 17,
          backgroundColor: css(theme.background, 0.9),
          color: css(theme.foreground),
          borderRadius: 2,
          padding: { x: 4, y: 2 },
          font: { family: theme.font, size: 10, weight: 'normal' },
        },
      },
    ]);
    return Object.fromEntries(entries);
  }
}

/** A long logarithmic axis names only 1, 2 and 5 of each decade, a very long one only the decades. */
function crowded(ticks: number, value: number): boolean {
  const leading = Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
  if (ticks > 24) return leading !== 1;
  return leading !== 1 && leading !== 2 && leading !== 5;
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
