/** g and g′ of a unit, with every shown example's z on the axis and the cursor's example on the curve. */
import { t } from '../text/l10n.ts';
import { activationFunctions } from '../../src/core/activations.ts';
import type { HiddenActivation } from '../../src/core/network.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Surface } from '../canvas/surface.ts';
import { css } from '../color/oklab.ts';
import { classColor, type Theme } from '../color/theme.ts';
import { formatValue } from '../text/number.ts';
import { classHistogram } from './histogram.ts';

export interface ActivationPlotInput {
  readonly run: RunDescription;
  readonly activation: HiddenActivation;
  /** z of each shown example, or `null` when the frame cannot say. */
  readonly z: Float32Array | null;
  /** a of each shown example, or `null` when the frame has none. */
  readonly a: Float32Array | null;
  readonly example: number;
}

const height = 150;
const left = 34;
const margin = 10;
/** Room right of the curve for the bars of a, on the same axis. */
const barsWidth = 58;
const right = barsWidth + margin;
const bins = 24;
const top = 10;
const rugHeight = 9;
const bottom = 34;

export class ActivationPlot {
  readonly #surface = new Surface('');
  readonly element = this.#surface.canvas;

  draw(input: ActivationPlotInput, theme: Theme, width: number): void {
    const { run, activation, z } = input;
    const { g, gPrime } = activationFunctions[activation];
    const slope = run.leakySlope;
    const reach = zReach(z ?? input.a, activation);
    const [low, high] = yRange(activation, reach, slope);
    const context = this.#surface.begin(width, height);
    const x = (value: number): number => left + ((value + reach) / (2 * reach)) * (width - left - right);
    const y = (value: number): number => top + (1 - (value - low) / (high - low)) * (height - top - bottom);
    this.#axes(context, theme, width, reach, x, y, [low, high]);
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
    if (input.a) this.#bars(context, run, input.a, theme, width, y, [low, high]);
    if (z) this.#examples(context, input, z, theme, x, (value) => y(g(value, slope)));
    this.element.setAttribute('aria-label', sentence(input));
  }

  #axes(
    context: CanvasRenderingContext2D,
    theme: Theme,
    width: number,
    reach: number,
    x: (value: number) => number,
    y: (value: number) => number,
    [low, high]: [number, number],
  ): void {
    context.font = `11px ${theme.font}`;
    context.fillStyle = css(theme.muted);
    context.strokeStyle = css(theme.grid);
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const value of [...new Set([low, 0, high])]) {
      const at = Math.round(y(value)) + 0.5;
      context.beginPath();
      context.moveTo(left, at);
      context.lineTo(width - right, at);
      context.stroke();
      context.fillText(short(value), left - 6, at);
    }
    context.textBaseline = 'alphabetic';
    for (const share of width - left - right < 170 ? [-1, 0, 1] : [-1, -0.5, 0, 0.5, 1]) {
      context.textAlign = share === 1 ? 'right' : share === -1 ? 'left' : 'center';
      context.fillText(share === 1 ? `z = ${short(reach)}` : short(share * reach), x(share * reach), height - 3);
    }
  }

  /** The histogram of a, turned so that it shares the axis of g: bars of classes behind one another. */
  #bars(
    context: CanvasRenderingContext2D,
    run: RunDescription,
    a: Float32Array,
    theme: Theme,
    width: number,
    y: (value: number) => number,
    [low, high]: [number, number],
  ): void {
    const counts = classHistogram(run, a, low, high, bins);
    const totals = Array.from({ length: bins }, (_, bin) => counts.reduce((sum, row) => sum + (row[bin] ?? 0), 0));
    const scale = (barsWidth - 6) / Math.max(1, ...totals);
    const x0 = width - margin - barsWidth + 6;
    const thickness = Math.abs(y(high) - y(low)) / bins;
    for (let bin = 0; bin < bins; bin++) {
      let x = x0;
      const at = y(low + ((bin + 1) / bins) * (high - low));
      counts.forEach((row, code) => {
        const length = (row[bin] ?? 0) * scale;
        if (length === 0) return;
        context.fillStyle = css(counts.length === 1 ? theme.train : classColor(theme, code, run.classes.length));
        context.fillRect(x, at + 0.25, Math.max(0.75, length), Math.max(0.75, thickness - 0.5));
        x += length;
      });
    }
    context.strokeStyle = css(theme.grid);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x0 - 0.5, y(low));
    context.lineTo(x0 - 0.5, y(high));
    context.stroke();
  }

  #examples(
    context: CanvasRenderingContext2D,
    { run, example }: ActivationPlotInput,
    z: Float32Array,
    theme: Theme,
    x: (value: number) => number,
    y: (value: number) => number,
  ): void {
    const base = height - bottom + 6;
    context.lineWidth = 1;
    z.forEach((value, index) => {
      const target = run.shownExamples[index]?.target ?? 0;
      context.strokeStyle = css(run.task === 'regression' ? theme.train : classColor(theme, target, run.classes.length), 0.55);
      context.beginPath();
      context.moveTo(x(value), base);
      context.lineTo(x(value), base + rugHeight);
      context.stroke();
    });
    const here = z[example];
    if (here === undefined || !Number.isFinite(here)) return;
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
function zReach(z: Float32Array | null, activation: HiddenActivation): number {
  const least = activation === 'sigmoid' ? 6 : activation === 'tanh' ? 3 : 2;
  let size = least;
  for (const value of z ?? []) if (Number.isFinite(value)) size = Math.max(size, Math.abs(value));
  return size === least ? least : niceAbove(size);
}

function niceAbove(size: number): number {
  const decade = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * decade >= size) ?? 10;
  return step * decade;
}

function yRange(activation: HiddenActivation, reach: number, slope: number): [low: number, high: number] {
  switch (activation) {
    case 'tanh':
      return [-1, 1];
    case 'sigmoid':
      return [0, 1];
    case 'relu':
      return [0, reach];
    case 'leakyRelu':
      return [Math.min(-slope * reach, -0.05 * reach), reach];
    case 'linear':
      return [-reach, reach];
  }
}

function sentence({ activation, z, example }: ActivationPlotInput): string {
  const known = z ? [...z].filter(Number.isFinite) : [];
  if (known.length === 0) return t('The activation function {0} and its derivative.', activation);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const here = formatValue(z?.[example] ?? Number.NaN);
  return t(
    'The activation function {0} and its derivative; z of the examples from {1} to {2}, of this one {3}.',
    activation,
    formatValue(least),
    formatValue(most),
    here,
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(2))).replace('-', '−');
}
