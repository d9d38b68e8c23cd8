/** Small matrices for evaluating trees: row-major, one row or column meets a larger matrix as NumPy broadcasts it. */

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export function matrixOf(rows: number, columns: number, cell: (row: number, column: number) => number): Matrix {
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = cell(Math.floor(i / columns), i % columns);
  return { rows, columns, values };
}

export function scalarOf(value: number): Matrix {
  return { rows: 1, columns: 1, values: Float64Array.of(value) };
}

/** A cell; of a matrix with one row or column, that one. */
export function cellOf({ rows, columns, values }: Matrix, row: number, column: number): number {
  return values[(rows === 1 ? 0 : row) * columns + (columns === 1 ? 0 : column)]!;
}

export function mapped({ rows, columns, values }: Matrix, f: (x: number) => number): Matrix {
  return { rows, columns, values: values.map(f) };
}

/** Cell by cell. @throws RangeError where the shapes do not meet */
export function cellwise(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  const rows = met(a.rows, b.rows);
  const columns = met(a.columns, b.columns);
  return matrixOf(rows, columns, (row, column) => f(cellOf(a, row, column), cellOf(b, row, column)));
}

function met(a: number, b: number): number {
  if (a !== b && a !== 1 && b !== 1) throw new RangeError(`${a} does not meet ${b}`);
  return Math.max(a, b);
}

/** n×k · k×m. @throws RangeError where the shapes do not meet */
export function multiplied(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) throw new RangeError(`${a.rows}×${a.columns} · ${b.rows}×${b.columns}`);
  return matrixOf(a.rows, b.columns, (row, column) => {
    let sum = 0;
    for (let k = 0; k < a.columns; k++) sum += a.values[row * a.columns + k]! * b.values[k * b.columns + column]!;
    return sum;
  });
}

export function transposed(a: Matrix): Matrix {
  return matrixOf(a.columns, a.rows, (row, column) => a.values[column * a.columns + row]!);
}

export function rowSums(a: Matrix): Matrix {
  return multiplied(
    a,
    matrixOf(a.columns, 1, () => 1),
  );
}

export function columnSums(a: Matrix): Matrix {
  return multiplied(
    matrixOf(1, a.rows, () => 1),
    a,
  );
}
