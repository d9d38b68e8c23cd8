/** The fit over the plane of two columns: class regions with their boundaries, or a surface with contour lines and a scale. */
import type { PlaneAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { Raster } from '../kit/canvas/raster.ts';
import { css, mix, type Rgb } from '../kit/color/oklab.ts';
import { pixel, scaleColor } from '../kit/color/scale.ts';
import { classColor, type Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';
import { className } from '../kit/text/symbol.ts';
import { type Axis, axisBox, drawAxes, drawUpright, placeX, placeY } from '../kit/plot/axes.ts';
import { drawMarkers, exampleLook, type Marker } from '../kit/plot/markers.ts';
import { crowdOf, drawRegionLabels } from './regionLabels.ts';
import { isWrong, targetOf } from '../kit/plot/outcomes.ts';
import type { DrawnPlot } from '../kit/plot/plot.ts';
import { type Contour, contoursOf, drawContourValues } from './contours.ts';
import { borders, refined, refinedRegions } from './regionField.ts';
import { winners } from './regions.ts';
import { roundTicks, tickText } from '../kit/plot/ticks.ts';

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
const scaleSpace = 78;
const scaleWidth = 12;
const scaleGap = 12;
const contours = 8;
/** Pixels between the points that a picture is computed at. */
const latticeStep = 2;
/** How much of its color a region has where the network is least sure and where it is surest. */
const faintest = { usual: 0.22, highContrast: 0.35 };
const surest = 0.75;
const shadeCount = 33;

export class PlanePicture {
  readonly #raster = new Raster();

  draw(context: CanvasRenderingContext2D, width: number, height: number, theme: Theme, input: PlaneInput): DrawnPlot {
    const { run, answer } = input;
    const isSurface = run.task === 'regression';
    const x = axisOf(answer.x);
    const y = axisOf(answer.y);
    const box = axisBox(context, width, height, y, theme, isSurface ? scaleSpace : 12);
    const extent = targetExtent(input);
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    const lines = isSurface
      ? this.#surface(context, box, theme, input, extent)
      : this.#regions(context, box, theme, input);
    const markers = markersOf(input, extent, theme, x, y, box);
    drawMarkers(context, markers, input.cursor, theme);
    if (lines) {
      const crowd = crowdOf(box, { side: answer.grid, markers, cursor: input.cursor });
      const { step } = roundTicks(extent.low, extent.high, contours);
      drawContourValues(context, box, theme, lines, { ...latticeOf(box), step, side: answer.grid, crowd });
    } else {
      const names = run.classes.map((_, code) => className(run, code));
      drawRegionLabels(context, box, theme, {
        names,
        winner: winners(answer.values, answer.units),
        side: answer.grid,
        markers,
        cursor: input.cursor,
      });
    }
    context.restore();
    drawAxes(context, box, x, y, theme, false);
    if (isSurface) drawScale(context, box, theme, extent, run.targets[input.target] ?? '');
    const { grid } = answer;
    const middles = (from: number, length: number): number[] =>
      Array.from({ length: grid }, (_, cell) => from + ((cell + 0.5) / grid) * length);
    return { box, markers, columns: middles(box.x, box.width), rows: middles(box.y, box.height) };
  }

  #regions(context: CanvasRenderingContext2D, box: Box, theme: Theme, { answer: { values, units } }: PlaneInput): null {
    const { columns, rows } = latticeOf(box);
    const { winner, probability, crossing } = refinedRegions(values, units, columns, rows);
    const shades = shadesOf(units, theme);
    this.#raster.fill(rows, columns, (point) => {
      const sure = Math.max(0, ((probability[point] ?? 0) - 1 / units) / (1 - 1 / units));
      return shades[winner[point] ?? 0]?.[Math.round(sure * (shadeCount - 1))] ?? 0;
    });
    this.#paint(context, box, columns, rows);
    strokeBorders(context, box, borders(winner, columns, crossing), theme);
    return null;
  }

  #surface(
    context: CanvasRenderingContext2D,
    box: Box,
    theme: Theme,
    input: PlaneInput,
    { low, high }: ValueExtent,
  ): readonly Contour[] {
    const { columns, rows } = latticeOf(box);
    const values = refined(surfaceOf(input), input.answer.grid, columns, rows);
    const factor = 2 / (high - low);
    this.#raster.paint(values, rows, columns, theme.diverging, factor, -1 - low * factor);
    this.#paint(context, box, columns, rows);
    const found = contoursOf(values, columns, roundTicks(low, high, contours).values);
    for (const { lines } of found) strokeBorders(context, box, lines, theme);
    return found;
  }

  /** Points are the middles of pixels, and the outermost lie on the frame. */
  #paint(context: CanvasRenderingContext2D, box: Box, columns: number, rows: number): void {
    const [right, down] = [box.width / (columns - 1), box.height / (rows - 1)];
    context.imageSmoothingEnabled = true;
    context.drawImage(this.#raster.canvas, box.x - right / 2, box.y - down / 2, box.width + right, box.height + down);
  }
}

/** So many points as are needed for lines without corners. */
function latticeOf({ width, height }: Box): { readonly columns: number; readonly rows: number } {
  return { columns: Math.round(width / latticeStep) + 1, rows: Math.round(height / latticeStep) + 1 };
}

/** Each class's colour as pixels, from where the network is least sure to where it is surest. */
function shadesOf(classes: number, theme: Theme): readonly (readonly number[])[] {
  const least = theme.highContrast ? faintest.highContrast : faintest.usual;
  const strength = (step: number): number => least + ((surest - least) * step) / (shadeCount - 1);
  return Array.from({ length: classes }, (_, code) => {
    const color = classColor(theme, code);
    return Array.from({ length: shadeCount }, (_, step) => pixel(mix(theme.background, color, strength(step))));
  });
}

function strokeBorders(context: CanvasRenderingContext2D, box: Box, lines: readonly number[], theme: Theme): void {
  const { columns, rows } = latticeOf(box);
  const [right, down] = [box.width / (columns - 1), box.height / (rows - 1)];
  context.beginPath();
  for (let end = 0; end < lines.length; end += 4) {
    context.moveTo(box.x + right * (lines[end] ?? 0), box.y + down * (lines[end + 1] ?? 0));
    context.lineTo(box.x + right * (lines[end + 2] ?? 0), box.y + down * (lines[end + 3] ?? 0));
  }
  context.lineCap = 'round';
  context.lineWidth = 1.25;
  context.strokeStyle = css(theme.foreground, 0.85);
  context.stroke();
  context.lineCap = 'butt';
}

/** The rows of the answer that are the shown target's. */
export function surfaceOf({ answer: { values, grid }, target }: PlaneInput): Float32Array {
  return values.subarray(target * grid * grid, (target + 1) * grid * grid);
}

export function targetExtent({
  run,
  answer: { shown },
  target,
}: Pick<PlaneInput, 'run' | 'answer' | 'target'>): ValueExtent {
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

/** What the colours of a surface stand for; its ticks are the contour lines. */
function drawScale(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: Theme,
  { low, high }: ValueExtent,
  name: string,
): void {
  const x = box.x + box.width + scaleGap;
  for (let py = 0; py < box.height; py++) {
    context.fillStyle = scaleColor(theme.diverging, Math.round(255 * (1 - py / box.height)));
    // A little over the next line, so that there are no seams, but not over the frame.
    context.fillRect(x, box.y + py, scaleWidth, Math.min(1.5, box.height - py));
  }
  context.lineWidth = 1;
  context.strokeStyle = css(theme.frame);
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
  drawUpright(context, name, box.x + box.width + scaleSpace - 7, box, theme);
}

function drawTick(context: CanvasRenderingContext2D, x: number, y: number, color: Rgb): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + scaleWidth + 3, y);
  context.strokeStyle = css(color, 0.85);
  context.stroke();
}
