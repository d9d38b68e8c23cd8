/** Two axes on a canvas: ticks at round numbers or at words, names, and the box between them. */
import { css } from '../color/oklab.ts';
import type { Theme } from '../color/theme.ts';
import type { Box } from '../box.ts';
import { percentSign } from '../text/number.ts';
import { shortNames } from '../text/shortNames.ts';
import { roundTicks, tickText } from './ticks.ts';

export interface Axis {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Stand at 0, 1, 2…; `null` for numbers. */
  readonly words: readonly string[] | null;
  /** Written as shares of a hundred. */
  readonly percent: boolean;
}

interface Tick {
  readonly at: number;
  readonly text: string;
}

const size = 11;
const line = 14;
/** Pixels that a tick on an axis wants for itself. */
const wide = 76;
const high = 44;
const characterWidth = 6;

/** Where the picture is: what is left when ticks and names have their room. @param right room right of it */
export function axisBox(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  y: Axis,
  theme: Theme,
  right = 10,
): Box {
  context.font = `${size}px ${theme.font}`;
  const bottom = 2 * line + 6;
  const top = 8;
  const widest = Math.max(...yTicks(y, height - bottom - top).map(({ text }) => context.measureText(text).width), 0);
  const left = Math.ceil(widest) + line + 14;
  return { x: left, y: top, width: Math.max(40, width - left - right), height: height - bottom - top };
}

export function placeX({ min, max }: Axis, box: Box, value: number): number {
  return box.x + ((value - min) / (max - min)) * box.width;
}

export function placeY({ min, max }: Axis, box: Box, value: number): number {
  return box.y + (1 - (value - min) / (max - min)) * box.height;
}

/** @param lines whether the ticks of y go on as lines through the picture */
export function drawAxes(
  context: CanvasRenderingContext2D,
  box: Box,
  x: Axis,
  y: Axis,
  theme: Theme,
  lines: boolean,
): void {
  context.font = `${size}px ${theme.font}`;
  context.lineWidth = 1;
  context.strokeStyle = css(theme.grid);
  context.fillStyle = css(theme.muted);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  for (const { at, text } of yTicks(y, box.height)) {
    const py = Math.round(placeY(y, box, at)) + 0.5;
    segment(context, lines ? right : box.x, py, box.x - 4, py);
    context.fillText(text, box.x - 7, py);
  }
  context.strokeStyle = css(theme.frame);
  context.textAlign = 'center';
  for (const { at, text } of xTicks(x, box.width)) {
    const px = Math.round(placeX(x, box, at)) + 0.5;
    segment(context, px, bottom, px, bottom + 4);
    // A number at the end of the axis stays inside the picture.
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.min(px, right + 8 - half), bottom + 12);
  }
  context.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
  context.fillStyle = css(theme.foreground);
  context.fillText(fitted(context, x.name, box.width), box.x + box.width / 2, bottom + 12 + line);
  drawUpright(context, y.name, 8, box, theme);
}

/** A name that is read upwards, beside the middle of the box. */
export function drawUpright(context: CanvasRenderingContext2D, name: string, x: number, box: Box, theme: Theme): void {
  context.save();
  context.fillStyle = css(theme.foreground);
  context.textAlign = 'center';
  context.translate(x, box.y + box.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(fitted(context, name, box.height), 0, 0);
  context.restore();
}

/** A text cut so that it fits. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  let kept = text;
  while (kept.length > 1 && context.measureText(kept).width > width)
    kept = `${kept.slice(0, kept.endsWith('…') ? -2 : -1)}…`;
  return kept;
}

function xTicks(axis: Axis, width: number): readonly Tick[] {
  if (!axis.words) return numberTicks(axis, Math.max(2, width / wide));
  const free = width / axis.words.length;
  const every = Math.max(1, Math.ceil(36 / free));
  const short = shortNames(axis.words, Math.max(3, Math.floor((free * every) / characterWidth)));
  return short.flatMap((text, at) => (at % every === 0 ? [{ at, text }] : []));
}

function yTicks(axis: Axis, height: number): readonly Tick[] {
  return numberTicks(axis, Math.max(2, height / high));
}

function numberTicks({ min, max, percent }: Axis, count: number): readonly Tick[] {
  if (percent) {
    // Where an axis has all probabilities, half of them has a line: there the answer turns.
    const { values, step } = max < 1 ? roundTicks(0, 100 * max, count) : { values: [0, 25, 50, 75, 100], step: 25 };
    return values.map((share) => ({ at: share / 100, text: `${tickText(share, step)}${percentSign}` }));
  }
  const { values, step } = roundTicks(min, max, count);
  return values.map((at) => ({ at, text: tickText(at, step) }));
}

function segment(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
