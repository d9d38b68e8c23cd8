/** Contour lines of a surface, each with its value written where it covers fewest examples. */
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';
import type { Counts } from './regionLabels.ts';
import { borders } from './regionField.ts';
import { tickText } from '../kit/plot/ticks.ts';

export interface Contour {
  readonly level: number;
  /** Ends as `borders` has them. */
  readonly lines: readonly number[];
}

/** `values`: rows × columns. Levels that the surface does not have are left out. */
export function contoursOf(values: Float32Array, columns: number, levels: readonly number[]): readonly Contour[] {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const above = new Uint16Array(values.length);
  return levels.flatMap((level) => {
    if (level <= least || level > most) return [];
    for (let point = 0; point < above.length; point++) above[point] = (values[point] ?? 0) >= level ? 1 : 0;
    const crossing = (from: number, to: number): number => {
      const [one, other] = [values[from] ?? 0, values[to] ?? 0];
      return (level - one) / (other - one);
    };
    return [{ level, lines: borders(above, columns, crossing) }];
  });
}

/** Half of what a value needs, in pixels. */
const half = { width: 16, height: 8 };

/** @param lattice columns and rows of the points that the contours are counted in, @param step from one level to the next */
export function drawContourValues(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: Theme,
  contours: readonly Contour[],
  { columns, rows, step, side, crowd }: { columns: number; rows: number; step: number; side: number; crowd: Counts },
): void {
  context.font = `11px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const size = {
    columns: Math.ceil((half.width / box.width) * side),
    rows: Math.ceil((half.height / box.height) * side),
  };
  for (const { level, lines } of contours) {
    const position = labelPoint(lines, (x, y) => {
      const [right, down] = [x / (columns - 1), y / (rows - 1)];
      const covered = crowd.around(Math.floor(right * side), Math.floor(down * side), size);
      return covered === null ? null : covered + Math.hypot(right - 0.5, down - 0.5);
    });
    if (!position) continue;
    const [x, y] = [box.x + (position.x / (columns - 1)) * box.width, box.y + (position.y / (rows - 1)) * box.height];
    const text = tickText(level, step);
    context.lineWidth = 4;
    context.strokeStyle = css(theme.background, 0.85);
    context.strokeText(text, x, y);
    context.fillStyle = css(theme.foreground);
    context.fillText(text, x, y);
  }
}

/** The beginning of a piece of the line with the least cost; `null` where none is possible. */
export function labelPoint(
  lines: readonly number[],
  costAt: (x: number, y: number) => number | null,
): { readonly x: number; readonly y: number } | null {
  let best: { readonly x: number; readonly y: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let end = 0; end < lines.length; end += 4) {
    const [x, y] = [lines[end] ?? 0, lines[end + 1] ?? 0];
    const cost = costAt(x, y);
    if (cost === null || cost >= least) continue;
    least = cost;
    best = { x, y };
  }
  return best;
}
