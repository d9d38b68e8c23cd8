/** Where a card beside the pointer covers the least of what one looks at. */
import type { Box } from '../box.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels between the pointer and the card: the farther ones where the nearer cover more. */
const asides = [14, 40, 70];

/**
 * Top left corner of a card of that size inside the bounds; of places that are as good the nearest one, below and to
 * the right of the pointer.
 */
export function cardPosition(size: Size, at: Point, bounds: Size, pictures: readonly Box[]): Point {
  let best = { x: 0, y: 0, covered: Number.POSITIVE_INFINITY };
  for (const aside of asides) {
    for (const left of [at.x + aside, at.x - aside - size.width, at.x - size.width / 2]) {
      for (const top of [at.y + aside, at.y - aside - size.height, at.y - size.height / 2]) {
        const card = {
          x: inside(left, bounds.width - size.width),
          y: inside(top, bounds.height - size.height),
          ...size,
        };
        const pointed = overlap(card, { ...at, width: 1, height: 1 }) > 0;
        const covered = pointed ? 1e9 : pictures.reduce((sum, picture) => sum + overlap(card, picture), 0);
        if (covered < best.covered) best = { x: card.x, y: card.y, covered };
      }
    }
  }
  return { x: best.x, y: best.y };
}

/** Square pixels that two boxes share. */
function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function inside(position: number, most: number): number {
  return Math.max(0, Math.min(position, most));
}
