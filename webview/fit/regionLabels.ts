/** The names of regions, each written inside its own and over as few examples as can be. */
import { css } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { Box } from '../kit/box.ts';
import type { Marker } from '../kit/plot/markers.ts';
import { shortNames } from '../kit/text/shortNames.ts';
import { type Middle, middleOf } from './regions.ts';

export interface NamedRegions {
  /** One a class. */
  readonly names: readonly string[];
  /** The class of each of side² cells. */
  readonly winner: Uint16Array;
  readonly side: number;
  readonly markers: readonly Marker[];
  /** The example with a ring. */
  readonly cursor: number;
}

/**
 * Names are written into regions that have this much room in height, in pixels, and in width this share of the name's. A region that is
 * too small gets the short name if there is room for that: colours alone come back after six classes.
 */
const minSpace = { name: 24, short: 15 };
const minShare = 0.75;
/** Characters of a short name, and the cells that a region has at least that gets one: the middle of fewer may lie on its border. */
const shortest = 3;
const minCells = 3;
/** Half of a name's height, in pixels, and as many examples as its ring counts for. */
const halfHeight = 9;
const ringWeight = 5;

export function drawRegionLabels(
  context: CanvasRenderingContext2D,
  box: Box,
  theme: Theme,
  regions: NamedRegions,
): void {
  const { names, winner, side } = regions;
  const crowd = crowdOf(box, regions);
  context.font = `600 12px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const short = shortNames(names, shortest);
  names.forEach((whole, code) => {
    const middle = middleOf(winner, side, code);
    if (!middle) return;
    const cells = 2 * middle.depth - 1;
    const fits = (text: string, space: number): boolean =>
      (cells * box.height) / side >= space && (cells * box.width) / side >= minShare * context.measureText(text).width;
    const name = fits(whole, minSpace.name) ? whole : (short[code] ?? whole);
    if (!fits(name, minSpace.short) || winner.filter((cell) => cell === code).length < minCells) return;
    const half = context.measureText(name).width / 2 + 6;
    const size = { columns: Math.ceil((half / box.width) * side), rows: Math.ceil((halfHeight / box.height) * side) };
    const position = labelPosition(winner, side, code, size, crowd) ?? middle;
    const x = box.x + ((position.column + 0.5) / side) * box.width;
    const y = box.y + ((position.row + 0.5) / side) * box.height;
    const inside = Math.max(box.x + half, Math.min(box.x + box.width - half, x));
    context.lineWidth = 4;
    context.strokeStyle = css(theme.background, 0.85);
    context.strokeText(name, inside, y);
    context.fillStyle = css(theme.foreground);
    context.fillText(name, inside, y);
  });
}

/** The examples in each cell. */
export function crowdOf(
  box: Box,
  { side, markers, cursor }: Pick<NamedRegions, 'side' | 'markers' | 'cursor'>,
): Counts {
  const weights = new Float64Array(side ** 2);
  markers.forEach(({ x, y }, index) => {
    const column = Math.floor(((x - box.x) / box.width) * side);
    const row = Math.floor(((y - box.y) / box.height) * side);
    const cell = row * side + column;
    if (cell >= 0) weights[cell] = (weights[cell] ?? 0) + (index === cursor ? ringWeight : 1);
  });
  return new Counts(side, (cell) => weights[cell] ?? 0);
}

/** Half of a name's size, in cells. */
export interface HalfSize {
  readonly columns: number;
  readonly rows: number;
}

/** How many of something lie in any rectangle of cells, in constant time (a summed-area table, Crow 1984). */
export class Counts {
  readonly #side: number;
  readonly #sums: Float64Array;

  /** @param weightOf of each cell, row by row */
  constructor(side: number, weightOf: (cell: number) => number) {
    this.#side = side;
    this.#sums = new Float64Array((side + 1) ** 2);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const before = this.#at(row, column + 1) + this.#at(row + 1, column) - this.#at(row, column);
        this.#sums[(row + 1) * (side + 1) + column + 1] = before + weightOf(row * side + column);
      }
    }
  }

  /** Around a cell; `null` where the rectangle would leave the plane. */
  around(column: number, row: number, { columns, rows }: HalfSize): number | null {
    const [left, right, top, bottom] = [column - columns, column + columns + 1, row - rows, row + rows + 1];
    if (left < 0 || top < 0 || right > this.#side || bottom > this.#side) return null;
    return this.#at(bottom, right) - this.#at(top, right) - this.#at(bottom, left) + this.#at(top, left);
  }

  #at(row: number, column: number): number {
    return this.#sums[row * (this.#side + 1) + column] ?? 0;
  }
}

/**
 * The cell about which a name covers least of `crowd` while it lies in its own region; of equal ones the nearest to the
 * region's middle, which is the answer, too, where the name does not fit.
 */
export function labelPosition(
  winner: Uint16Array,
  side: number,
  code: number,
  half: HalfSize,
  crowd: Counts,
): Middle | null {
  const middle = middleOf(winner, side, code);
  if (!middle) return null;
  const foreign = new Counts(side, (cell) => (winner[cell] === code ? 0 : 1));
  let best: Middle = middle;
  let least = Number.POSITIVE_INFINITY;
  for (let row = half.rows; row + half.rows < side; row++) {
    for (let column = half.columns; column + half.columns < side; column++) {
      if (foreign.around(column, row, half) !== 0) continue;
      const distance = Math.hypot(column - middle.column, row - middle.row) / (2 * side);
      const cost = (crowd.around(column, row, half) ?? 0) + distance;
      if (cost >= least) continue;
      least = cost;
      best = { ...middle, column, row };
    }
  }
  return best;
}
