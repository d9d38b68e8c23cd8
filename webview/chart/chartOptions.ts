/** How the line charts look: one quiet grid, axes in the editor's font, nothing that moves. */
import type { ChartOptions, TooltipOptions } from 'chart.js';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { isPower, minStep } from './axisText.ts';
import { isNamed, tickStyle, type TimeAxis, timeAxis } from './timeAxis.ts';
import type { AxisWidth } from './axisWidth.ts';

export interface CurveChartOptions {
  /** Writes a value; on an axis with as many digits as ticks a `step` apart need, all of them as powers of ten or none. */
  readonly format: (value: number, step?: number, asPower?: boolean) => string;
  /** Writes the value of a point that is pointed at; as on the axis without it. */
  readonly exact?: (value: number) => string;
  /** Upper end of the axis (1 for shares), or `null`. */
  readonly max: number | null;
  readonly showSteps: boolean;
  readonly markLabels: boolean;
  readonly axisWidth: AxisWidth;
  /** What was changed near a step, in words. */
  readonly marksAt: (step: number) => readonly string[];
}

/** From a value to the curves, and from the edge to a value. */
const valuePadding = 8;
const edge = 2;

type Scales = NonNullable<ChartOptions<'line'>['scales']>;

export function chartOptions(
  options: CurveChartOptions,
  logarithmic: boolean,
  theme: Theme,
  axis: TimeAxis,
): ChartOptions<'line'> {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    layout: { autoPadding: false, padding: { top: 6, right: 14, bottom: 0, left: 0 } },
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: { x: timeAxis(options, theme, axis), y: valueAxis(options, logarithmic, theme) },
    plugins: { tooltip: { ...tooltip(options, theme, axis), filter: ({ dataset }) => dataset.label !== '' } },
  };
}

type Ticks = readonly { readonly value: number }[];

function distancesOf(ticks: Ticks): readonly number[] {
  return ticks.slice(1).map(({ value }, index) => value - (ticks[index]?.value ?? 0));
}

/** A stretch of values that is too short for different labels is drawn as part of a longer one. */
function lengthen(axis: { min: number; max: number }, spaces: number, max: number | null): void {
  const least = spaces * minStep(Math.max(Math.abs(axis.min), Math.abs(axis.max)));
  if (!(axis.max - axis.min < least)) return;
  const centred = (axis.min + axis.max - least) / 2;
  axis.min = max === null ? Math.max(axis.min < 0 ? centred : 0, centred) : axis.max - least;
  axis.max = axis.min + least;
}

function valueAxis(options: CurveChartOptions, logarithmic: boolean, theme: Theme): Scales[string] {
  const { format, max, axisWidth } = options;
  const linearTicks = max === null ? 5 : 3;
  const ticks = logarithmic ? 9 : linearTicks;
  return {
    type: logarithmic ? 'logarithmic' : 'linear',
    border: { display: false },
    grid: { color: css(theme.grid), drawTicks: false, tickLength: 0 },
    ...(max === null ? {} : { max }),
    afterDataLimits: (axis) => {
      if (!logarithmic) lengthen(axis, ticks - 1, max);
    },
    afterFit: (axis) => {
      // There is padding on both sides of the values.
      axisWidth.need(options, axis.width - valuePadding + edge);
      axis.width = axisWidth.width;
    },
    ticks: {
      ...tickStyle(theme),
      maxTicksLimit: ticks,
      padding: valuePadding,
      callback: (value, _index, all) => {
        if (logarithmic && !isNamed(Number(value), all)) return null;
        return format(Number(value), Math.min(...distancesOf(all)), havePowers(all, logarithmic));
      },
    },
  };
}

/** 0.001 above 7·10⁻⁴ would be two forms on one axis. */
function havePowers(ticks: Ticks, logarithmic: boolean): boolean {
  const isWritten = ({ value }: Ticks[number]): boolean => value !== 0 && (!logarithmic || isNamed(value, ticks));
  return [ticks.find(isWritten), ticks.findLast(isWritten)].some((tick) => isPower(tick?.value ?? 0));
}

function tooltip(
  { format, exact = format, marksAt }: CurveChartOptions,
  theme: Theme,
  axis: TimeAxis,
): Partial<TooltipOptions<'line'>> {
  const font = { family: theme.font, size: 11 };
  return {
    animation: false,
    displayColors: false,
    backgroundColor: css(theme.background),
    borderColor: css(theme.muted),
    borderWidth: 1,
    titleColor: css(theme.foreground),
    bodyColor: css(theme.foreground),
    cornerRadius: 3,
    bodyFont: font,
    titleFont: font,
    callbacks: {
      title: ([item]) => axis.place(item?.parsed.x ?? Number.NaN),
      afterBody: ([item]) => (typeof item?.parsed.x === 'number' ? [...marksAt(item.parsed.x)] : []),
      label: (item) => `${item.dataset.label ?? ''} ${typeof item.parsed.y === 'number' ? exact(item.parsed.y) : '–'}`,
    },
  } as Partial<TooltipOptions<'line'>>;
}
