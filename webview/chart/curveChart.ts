/** One line chart over the steps (chart.js, registered parts only): curves, marks where something changed, guides, the cursor. */
import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { type CurveChartOptions, chartOptions } from './chartOptions.ts';
import type { CurvePoint } from './curveData.ts';
import { marksNear } from './marks.ts';
import { type StepLines, stepLines } from './stepLines.ts';
import type { StepRange } from './stepRange.ts';
import { axisName, stepsAxis, type TimeAxis } from './timeAxis.ts';
import { AxisWidth } from './axisWidth.ts';

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement, Tooltip);

export interface Series {
  readonly label: string;
  readonly color: Rgb;
  readonly dash: readonly number[];
  /** Behind the others and without a line in the tooltip: the curve before it was smoothed. */
  readonly faint: boolean;
  /** Pixels, where it is not a curve. */
  readonly width?: number;
  readonly points: CurvePoint[];
}

export interface ChartContent extends StepLines {
  readonly series: readonly Series[];
  readonly range: StepRange;
  readonly logarithmic: boolean;
  /** Steps, unless told otherwise. */
  readonly axis?: TimeAxis;
  /** Fills what lies between the first two series. */
  readonly band?: Rgb;
}

export class CurveChart {
  readonly element = document.createElement('div');
  readonly canvas = document.createElement('canvas');
  readonly #options: CurveChartOptions;
  #lines: StepLines & Pick<ChartContent, 'band'> = { marks: [], guides: [] };
  #chart: Chart<'line', CurvePoint[]> | null = null;
  #theme: Theme | null = null;
  #logarithmic = false;
  #axis = '';

  /** @param axisWidth shared with the charts that have the same time axis */
  constructor(options: Omit<CurveChartOptions, 'marksAt' | 'axisWidth'>, axisWidth = new AxisWidth()) {
    this.#options = { ...options, axisWidth, marksAt: (step) => this.#marksAt(step) };
    this.canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.canvas);
  }

  update(content: ChartContent, theme: Theme): void {
    const chart = this.#chartFor(content.logarithmic, theme, content.axis ?? stepsAxis());
    const { datasets } = chart.data;
    datasets.length = content.series.length;
    content.series.forEach((series, index) => {
      datasets[index] = { ...datasets[index], ...styleOf(series) };
    });
    const axis = chart.options.scales?.['x'];
    if (axis) {
      axis.min = content.range.from;
      axis.max = content.range.to;
    }
    this.#lines = content;
    chart.update('none');
  }

  /** The step under a place on the screen, or `null` outside the area of the curves. */
  stepAt(clientX: number): number | null {
    const chart = this.#chart;
    const scale = chart?.scales['x'];
    if (!chart?.chartArea || !scale) return null;
    const x = clientX - this.canvas.getBoundingClientRect().left;
    const { left, right } = chart.chartArea;
    if (x < left - 12 || x > right + 12) return null;
    return Math.round(scale.getValueForPixel(Math.min(right, Math.max(left, x))) ?? 0);
  }

  /** A change of theme or of the axis' kind needs a new chart; new data do not. */
  #chartFor(logarithmic: boolean, theme: Theme, axis: TimeAxis): Chart<'line', CurvePoint[]> {
    const kind = `${axis.name} ${axis.logarithmic}`;
    if (this.#chart && this.#theme === theme && this.#logarithmic === logarithmic && this.#axis === kind)
      return this.#chart;
    this.#axis = kind;
    this.#chart?.destroy();
    this.#theme = theme;
    this.#logarithmic = logarithmic;
    const options = chartOptions(this.#options, logarithmic, theme, axis);
    this.#chart = new Chart<'line', CurvePoint[]>(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      options,
      plugins: [
        axisName(this.#options, theme, axis.name),
        bandFill(() => this.#lines.band),
        stepLines(() => this.#lines, this.#options.markLabels, theme),
      ],
    });
    return this.#chart;
  }

  #marksAt(step: number): readonly string[] {
    const scale = this.#chart?.scales['x'];
    const perPixel = scale ? (scale.max - scale.min) / Math.max(1, scale.width) : 0;
    return marksNear(this.#lines.marks, step, 8 * perPixel);
  }
}

function bandFill(colorNow: () => Rgb | undefined): Plugin<'line'> {
  return {
    id: 'bandFill',
    beforeDatasetsDraw: (chart) => {
      const color = colorNow();
      if (!color) return;
      const { ctx } = chart;
      const [low = [], high = []] = [0, 1].map((place) => chart.getDatasetMeta(place).data);
      ctx.fillStyle = css(color, 0.26);
      ctx.beginPath();
      for (const { x, y } of [...low, ...high.toReversed()]) ctx.lineTo(x, y);
      ctx.fill();
    },
  };
}

/** A lone point has no line and is drawn itself; lines at the ends of the axis are seen in their whole width. */
function styleOf({
  label,
  color,
  dash,
  faint,
  width = faint ? 1 : 1.75,
  points,
}: Series): ChartDataset<'line', CurvePoint[]> {
  return {
    label: faint ? '' : label,
    data: points,
    borderColor: css(color, faint ? 0.28 : 1),
    borderWidth: width,
    borderDash: faint ? [] : [...dash],
    borderJoinStyle: 'round',
    clip: 3,
    pointRadius: points.length === 1 && !faint ? 2.5 : 0,
    pointBackgroundColor: css(color),
    pointHitRadius: 0,
    tension: 0,
    order: faint ? 1 : 0,
  };
}
