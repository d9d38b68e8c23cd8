/** The axis below the curves: steps, or what else grows while a network is trained; linear, or logarithmic. */
import type { ChartOptions, Plugin } from 'chart.js';
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { roundTicks } from '../kit/plot/ticks.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { stepTicks } from './stepTicks.ts';

export interface TimeAxis {
  /** Stands before the first tick. */
  readonly name: string;
  readonly logarithmic: boolean;
  /** Whether there is nothing between two whole numbers. */
  readonly isWhole: boolean;
  /** "step 1,200" */
  readonly place: (value: number) => string;
}

export function stepsAxis(): TimeAxis {
  const place = (value: number): string => localize('step {0}', formatCount(value));
  return { name: localize('step'), logarithmic: false, isWhole: true, place };
}

/** From the axis to its numbers. */
const tickLength = 8;
const axisPadding = 6;
/** Pixels that a number which is no step takes. */
const wide = 70;

type Scales = NonNullable<ChartOptions<'line'>['scales']>;

export function timeAxis({ showSteps }: { readonly showSteps: boolean }, theme: Theme, axis: TimeAxis): Scales[string] {
  const { color, font } = tickStyle(theme);
  const { logarithmic, isWhole } = axis;
  const ticks = { color, font, display: showSteps, autoSkip: false, maxRotation: 0, padding: axisPadding } as const;
  const common = { border: { display: false }, grid: { display: false, tickLength } };
  if (logarithmic)
    return {
      ...common,
      type: 'logarithmic',
      ticks: {
        ...ticks,
        callback: (value, _index, all) => (isNamed(Number(value), all) ? numberOf(Number(value)) : null),
      },
    };
  return {
    ...common,
    type: 'linear',
    afterBuildTicks: (scale) => {
      const { ctx, min, max, width } = scale;
      ctx.save();
      ctx.font = `${font.size}px ${font.family}`;
      const widthOf = (value: number): number => ctx.measureText(numberOf(value)).width;
      const values = isWhole ? stepTicks(min, max, width, widthOf) : roundTicks(min, max, width / wide).values;
      scale.ticks = values.map((value) => ({ value }));
      ctx.restore();
    },
    ticks: { ...ticks, align: 'inner', callback: (value) => numberOf(Number(value)) },
  };
}

/** A step, or seconds without the dust of a sum. */
function numberOf(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(6)));
}

/** The name of the axis, before its first tick: the room below the values is free. */
export function axisName({ showSteps }: { readonly showSteps: boolean }, theme: Theme, name: string): Plugin<'line'> {
  return {
    id: 'axisName',
    afterDraw: ({ ctx, scales }) => {
      const axis = scales['x'];
      if (!axis || !showSteps) return;
      const { color, font } = tickStyle(theme);
      ctx.save();
      ctx.font = `${font.size}px ${font.family}`;
      ctx.fillStyle = color;
      ctx.textAlign = 'right';
      ctx.textBaseline = 'top';
      ctx.fillText(name, axis.left - 8, axis.top + tickLength + axisPadding + 1);
      ctx.restore();
    },
  };
}

export function tickStyle(theme: Theme): { color: string; font: { family: string; size: number } } {
  return { color: css(theme.muted), font: { family: theme.font, size: 11 } };
}

/** A logarithmic axis names 1, 2, 5 of each decade, one of about a decade 3 and 7, too, a long one only the decades. */
export function isNamed(value: number, ticks: readonly { readonly value: number }[]): boolean {
  const leading = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  const values = ticks.map((tick) => tick.value);
  const decades = Math.log10(Math.max(...values) / Math.min(...values));
  return namedDigits(decades).some((digit) => Math.abs(leading - digit) < 1e-6);
}

function namedDigits(decades: number): readonly number[] {
  if (decades > 2.5) return [1];
  return decades > 1.2 ? [1, 2, 5] : [1, 2, 3, 5, 7];
}
