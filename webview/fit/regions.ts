/** What a grid of probabilities says in the large: which class wins where, how much of the plane it has, and where its middle is. */

/** The most probable class of each point. `values`: classes × points. */
export function winners(values: ArrayLike<number>, classes: number): Uint16Array {
  const points = values.length / classes;
  return Uint16Array.from({ length: points }, (_, i) => {
    let best = 0;
    for (let code = 1; code < classes; code++)
      if ((values[code * points + i] ?? 0) > (values[best * points + i] ?? 0)) best = code;
    return best;
  });
}

/** The share of the points that each class wins. */
export function sharesOf(winner: Uint16Array, classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const code of winner) counts[code] = (counts[code] ?? 0) + 1;
  return counts.map((count) => count / Math.max(1, winner.length));
}

/**
 * The share of a stretch where each class is the most probable, borders between two neighbouring points by straight lines.
 * `values`: classes × points, evenly spread with both ends.
 */
export function sharesOfStretch(values: ArrayLike<number>, classes: number): readonly number[] {
  const winner = winners(values, classes);
  const points = winner.length;
  const shares = new Array<number>(classes).fill(0);
  const ahead = (i: number, one: number, other: number): number =>
    (values[one * points + i] ?? 0) - (values[other * points + i] ?? 0);
  for (let i = 1; i < points; i++) {
    const [before, after] = [winner[i - 1] ?? 0, winner[i] ?? 0];
    const [lead, behind] = [ahead(i - 1, before, after), ahead(i, after, before)];
    const border = before === after ? 1 : lead / (lead + behind || 1);
    shares[before] = (shares[before] ?? 0) + border / (points - 1);
    shares[after] = (shares[after] ?? 0) + (1 - border) / (points - 1);
  }
  return shares;
}

export interface Middle {
  readonly column: number;
  readonly row: number;
  /** Cells to the nearest one of another class or to the plane's edge, counted along a side. */
  readonly depth: number;
}

/** The cell of a class that lies deepest inside it; `null` when it has none. `winner`: side² cells. */
export function middleOf(winner: Uint16Array, side: number, code: number): Middle | null {
  const depth = new Uint16Array(winner.length);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= side || column >= side ? 0 : (depth[row * side + column] ?? 0);
  const inside = (index: number): boolean => winner[index] === code;
  // A distance transform in two passes (Rosenfeld and Pfaltz 1966): steps as a king moves, from above and then from below.
  for (let index = 0; index < winner.length; index++) {
    const [row, column] = [Math.floor(index / side), index % side];
    if (inside(index))
      depth[index] =
        1 + Math.min(at(row - 1, column), at(row, column - 1), at(row - 1, column - 1), at(row - 1, column + 1));
  }
  let best: Middle | null = null;
  for (let index = winner.length - 1; index >= 0; index--) {
    const [row, column] = [Math.floor(index / side), index % side];
    if (!inside(index)) continue;
    const below =
      1 + Math.min(at(row + 1, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column - 1));
    depth[index] = Math.min(depth[index] ?? 0, below);
    if (best === null || (depth[index] ?? 0) > best.depth) best = { column, row, depth: depth[index] ?? 0 };
  }
  return best;
}
