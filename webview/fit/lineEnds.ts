/** Names at the right ends of curves; of curves that end in nearly the same place, one name. */
import { css, type Rgb } from '../color/oklab.ts';
import type { Theme } from '../color/theme.ts';

export interface LineEnd {
  readonly y: number;
  readonly name: string;
  readonly color: Rgb;
}

/** Pixels that a name needs for itself, and that it stands from its line. */
const lineHeight = 13;
const gap = 6;
const most = 110;
const mostNamed = 3;

/** Room right of the picture for the names. */
export function roomForNames(context: CanvasRenderingContext2D, names: readonly string[], theme: Theme): number {
  context.font = `11px ${theme.font}`;
  // Two joined names are not much longer than one.
  const widest = Math.max(...names.map((name) => context.measureText(name).width), 0);
  return Math.min(most, Math.ceil(widest + (names.length > 2 ? 24 : 0)) + gap + 4);
}

/** @param x end of the lines, @param width of the whole picture */
export function drawLineEnds(context: CanvasRenderingContext2D, ends: readonly LineEnd[], x: number, width: number, theme: Theme): void {
  context.font = `11px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const group of joined(ends)) {
    const y = group.reduce((sum, end) => sum + end.y, 0) / group.length;
    const name = joinedNames(group.slice(0, mostNamed).map((end) => end.name)) + (group.length > mostNamed ? ', …' : '');
    context.fillStyle = css(group.length === 1 ? (group[0]?.color ?? theme.foreground) : theme.foreground);
    context.fillText(name, x + gap, y, width - x - gap);
  }
}

/** Ends that are too near for names of their own are together, in their given order; the groups from the top. */
export function joined(ends: readonly LineEnd[]): readonly (readonly LineEnd[])[] {
  const groups: LineEnd[][] = [];
  for (const end of ends.toSorted((a, b) => a.y - b.y)) {
    const last = groups.at(-1);
    if (last && end.y - (last.at(-1)?.y ?? 0) < lineHeight) last.push(end);
    else groups.push([end]);
  }
  return groups.map((group) => ends.filter((end) => group.includes(end)));
}

/** "class 2, 7": what all begin with is said once. */
export function joinedNames(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const words = first.split(' ');
  const common = words.findIndex((word, place) => place === words.length - 1 || others.some((name) => name.split(' ')[place] !== word));
  const start = words.slice(0, Math.max(0, common)).join(' ').length;
  return [first, ...others.map((name) => name.slice(start).trim())].join(', ');
}
