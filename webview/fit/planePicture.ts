/** The fit over the plane of two columns: class regions with their boundaries, or a surface with contour lines and a scale. */
import type { PlaneAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Raster } from '../canvas/raster.ts';
import { css, type Rgb } from '../color/oklab.ts';
import { scaleColor } from '../color/scale.ts';
import type { Theme } from '../color/theme.ts';
import { drawBoundary, drawRegions } from '../network/fitPicture.ts';
import type { Box } from '../network/layout.ts';
import { className } from '../text/symbol.ts';
import { type Axis, axisBox, drawAxes, placeX, placeY } from './axes.ts';
import { drawMarkers, exampleLook, type Marker } from './markers.ts';
import { isWrong, targetOf } from './outcomes.ts';
import type { DrawnPlot } from './plot.ts';
import { lead, middleOf, winners } from './regions.ts';
import { roundTicks, tickText } from './ticks.ts';

export interface PlaneInput {
  readonly run: RunDescription;
  readonly answer: PlaneAnswer;
  readonly target: number;
  readonly cursor: number;
}

/** Ends of the colours of a surface: the least and the largest target of the shown examples. */
export interface ValueExtent {
  readonly low: number;
  readonly high: number;
}

/** Room right of a surface for its scale, and how wide the scale is. */
const scaleRoom = 64;
const scaleWidth = 12;
const scaleGap = 12;
const contours = 8;
/** Names are written into regions that have this much room in height, in pixels, and in width this share of the name's. */
const leastRoom = 24;
const leastShare = 0.75;

export class PlanePicture {
  readonly #raster = new Raster();

  draw(context: CanvasRenderingContext2D, width: number, height: number, theme: Theme, input: PlaneInput): DrawnPlot {
    const { run, answer } = input;
    const isSurface = run.task === 'regression';
    const x = axisOf(answer.x);
    const y = axisOf(answer.y);
    const box = axisBox(context, width, height, y, theme, isSurface ? scaleRoom : 12);
    const extent = targetExtent(input);
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    if (isSurface) this.#surface(context, box, theme, input, extent);
    else this.#regions(context, box, theme, input);
    const markers = markersOf(input, extent, theme, x, y, box);
    drawMarkers(context, markers, input.cursor, theme);
    if (!isSurface) drawNames(context, box, theme, input);
    context.restore();
    drawAxes(context, box, x, y, theme, false);
    if (isSurface) drawScale(context, box, theme, extent);
    const { grid } = answer;
    const middles = (from: number, length: number): number[] =>
      Array.from({ length: grid }, (_, cell) => from + ((cell + 0.5) / grid) * length);
    return { box, markers, columns: middles(box.x, box.width), rows: middles(box.y, box.height) };
  }

  #regions(context: CanvasRenderingContext2D, box: Box, theme: Theme, { answer }: PlaneInput): void {
    const { values, units, grid } = answer;
    drawRegions(context, this.#raster, box, { rows: units, columns: grid * grid, values }, theme);
    // With two classes the one is ahead where the other is behind.
    const codes = units === 2 ? [1] : Array.from({ length: units }, (_, code) => code);
    for (const code of codes) drawBoundary(context, box, lead(values, units, code), 0, theme.foreground);
  }

  #surface(context: CanvasRenderingContext2D, box: Box, theme: Theme, input: PlaneInput, { low, high }: ValueExtent): void {
    const { grid } = input.answer;
    const values = surfaceOf(input);
    const factor = 2 / (high - low);
    context.imageSmoothingEnabled = true;
    const picture = this.#raster.paint(values, grid, grid, theme.diverging, factor, -1 - low * factor);
    context.drawImage(picture.canvas, box.x, box.y, box.width, box.height);
    for (const level of roundTicks(low, high, contours).values) drawBoundary(context, box, values, level, theme.foreground);
  }
}

/** The rows of the answer that are the shown target's. */
export function surfaceOf({ answer: { values, grid }, target }: PlaneInput): Float32Array {
  return values.subarray(target * grid * grid, (target + 1) * grid * grid);
}

export function targetExtent({ run, answer: { shown }, target }: Pick<PlaneInput, 'run' | 'answer' | 'target'>): ValueExtent {
  if (run.task !== 'regression') return { low: 0, high: 1 };
  const values = run.shownExamples.map((_, example) => targetOf(run, shown, target, example));
  const low = Math.min(...values);
  const high = Math.max(...values);
  return high > low ? { low, high } : { low: low - 1, high: low + 1 };
}

function axisOf({ name, min, max }: PlaneAnswer['x']): Axis {
  return { name, min, max, words: null, percent: false };
}

function markersOf(
  { run, answer, target }: PlaneInput,
  { low, high }: ValueExtent,
  theme: Theme,
  x: Axis,
  y: Axis,
  box: Box,
): readonly Marker[] {
  const { points, shown } = answer;
  return run.shownExamples.map((example, index): Marker => {
    const share = run.task === 'regression' ? (targetOf(run, shown, target, index) - low) / (high - low) : 0;
    return {
      x: placeX(x, box, points[2 * index] ?? 0),
      y: placeY(y, box, points[2 * index + 1] ?? 0),
      ...exampleLook(run, theme, example.target, share),
      wrong: isWrong(run, shown, index),
    };
  });
}

/** Each class's name where its region has most room. */
function drawNames(context: CanvasRenderingContext2D, box: Box, theme: Theme, { run, answer }: PlaneInput): void {
  const { grid, values, units } = answer;
  const winner = winners(values, units);
  context.font = `600 12px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (let code = 0; code < units; code++) {
    const middle = middleOf(winner, grid, code);
    const cells = middle ? 2 * middle.depth - 1 : 0;
    if (!middle || (cells * box.height) / grid < leastRoom) continue;
    const name = className(run, code);
    const length = context.measureText(name).width;
    if ((cells * box.width) / grid < leastShare * length) continue;
    const half = length / 2 + 6;
    const x = box.x + ((middle.column + 0.5) / grid) * box.width;
    const y = box.y + ((middle.row + 0.5) / grid) * box.height;
    const inside = Math.max(box.x + half, Math.min(box.x + box.width - half, x));
    context.lineWidth = 4;
    context.strokeStyle = css(theme.background, 0.85);
    context.strokeText(name, inside, y);
    context.fillStyle = css(theme.foreground);
    context.fillText(name, inside, y);
  }
}

/** What the colours of a surface stand for; its ticks are the contour lines. */
function drawScale(context: CanvasRenderingContext2D, box: Box, theme: Theme, { low, high }: ValueExtent): void {
  const x = box.x + box.width + scaleGap;
  for (let py = 0; py < box.height; py++) {
    context.fillStyle = scaleColor(theme.diverging, Math.round(255 * (1 - py / box.height)));
    // A little over the next line, so that there are no seams, but not over the frame.
    context.fillRect(x, box.y + py, scaleWidth, Math.min(1.5, box.height - py));
  }
  context.lineWidth = 1;
  context.strokeStyle = css(theme.grid);
  context.strokeRect(x + 0.5, box.y + 0.5, scaleWidth - 1, box.height - 1);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const { values, step } = roundTicks(low, high, contours);
  for (const level of values) {
    const y = box.y + box.height * (1 - (level - low) / (high - low));
    drawTick(context, x, y, theme.foreground);
    context.fillStyle = css(theme.muted);
    context.fillText(tickText(level, step), x + scaleWidth + 6, y);
  }
}

function drawTick(context: CanvasRenderingContext2D, x: number, y: number, color: Rgb): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + scaleWidth + 3, y);
  context.strokeStyle = css(color, 0.85);
  context.stroke();
}
