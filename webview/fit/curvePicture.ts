/** Curves over one column: a line a class with its dashes, or the target; words as points with whiskers; a band where there is one. */
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { addMarker } from '../kit/plot/markers.ts';
import type { Box } from '../kit/box.ts';
import { type Axis, axisBox, drawAxes, placeX, placeY } from '../kit/plot/axes.ts';
import { drawLineEnds, nameWidth } from './lineEnds.ts';
import { drawMarkers, type Marker } from '../kit/plot/markers.ts';
import type { DrawnPlot } from '../kit/plot/plot.ts';
import type { SeriesStyle } from '../kit/plot/series.ts';

export interface CurveSeries extends SeriesStyle {
  readonly values: ArrayLike<number>;
  /** Ends of the band; `null` without one. */
  readonly low: ArrayLike<number> | null;
  readonly high: ArrayLike<number> | null;
}

export interface CurveInput {
  readonly x: Axis;
  readonly y: Axis;
  /** Where on x the curves are known. */
  readonly at: Float64Array;
  readonly series: readonly CurveSeries[];
  /** The examples at their places on the axes; "wrong" and the like with them. */
  readonly examples: readonly (Omit<Marker, 'x' | 'y'> & { readonly at: number; readonly value: number })[];
  /** Values of x to be marked at the bottom: where there are examples at all. */
  readonly rug: ArrayLike<number>;
  /** The value of x that the cursor's example has: a dashed line, over words a band; `null` without a mark. */
  readonly own: number | null;
  readonly cursor: number;
}

/** In high contrast a band has an edge, too: there is no faint colour that can be seen on black and on white. */
const bandOpacity = { usual: 0.16, highContrast: 0.3 };
/** Behind the word that the cursor's example has. */
const ownOpacity = { usual: 0.08, highContrast: 0.18 };
/** Bands of more curves than this would hide one another: then there are none. */
const maxBands = 4;
const rugHeight = 6;
/** How far apart the points of several classes stand over one word, in shares of its room. */
const spread = 0.3;

export function hasBands(series: readonly CurveSeries[]): boolean {
  return series.length <= maxBands;
}

export function drawCurves(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  theme: Theme,
  input: CurveInput,
): DrawnPlot {
  const { x, y, at, series } = input;
  const isNamed = series.length > 1 && !x.words;
  const names = series.map(({ name }) => name);
  const box = axisBox(context, width, height, y, theme, isNamed ? nameWidth(context, names, theme) : undefined);
  drawAxes(context, box, x, y, theme, true);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y - 6, box.width, box.height + 12);
  context.clip();
  drawRug(context, box, theme, input);
  const opacity = theme.highContrast ? bandOpacity.highContrast : bandOpacity.usual;
  for (const { low, high, color } of hasBands(series) && !x.words ? series : [])
    if (low && high)
      drawBand(context, box, input, { low, high }, css(color, opacity), theme.highContrast ? css(color) : null);
  const markers = input.examples.map(({ at: value, value: level, ...rest }): Marker => {
    return { ...rest, x: placeX(x, box, value), y: placeY(y, box, level) };
  });
  // Many examples lie under the curve, not over it.
  drawMarkers(context, markers, input.cursor, theme);
  series.forEach((one, index) => {
    if (x.words) drawPoints(context, box, input, one, index, theme);
    else drawLine(context, box, input, one);
  });
  context.setLineDash([]);
  context.restore();
  const ends = series.map(({ name, color, values }) => ({
    name,
    color,
    y: placeY(y, box, values[at.length - 1] ?? 0),
  }));
  if (isNamed) drawLineEnds(context, ends, box, width, theme);
  return { box, markers, columns: Array.from(at, (value) => placeX(x, box, value)), rows: [] };
}

function drawBand(
  context: CanvasRenderingContext2D,
  box: Box,
  { x, y, at }: CurveInput,
  { low, high }: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> },
  color: string,
  edge: string | null,
): void {
  context.beginPath();
  for (let p = 0; p < at.length; p++) context.lineTo(placeX(x, box, at[p] ?? 0), placeY(y, box, high[p] ?? 0));
  for (let p = at.length - 1; p >= 0; p--) context.lineTo(placeX(x, box, at[p] ?? 0), placeY(y, box, low[p] ?? 0));
  context.fillStyle = color;
  context.fill();
  if (edge === null) return;
  context.lineWidth = 1;
  context.strokeStyle = edge;
  context.stroke();
}

function drawLine(
  context: CanvasRenderingContext2D,
  box: Box,
  { x, y, at }: CurveInput,
  { values, color, dash }: CurveSeries,
): void {
  context.beginPath();
  for (let p = 0; p < at.length; p++) context.lineTo(placeX(x, box, at[p] ?? 0), placeY(y, box, values[p] ?? 0));
  context.setLineDash([...dash]);
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.strokeStyle = css(color);
  context.stroke();
}

/** A point a word, with whiskers where there is a band; the classes side by side. */
function drawPoints(
  context: CanvasRenderingContext2D,
  box: Box,
  { x, y, at, series }: CurveInput,
  { values, low, high, color, shape }: CurveSeries,
  index: number,
  theme: Theme,
): void {
  const space = (box.width / at.length) * spread;
  const offset = series.length > 1 ? (index / (series.length - 1) - 0.5) * space : 0;
  context.setLineDash([]);
  for (let p = 0; p < at.length; p++) {
    const px = placeX(x, box, at[p] ?? 0) + offset;
    context.strokeStyle = context.fillStyle = css(color);
    context.lineWidth = 1.75;
    context.beginPath();
    context.moveTo(px, placeY(y, box, low?.[p] ?? values[p] ?? 0));
    context.lineTo(px, placeY(y, box, high?.[p] ?? values[p] ?? 0));
    context.stroke();
    context.beginPath();
    addMarker(context, shape, px, placeY(y, box, values[p] ?? 0), 4.5);
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = css(theme.background);
    context.stroke();
  }
}

function drawRug(context: CanvasRenderingContext2D, box: Box, theme: Theme, { x, rug, own }: CurveInput): void {
  const bottom = box.y + box.height - 1;
  context.lineWidth = 1;
  context.strokeStyle = css(theme.muted, 0.5);
  context.beginPath();
  for (let i = 0; i < rug.length; i++) {
    const px = placeX(x, box, rug[i] ?? Number.NaN);
    context.moveTo(px, bottom);
    context.lineTo(px, bottom - rugHeight);
  }
  context.stroke();
  if (own === null || !Number.isFinite(own)) return;
  if (x.words) {
    const space = box.width / x.words.length;
    context.fillStyle = css(theme.foreground, theme.highContrast ? ownOpacity.highContrast : ownOpacity.usual);
    context.fillRect(placeX(x, box, own) - space / 2, box.y, space, box.height);
    if (!theme.highContrast) return;
    context.strokeStyle = css(theme.focus);
    context.setLineDash([4, 3]);
    context.strokeRect(placeX(x, box, own) - space / 2, box.y + 0.5, space, box.height - 1);
    context.setLineDash([]);
    return;
  }
  const px = placeX(x, box, own);
  context.strokeStyle = css(theme.focus);
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(px, box.y);
  context.lineTo(px, bottom);
  context.stroke();
  context.setLineDash([]);
}
