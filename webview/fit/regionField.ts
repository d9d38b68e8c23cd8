/**
 * What is drawn between the points that the network was asked at: values on a finer grid, from edge to edge of the plane,
 * and the borders between those of its points that have different labels. Fill and borders come from the same numbers.
 */

/** Where each of `count` points, evenly from edge to edge, lies between the middles of `side` cells. */
interface Along {
  readonly cell: Uint16Array;
  /** Way from the cell's middle to the next one's; below 0 or above 1 beyond the outer middles, where a line goes on straight. */
  readonly share: Float64Array;
}

export interface Regions {
  readonly columns: number;
  /** The most probable class of each point, and its probability there or beside it: see `withoutBeads`. */
  readonly winner: Uint16Array;
  readonly probability: Float32Array;
  /** Share of the way between two neighbours, of different classes, at which both are equally probable. */
  readonly crossing: (from: number, to: number) => number;
}

/**
 * Smaller probabilities, of all classes together, say nothing of how far the boundary is: where an answer leaps from one
 * point to the next, the boundary is drawn about halfway, whichever side is surer.
 */
const minProbability = 0.01;
/** So far behind in log-probability a class adds little more than a thousandth. */
const negligible = 6.5;

/** `values`: side², row 0 on top; between the middles bilinear. */
export function refined(values: Float32Array, side: number, columns: number, rows: number): Float32Array {
  const grid = new FinerGrid(side, columns, rows);
  const fine = new Float32Array(columns * rows);
  for (let point = 0; point < fine.length; point++) fine[point] = grid.at(values, 0, point);
  return fine;
}

/**
 * `values`: classes × side². Log-probabilities are what is interpolated: their differences are those of z, which run
 * evenly through a boundary however steep the probabilities are.
 */
export function refinedRegions(values: ArrayLike<number>, classes: number, columns: number, rows: number): Regions {
  const cells = values.length / classes;
  const logs = Float32Array.from(values, (value) => Math.log(Math.max(minProbability / classes, value)));
  const grid = new FinerGrid(Math.round(Math.sqrt(cells)), columns, rows);
  const contenders = contendersOf(logs, classes, grid.side);
  const winner = new Uint16Array(columns * rows);
  const probability = new Float32Array(columns * rows);
  const own = new Float64Array(classes);
  for (let point = 0; point < winner.length; point++) {
    const here = contenders(grid.cellOf(point));
    let best = here[0] ?? 0;
    probability[point] = 1;
    winner[point] = best;
    if (here.length === 1) continue;
    for (const code of here) {
      own[code] = grid.at(logs, code * cells, point);
      if ((own[code] ?? 0) > (own[best] ?? 0)) best = code;
    }
    let sum = 0;
    for (const code of here) sum += Math.exp((own[code] ?? 0) - (own[best] ?? 0));
    winner[point] = best;
    probability[point] = 1 / sum;
  }
  const crossing = (from: number, to: number): number => {
    const [one, other] = [(winner[from] ?? 0) * cells, (winner[to] ?? 0) * cells];
    const before = grid.at(logs, one, from) - grid.at(logs, other, from);
    const after = grid.at(logs, one, to) - grid.at(logs, other, to);
    return before - after > 0 ? before / (before - after) : 0.5;
  };
  return { columns, winner, probability: withoutBeads(winner, probability, columns), crossing };
}

/**
 * Borders between points of different labels as x0 y0 x1 y1, …, counted in points. Where more than two meet in a square
 * of four points, they meet in one place.
 */
export function borders(
  labels: Uint16Array,
  columns: number,
  crossing: (from: number, to: number) => number,
): readonly number[] {
  const lines: number[] = [];
  const rows = labels.length / columns;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const a = row * columns + column;
      const [b, c, d] = [a + 1, a + columns + 1, a + columns];
      if (labels[a] === labels[b] && labels[a] === labels[c] && labels[a] === labels[d]) continue;
      const ends: [x: number, y: number][] = [];
      if (labels[a] !== labels[b]) ends.push([column + crossing(a, b), row]);
      if (labels[b] !== labels[c]) ends.push([column + 1, row + crossing(b, c)]);
      if (labels[d] !== labels[c]) ends.push([column + crossing(d, c), row + 1]);
      if (labels[a] !== labels[d]) ends.push([column, row + crossing(a, d)]);
      const [first, second] = ends;
      if (ends.length === 2 && first && second) lines.push(...first, ...second);
      else for (const end of ends) lines.push(...end, mean(ends, 0), mean(ends, 1));
    }
  }
  return lines;
}

/**
 * Along a steep boundary only some points happen to lie in the narrow strip where the network is not sure: each takes the
 * largest probability among itself and the neighbours of its class.
 */
function withoutBeads(winner: Uint16Array, probability: Float32Array, columns: number): Float32Array {
  const most = probability.slice();
  for (const step of [-columns, -1, 1, columns]) {
    for (let point = Math.max(0, -step); point < winner.length - Math.max(0, step); point++) {
      const beside = probability[point + step] ?? 0;
      if (beside > (most[point] ?? 0) && winner[point + step] === winner[point]) most[point] = beside;
    }
  }
  return most;
}

function mean(ends: readonly (readonly [number, number])[], axis: 0 | 1): number {
  return ends.reduce((sum, end) => sum + end[axis], 0) / ends.length;
}

class FinerGrid {
  readonly side: number;
  readonly #columns: number;
  readonly #x: Along;
  readonly #y: Along;

  constructor(side: number, columns: number, rows: number) {
    this.side = side;
    this.#columns = columns;
    this.#x = along(side, columns);
    this.#y = along(side, rows);
  }

  /** The cell above and left of a point: the point lies between its middle and those of its neighbours to the right and below. */
  cellOf(point: number): number {
    const row = Math.floor(point / this.#columns);
    return (this.#y.cell[row] ?? 0) * this.side + (this.#x.cell[point - row * this.#columns] ?? 0);
  }

  /** At a point, from the side² values that begin at `offset`. */
  at(values: Float32Array, offset: number, point: number): number {
    const row = Math.floor(point / this.#columns);
    const column = point - row * this.#columns;
    const right = this.#x.share[column] ?? 0;
    const first = offset + (this.#y.cell[row] ?? 0) * this.side + (this.#x.cell[column] ?? 0);
    const below = first + this.side;
    const top = between(values[first] ?? 0, values[first + 1] ?? 0, right);
    return between(top, between(values[below] ?? 0, values[below + 1] ?? 0, right), this.#y.share[row] ?? 0);
  }
}

/**
 * The classes that count between a cell's middle and those right of it and below: a class that at all four is far behind
 * one and the same is behind it everywhere between them.
 */
function contendersOf(logs: Float32Array, classes: number, side: number): (cell: number) => readonly number[] {
  const codes = Array.from({ length: classes }, (_, code) => code);
  const known: (readonly number[] | undefined)[] = [];
  const find = (cell: number): readonly number[] => {
    const corners = [cell, cell + 1, cell + side, cell + side + 1];
    const at = (code: number, corner: number): number => logs[code * side ** 2 + corner] ?? 0;
    const best = new Set(
      corners.map((corner) => codes.reduce((first, code) => (at(code, corner) > at(first, corner) ? code : first), 0)),
    );
    return codes.filter(
      (code) => ![...best].some((one) => corners.every((corner) => at(one, corner) - at(code, corner) > negligible)),
    );
  };
  return (cell) => {
    known[cell] ??= find(cell);
    return known[cell];
  };
}

function between(from: number, to: number, share: number): number {
  return from + share * (to - from);
}

function along(side: number, count: number): Along {
  const position = (point: number): number => (point / (count - 1)) * side - 0.5;
  const cell = Uint16Array.from({ length: count }, (_, point) =>
    Math.max(0, Math.min(side - 2, Math.floor(position(point)))),
  );
  return { cell, share: Float64Array.from(cell, (own, point) => position(point) - own) };
}
