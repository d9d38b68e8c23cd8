/** How many cells the rows of a sample have. */

interface Row {
  readonly cells: readonly string[];
}

/** The most frequent number of cells in a row and the share of rows that have it. */
export function commonWidth(rows: readonly Row[]): { cells: number; share: number } {
  const times = new Map<number, number>();
  let cells = 0;
  for (const row of rows) {
    const width = row.cells.length;
    times.set(width, (times.get(width) ?? 0) + 1);
    if ((times.get(width) ?? 0) > (times.get(cells) ?? 0)) cells = width;
  }
  return { cells, share: rows.length === 0 ? 0 : (times.get(cells) ?? 0) / rows.length };
}
