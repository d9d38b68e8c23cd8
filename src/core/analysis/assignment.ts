/**
 * The assignment problem: n rows and n columns are paired so that the sum of their costs is least. The Hungarian method with shortest
 * augmenting paths and potentials (Jonker and Volgenant, 1987): exact, in O(n³).
 */

/**
 * @param cost n × n, row-major, finite
 * @returns the column of each row
 */
export function leastCostAssignment(cost: Float64Array, n: number): Int32Array {
  const state = new AssignmentState(cost, n);
  for (let row = 1; row <= n; row++) state.add(row);
  const columnOfRow = new Int32Array(n);
  for (let column = 1; column <= n; column++) columnOfRow[state.rowOf[column]! - 1] = column - 1;
  return columnOfRow;
}

/** Rows and columns count from 1; 0 is none. */
class AssignmentState {
  readonly #cost: Float64Array;
  readonly #n: number;
  /** Potentials: u_i + v_j ≤ c_ij, with equality for pairs. */
  readonly #u: Float64Array;
  readonly #v: Float64Array;
  readonly rowOf: Int32Array;
  /** Of the path that is looked for: the column before each, its least reduced cost, and whether it is done. */
  readonly #before: Int32Array;
  readonly #least: Float64Array;
  readonly #done: Uint8Array;

  constructor(cost: Float64Array, n: number) {
    this.#cost = cost;
    this.#n = n;
    this.#u = new Float64Array(n + 1);
    this.#v = new Float64Array(n + 1);
    this.rowOf = new Int32Array(n + 1);
    this.#before = new Int32Array(n + 1);
    this.#least = new Float64Array(n + 1);
    this.#done = new Uint8Array(n + 1);
  }

  /** Finds a column for one row more; the others may get another one. */
  add(row: number): void {
    this.rowOf[0] = row;
    this.#least.fill(Number.POSITIVE_INFINITY);
    this.#done.fill(0);
    let column = 0;
    do column = this.#extend(column);
    while (this.rowOf[column] !== 0);
    while (column !== 0) {
      const before = this.#before[column]!;
      this.rowOf[column] = this.rowOf[before]!;
      column = before;
    }
  }

  /** One column further on the shortest path. @returns that column */
  #extend(column: number): number {
    const [n, u, v, least, done] = [this.#n, this.#u, this.#v, this.#least, this.#done];
    done[column] = 1;
    const row = this.rowOf[column]!;
    let delta = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let j = 1; j <= n; j++) {
      if (done[j]) continue;
      const reduced = this.#cost[(row - 1) * n + j - 1]! - u[row]! - v[j]!;
      if (reduced < least[j]!) {
        least[j] = reduced;
        this.#before[j] = column;
      }
      if (least[j]! < delta) {
        delta = least[j]!;
        next = j;
      }
    }
    for (let j = 0; j <= n; j++) {
      if (done[j]) {
        u[this.rowOf[j]!]! += delta;
        v[j]! -= delta;
      } else least[j]! -= delta;
    }
    return next;
  }
}
