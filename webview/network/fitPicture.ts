/** The fit over the plane of two inputs: what the network answers everywhere, its decision boundary, and the examples. */

import type { Matrix } from '../../src/protocol/frame.ts';
import type { PlaneDescription, RunDescription } from '../../src/protocol/run.ts';
import type { Raster } from '../kit/canvas/raster.ts';
import { css, mix, type Rgb } from '../kit/color/oklab.ts';
import { pixel } from '../kit/color/scale.ts';
import { classColor, type Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';
import { addMarker } from '../kit/plot/markers.ts';

/** How much of its color a region has where the network is least sure and where it is surest. */
const faintest = { usual: 0.22, highContrast: 0.35 };
const surest = 0.75;

/** Regions of the most probable class, stronger where the network is surer. `plane`: one row a class. */
export function drawRegions(
  context: CanvasRenderingContext2D,
  raster: Raster,
  box: Box,
  plane: Matrix,
  theme: Theme,
  isHard = false,
): void {
  const side = Math.round(Math.sqrt(plane.columns));
  const classes = plane.rows;
  const least = theme.highContrast ? faintest.highContrast : faintest.usual;
  const shades = Array.from({ length: classes }, (_, code) => {
    const color = classColor(theme, code);
    return Array.from({ length: 17 }, (_, step) =>
      pixel(mix(theme.background, color, least + ((surest - least) * step) / 16)),
    );
  });
  raster.fill(side, side, (index) => {
    let best = 0;
    for (let code = 1; code < classes; code++) {
      if ((plane.values[code * plane.columns + index] ?? 0) > (plane.values[best * plane.columns + index] ?? 0))
        best = code;
    }
    const probability = plane.values[best * plane.columns + index] ?? 0;
    const sure = Math.min(1, Math.max(0, (probability - 1 / classes) / (1 - 1 / classes)));
    return shades[best]?.[isHard ? 12 : Math.round(sure * 16)] ?? 0;
  });
  context.imageSmoothingEnabled = true;
  context.drawImage(raster.canvas, box.x, box.y, box.width, box.height);
}

/**
 * The line where `values` (side², row 0 on top) cross `level`: marching squares, each crossing interpolated. It goes on
 * beyond the outer middles, so that it reaches the edge and, unless it is clipped, half a cell further.
 */
export function drawBoundary(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Float32Array,
  level: number,
  color: Rgb,
): void {
  const side = Math.round(Math.sqrt(values.length));
  const inside = (index: number): number => Math.max(0, Math.min(side - 1, index));
  const at = (row: number, column: number): number => {
    const [y, x] = [inside(row), inside(column)];
    if (y !== row) return goneOn(at(y, column), at(2 * y - row, column));
    return x === column ? (values[y * side + x] ?? 0) - level : goneOn(at(y, x), at(y, 2 * x - column));
  };
  const scaleX = box.width / side;
  const scaleY = box.height / side;
  const path = new Path2D();
  for (let row = -1; row < side; row++) {
    for (let column = -1; column < side; column++) {
      const crossings = cellCrossings(
        at(row, column),
        at(row, column + 1),
        at(row + 1, column + 1),
        at(row + 1, column),
      );
      for (let pair = 0; pair + 3 < crossings.length; pair += 4) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = crossings.slice(pair, pair + 4);
        path.moveTo(box.x + (column + 0.5 + x0) * scaleX, box.y + (row + 0.5 + y0) * scaleY);
        path.lineTo(box.x + (column + 0.5 + x1) * scaleX, box.y + (row + 0.5 + y1) * scaleY);
      }
    }
  }
  context.strokeStyle = css(color, 0.85);
  context.lineWidth = 1.25;
  context.stroke(path);
}

/** What follows the last of two values in a straight line, as far as the sign stays: the edge itself has no crossings. */
function goneOn(last: number, before: number): number {
  const next = 2 * last - before;
  return next > 0 === last > 0 ? next : last / 16;
}

/** Points where the zero line leaves a unit cell with corner values a b / d c: pairs of x, y. */
function cellCrossings(a: number, b: number, c: number, d: number): number[] {
  const points: number[] = [];
  if (a > 0 !== b > 0) points.push(a / (a - b), 0);
  if (b > 0 !== c > 0) points.push(1, b / (b - c));
  if (d > 0 !== c > 0) points.push(d / (d - c), 1);
  if (a > 0 !== d > 0) points.push(0, a / (a - d));
  return points;
}

/** Pixels below which the examples would hide the picture under them. */
const crowdedBox = 80;

/** The examples at their places; shape and colour both say the class, so that colour alone never has to. */
export function drawExamples(
  context: CanvasRenderingContext2D,
  box: Box,
  run: RunDescription,
  plane: PlaneDescription,
  theme: Theme,
  cursor: number,
): void {
  if (box.width < crowdedBox) return;
  const radius = box.width < 120 ? 1.7 : 2.6;
  const [least, span] = targetRange(run);
  context.lineWidth = 0.9;
  context.strokeStyle = css(theme.background);
  for (let index = 0; index < run.shownExamples.length; index++) {
    const target = run.shownExamples[index]?.target ?? 0;
    const [x, y] = pointOf(box, plane, index);
    context.fillStyle = css(
      run.task === 'regression' ? signColor(theme, (target - least) / span) : classColor(theme, target),
    );
    context.beginPath();
    addMarker(context, run.task === 'regression' ? 0 : target, x, y, radius);
    context.fill();
    context.stroke();
  }
  const [x, y] = pointOf(box, plane, cursor);
  context.beginPath();
  context.arc(x, y, radius + 3, 0, 2 * Math.PI);
  context.lineWidth = 3.5;
  context.strokeStyle = css(theme.background);
  context.stroke();
  context.lineWidth = 1.75;
  context.strokeStyle = css(theme.foreground);
  context.stroke();
}

/** The validation examples: the same shapes, open, because they were not trained on. */
export function drawValidation(
  context: CanvasRenderingContext2D,
  box: Box,
  run: RunDescription,
  plane: PlaneDescription,
  theme: Theme,
): void {
  const { points = [], targets = [] } = plane.validation ?? {};
  if (box.width < crowdedBox) return;
  const placed = { ...plane, points };
  for (const [width, color] of [
    [3.2, theme.background],
    [1.3, theme.foreground],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = css(color);
    targets.forEach((target, index) => {
      const [x, y] = pointOf(box, placed, index);
      context.beginPath();
      addMarker(context, run.task === 'regression' ? 0 : target, x, y, 3.2);
      context.stroke();
    });
  }
}

/** The shown example nearest to a point of the picture, or −1. */
export function exampleAt(box: Box, plane: PlaneDescription, x: number, y: number, reach = 14): number {
  let best = -1;
  let distance = reach;
  for (let index = 0; index * 2 < plane.points.length; index++) {
    const [px, py] = pointOf(box, plane, index);
    const here = Math.hypot(px - x, py - y);
    if (here < distance) {
      distance = here;
      best = index;
    }
  }
  return best;
}

function pointOf(box: Box, plane: PlaneDescription, index: number): [x: number, y: number] {
  const x = ((plane.points[2 * index] ?? 0) - plane.x.min) / (plane.x.max - plane.x.min);
  const y = ((plane.points[2 * index + 1] ?? 0) - plane.y.min) / (plane.y.max - plane.y.min);
  return [box.x + x * box.width, box.y + (1 - y) * box.height];
}

function targetRange(run: RunDescription): [least: number, span: number] {
  const least = run.shownExamples[0]?.target ?? 0;
  return [least, (run.shownExamples.at(-1)?.target ?? 1) - least || 1];
}

function signColor(theme: Theme, share: number): Rgb {
  return mix(theme.background, share < 0.5 ? theme.negative : theme.positive, Math.abs(share * 2 - 1));
}
