/** Names at the right ends of curves, pushed apart where they would overlap; of curves that end in one place, one name. */
import { readable } from '../kit/color/contrast.ts';
import { css, type Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';

export interface LineEnd {
  readonly y: number;
  readonly name: string;
  readonly color: Rgb;
}

/** Pixels that a name needs for itself, and that it stands from its line; ends so near are one. */
const lineHeight = 12;
const same = 4;
const gap = 6;
const most = 110;
const maxNamed = 3;

/** Room right of the picture for the names. */
export function nameWidth(context: CanvasRenderingContext2D, names: readonly string[], theme: Theme): number {
  context.font = `11px ${theme.font}`;
  // Two joined names are not much longer than one.
  const widest = Math.max(...names.map((name) => context.measureText(name).width), 0);
  return Math.min(most, Math.ceil(widest + (names.length > 2 ? 24 : 0)) + gap + 4);
}

/** @param width of the whole picture */
export function drawLineEnds(
  context: CanvasRenderingContext2D,
  ends: readonly LineEnd[],
  box: Box,
  width: number,
  theme: Theme,
): void {
  const x = box.x + box.width + gap;
  const apart = joined(ends, same);
  // Many names have no room even when they are pushed.
  const groups = apart.length * lineHeight <= box.height ? apart : joined(ends, lineHeight);
  const heights = spread(groups.map((group) => group.reduce((sum, end) => sum + end.y, 0) / group.length));
  context.font = `11px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  groups.forEach((group, index) => {
    const name = joinedNames(group.slice(0, maxNamed).map((end) => end.name)) + (group.length > maxNamed ? ', …' : '');
    const color = group.length === 1 ? (group[0]?.color ?? theme.foreground) : theme.foreground;
    context.fillStyle = css(readable(color, theme.background, theme.foreground));
    context.fillText(name, x, heights[index] ?? 0, width - x);
  });
}

/** Ends that are nearer than `reach` to the next are together, in their given order; the groups from the top. */
export function joined(ends: readonly LineEnd[], reach: number): readonly (readonly LineEnd[])[] {
  const groups: LineEnd[][] = [];
  for (const end of ends.toSorted((a, b) => a.y - b.y)) {
    const last = groups.at(-1);
    if (last && end.y - (last.at(-1)?.y ?? 0) < reach) last.push(end);
    else groups.push([end]);
  }
  return groups.map((group) => ends.filter((end) => group.includes(end)));
}

/** Ascending heights moved as little as can be until names do not overlap (pooling adjacent violators). */
export function spread(heights: readonly number[]): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  const mean = (pool: { sum: number; count: number } | undefined): number =>
    pool ? pool.sum / pool.count : Number.NEGATIVE_INFINITY;
  heights.forEach((height, index) => {
    let pool = { sum: height - index * lineHeight, count: 1 };
    while (mean(pools.at(-1)) > mean(pool)) {
      const before = pools.pop() ?? { sum: 0, count: 0 };
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
    }
    pools.push(pool);
  });
  return pools
    .flatMap((pool) => new Array<number>(pool.count).fill(mean(pool)))
    .map((height, i) => height + i * lineHeight);
}

/** "class 2, 7": what all begin with is said once. */
export function joinedNames(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const words = first.split(' ');
  const common = words.findIndex(
    (word, index) => index === words.length - 1 || others.some((name) => name.split(' ')[index] !== word),
  );
  const start = words.slice(0, Math.max(0, common)).join(' ').length;
  return [first, ...others.map((name) => name.slice(start).trim())].join(', ');
}
