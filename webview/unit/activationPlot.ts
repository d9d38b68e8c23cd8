/** g and g′ of a unit, with every shown example's z on the axis and the cursor's example on the curve. */
import { localize } from '../kit/text/l10n.ts';
import { activationFunctions } from '../../src/core/network/activationFunctions.ts';
import type { HiddenActivation } from '../../src/core/network/network.ts';
import { Surface } from '../kit/canvas/surface.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { formatValue } from '../kit/text/number.ts';
import { nameOf } from '../kit/text/symbol.ts';

export interface ActivationPlotInput {
  readonly activation: HiddenActivation;
  readonly leakySlope: number;
  /** The z that are marked on the axis, or `null` when they are not known. */
  readonly z: ArrayLike<number> | null;
  /** The colour of a mark, by its place in `z`. */
  readonly colorAt: (index: number) => Rgb;
  /** The z that stands on the curve; `null`: none. */
  readonly here: number | null;
}

/** Of the ends of the axis. */
const alignments = new Map<number, CanvasTextAlign>([
  [-1, 'left'],
  [1, 'right'],
]);
const height = 150;
const left = 34;
const right = 10;
const top = 10;
const rugHeight = 9;
const bottom = 34;

/** z from −reach to reach, g(z) from low to high, and where they are drawn. */
interface PlotScales {
  readonly reach: number;
  readonly low: number;
  readonly high: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export class ActivationPlot {
  readonly #surface = new Surface('');
  readonly element = this.#surface.canvas;

  draw(input: ActivationPlotInput, theme: Theme, width: number): void {
    const { activation, z, leakySlope: slope } = input;
    const { g, gPrime } = activationFunctions[activation];
    const reach = zReach(z, activation);
    const [low, high] = yRange(activation, reach, slope);
    const context = this.#surface.begin(width, height);
    const x = (value: number): number => left + ((value + reach) / (2 * reach)) * (width - left - right);
    const y = (value: number): number => top + (1 - (value - low) / (high - low)) * (height - top - bottom);
    this.#axes(context, theme, width, { reach, low, high, x, y });
    const trace = (f: (value: number) => number): void => {
      context.beginPath();
      for (let px = left; px <= width - right; px += 1) {
        const value = ((px - left) / (width - left - right)) * 2 * reach - reach;
        context.lineTo(px, y(f(value)));
      }
      context.stroke();
    };
    context.lineWidth = 1.25;
    context.setLineDash([4, 3]);
    context.strokeStyle = css(theme.muted);
    trace((value) => gPrime(value, g(value, slope), slope));
    context.setLineDash([]);
    context.lineWidth = 2;
    context.strokeStyle = css(theme.foreground);
    trace((value) => g(value, slope));
    if (z) this.#examples(context, input, z, theme, x, (value) => y(g(value, slope)));
    this.element.setAttribute('aria-label', sentence(input));
  }

  #axes(context: CanvasRenderingContext2D, theme: Theme, width: number, { reach, low, high, x, y }: PlotScales): void {
    context.font = `11px ${theme.font}`;
    context.fillStyle = css(theme.muted);
    context.strokeStyle = css(theme.grid);
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    // The least value of a leaky ReLU lies too near to 0 for two numbers.
    for (const value of [...new Set([low, 0, high])].filter((end) => end === 0 || Math.abs(y(end) - y(0)) > 10)) {
      const at = Math.round(y(value)) + 0.5;
      context.beginPath();
      context.moveTo(left, at);
      context.lineTo(width - right, at);
      context.stroke();
      context.fillText(short(value), left - 6, at);
    }
    context.textBaseline = 'alphabetic';
    for (const share of width - left - right < 170 ? [-1, 0, 1] : [-1, -0.5, 0, 0.5, 1]) {
      context.textAlign = alignments.get(share) ?? 'center';
      context.fillText(share === 1 ? `z = ${short(reach)}` : short(share * reach), x(share * reach), height - 3);
    }
  }

  #examples(
    context: CanvasRenderingContext2D,
    { here, colorAt }: ActivationPlotInput,
    z: ArrayLike<number>,
    theme: Theme,
    x: (value: number) => number,
    y: (value: number) => number,
  ): void {
    const base = height - bottom + 6;
    context.lineWidth = 1;
    for (let index = 0; index < z.length; index++) {
      const at = x(z[index] ?? Number.NaN);
      if (!Number.isFinite(at)) continue;
      context.strokeStyle = css(colorAt(index), theme.highContrast ? 1 : 0.55);
      context.beginPath();
      context.moveTo(at, base);
      context.lineTo(at, base + rugHeight);
      context.stroke();
    }
    if (here === null || !Number.isFinite(here)) return;
    context.strokeStyle = css(theme.focus);
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x(here), y(here));
    context.lineTo(x(here), base + rugHeight + 1);
    context.stroke();
    context.beginPath();
    context.arc(x(here), y(here), 4.5, 0, 2 * Math.PI);
    context.fillStyle = css(theme.focus);
    context.fill();
    context.strokeStyle = css(theme.background);
    context.stroke();
  }
}

/** Half the width of the z axis: all examples fit, and the curve's bend can be seen. */
function zReach(z: ArrayLike<number> | null, activation: HiddenActivation): number {
  const least = activationFunctions[activation].bend;
  let size = least;
  for (const value of Array.from(z ?? [])) if (Number.isFinite(value)) size = Math.max(size, Math.abs(value));
  return size === least ? least : niceAbove(size);
}

function niceAbove(size: number): number {
  const decade = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * decade >= size) ?? 10;
  return step * decade;
}

/** What g can give where that has ends, otherwise what it gives within the reach; the lowest place is never too flat to be seen. */
function yRange(activation: HiddenActivation, reach: number, slope: number): [low: number, high: number] {
  const { g, range } = activationFunctions[activation];
  const [low, high] = range;
  return [
    Number.isFinite(low) ? low : Math.min(g(-reach, slope), -0.05 * reach),
    Number.isFinite(high) ? high : g(reach, slope),
  ];
}

function sentence({ activation, z, here }: ActivationPlotInput): string {
  const name = nameOf(activation);
  const known = Array.from(z ?? []).filter(Number.isFinite);
  if (known.length === 0) return localize('The activation function {0} and its derivative.', name);
  const least = formatValue(known.reduce((one, other) => Math.min(one, other)));
  const most = formatValue(known.reduce((one, other) => Math.max(one, other)));
  if (here === null)
    return localize(
      'The activation function {0} and its derivative; z of the examples from {1} to {2}.',
      name,
      least,
      most,
    );
  const values = [name, least, most, formatValue(here)] as const;
  return localize(
    'The activation function {0} and its derivative; z of the examples from {1} to {2}, of this one {3}.',
    ...values,
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(2))).replace('-', '−');
}
