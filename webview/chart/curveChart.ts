/** One live line chart (chart.js, registered parts only): a training and a validation curve over the steps, with marks. */
import { Chart, type ChartDataset, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Mark } from '../../src/protocol/run.ts';
import { css } from '../color/oklab.ts';
import type { Theme } from '../color/theme.ts';
import { type CurveChartOptions, chartOptions } from './chartOptions.ts';
import type { CurvePoint } from './curveData.ts';

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
      options: chartOptions(this.#options, logarithmic, theme),
    });
    return this.#chart;
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
