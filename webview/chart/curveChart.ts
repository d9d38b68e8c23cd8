/** One line chart over the steps (chart.js, registered parts only): curves, marks where something changed, guides, the cursor. */
import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Mark } from '../../src/protocol/run.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { type CurveChartOptions, chartOptions, stepName } from './chartOptions.ts';
import type { CurvePoint } from './curveData.ts';
import { marksNear, type PlacedMark, placeMarks, wordPadding } from './marks.ts';
import type { StepRange } from './stepRange.ts';
import { AxisWidth } from './axisWidth.ts';

/** Rows for the words of marks, and pixels from one to the next. */
const labelRows = 5;
const rowHeight = 17;
const labelFont = { size: 10, weight: 'normal' } as const;

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement, Tooltip, annotation);

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

/** An upright line that says something about a step. */
export interface Guide {
  readonly step: number;
  readonly label: string;
  readonly color: Rgb;
  readonly dashed: boolean;
  /** Whether what lies behind it is dimmed: steps after the one that is looked at. */
  readonly dims?: boolean;
}

export interface ChartContent {
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly guides: readonly Guide[];
  readonly range: StepRange;
  readonly logarithmic: boolean;
}

export class CurveChart {
  readonly element = document.createElement('div');
  readonly canvas = document.createElement('canvas');
  readonly #options: CurveChartOptions;
  #marks: readonly Mark[] = [];
  #chart: Chart<'line', CurvePoint[]> | null = null;
  #theme: Theme | null = null;
  #logarithmic = false;

  /** @param axisWidth shared with the charts that have the same time axis */
  constructor(options: Omit<CurveChartOptions, 'marksAt' | 'axisWidth'>, axisWidth = new AxisWidth()) {
    this.#options = { ...options, axisWidth, marksAt: (step) => this.#marksAt(step) };
    this.canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.canvas);
  }

  update(content: ChartContent, theme: Theme): void {
    const chart = this.#chartFor(content.logarithmic, theme);
    const { datasets } = chart.data;
    datasets.length = content.series.length;
    content.series.forEach((series, index) => {
      datasets[index] = { ...datasets[index], ...styleOf(series) };
    });
    const { plugins, scales } = chart.options;
    const axis = scales?.['x'];
    if (axis) {
      axis.min = content.range.from;
      axis.max = content.range.to;
    }
    this.#marks = content.marks;
    if (plugins) plugins.annotation = { animations: {}, annotations: this.#annotations(chart, content, theme) };
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
  #chartFor(logarithmic: boolean, theme: Theme): Chart<'line', CurvePoint[]> {
    if (this.#chart && this.#theme === theme && this.#logarithmic === logarithmic) return this.#chart;
    this.#chart?.destroy();
    this.#theme = theme;
    this.#logarithmic = logarithmic;
    const options = chartOptions(this.#options, logarithmic, theme);
    this.#chart = new Chart<'line', CurvePoint[]>(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      options,
      plugins: [stepName(this.#options, theme)],
    });
    return this.#chart;
  }

  #annotations(
    chart: Chart<'line', CurvePoint[]>,
    { guides, range }: ChartContent,
    theme: Theme,
  ): Record<string, AnnotationOptions> {
    // The first drawing has no area yet; the next one comes soon.
    const width = chart.chartArea?.width || chart.width - 60;
    const inside = guides.filter(({ step }) => step >= range.from && step <= range.to);
    const rows = this.#options.markLabels ? labelRows : 0;
    const { ctx } = chart;
    ctx.save();
    ctx.font = `${labelFont.size}px ${theme.font}`;
    const space = {
      width,
      rows,
      widthOf: (text: string) => ctx.measureText(text).width,
      others: inside.map(({ step }) => step),
    };
    const placed = placeMarks(this.#marks, range, space);
    ctx.restore();
    const marks = placed.map((mark, index): [string, AnnotationOptions] => [`mark${index}`, markLine(mark, theme)]);
    const taken = placed.reduce((most, { label, row }) => (label === '' ? most : Math.max(most, row + 1)), 0);
    const lines = inside.map((guide, index): [string, AnnotationOptions] => [
      `guide${index}`,
      guideLine(guide, taken + index, this.#options.markLabels, theme),
    ]);
    const veils = inside.filter(({ dims }) => dims).map(({ step }) => ['later', veil(step, theme)] as const);
    return Object.fromEntries([...veils, ...marks, ...lines]);
  }

  #marksAt(step: number): readonly string[] {
    const scale = this.#chart?.scales['x'];
    const perPixel = scale ? (scale.max - scale.min) / Math.max(1, scale.width) : 0;
    return marksNear(this.#marks, step, 8 * perPixel);
  }
}

function markLine(mark: PlacedMark, theme: Theme): AnnotationOptions {
  const label = {
    ...labelStyle(theme),
    display: mark.label !== '',
    content: mark.label,
    xAdjust: mark.shift,
    yAdjust: mark.row * rowHeight,
  };
  return { ...upright(mark.step, css(theme.foreground, 0.55), true), label: { ...label, position: 'start' } };
}

/** Its words stand below those of the marks: at the lower end they would lie on the curves. Small as they are, they are not colored. */
function guideLine(
  { step, label, color, dashed }: Guide,
  row: number,
  labelled: boolean,
  theme: Theme,
): AnnotationOptions {
  const text = { ...labelStyle(theme), display: labelled && label !== '', content: label, yAdjust: row * rowHeight };
  return { ...upright(step, css(color), dashed), borderWidth: dashed ? 1 : 1.5, label: { ...text, position: 'start' } };
}

/** Over the curves from a step on, so that they are seen through it; marks and lines lie above. */
function veil(from: number, theme: Theme): AnnotationOptions {
  return { type: 'box', xMin: from, backgroundColor: css(theme.background, 0.7), borderWidth: 0 };
}

function upright(step: number, color: string, dashed: boolean) {
  return {
    type: 'line',
    scaleID: 'x',
    value: step,
    borderColor: color,
    borderWidth: 1,
    borderDash: dashed ? [3, 3] : [],
  } as const;
}

/** Above the lines of all marks. */
function labelStyle(theme: Theme) {
  const font = { family: theme.font, ...labelFont };
  const backgroundColor = css(theme.background, 0.9);
  return {
    backgroundColor,
    color: css(theme.foreground),
    borderRadius: 2,
    padding: { x: wordPadding, y: 2 },
    font,
    z: 1,
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
