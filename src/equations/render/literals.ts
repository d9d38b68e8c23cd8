/** Numbers of a matrix, row by row, as they are written in NumPy and in LaTeX: with all their digits, which read back are the same bits. */

/** A number as JavaScript writes it, but `-0` with its sign; `null` stands for rows or columns that are left out. */
export type Cell = string | null;

export function cellText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

const numpyWords: Readonly<Record<string, string>> = { NaN: 'np.nan', Infinity: 'np.inf', '-Infinity': '-np.inf' };

/** @param part which rows and columns these are, where they are not all: a comment */
export function numpyMatrix(cells: readonly (readonly string[])[], part = ''): string {
  // Whole numbers alone would make an array of integers.
  const word = (cell: string): string => numpyWords[cell] ?? (/^-?\d+$/.test(cell) ? `${cell}.` : cell);
  return `np.array([${cells.map((row) => `[${row.map(word).join(', ')}]`).join(', ')}])${part && `  # ${part}\n`}`;
}

/** More columns are too many for the bmatrix of amsmath. */
const maxColumns = 10;

/** With dots for what is left out, as one writes a matrix that is too large. The first row and the first column are there. */
export function latexMatrix(cells: readonly (readonly Cell[])[], part = ''): string {
  const first = cells[0] ?? [];
  const dots = (row: readonly Cell[], column: number): string => {
    if (row[0] !== null) return '\\cdots';
    return first[column] === null ? '\\ddots' : '\\vdots';
  };
  const rows = cells.map((row) => row.map((cell, column) => latexCell(cell) ?? dots(row, column)).join(' & '));
  const [open, close] =
    first.length > maxColumns
      ? [`\\left[\\begin{array}{${'c'.repeat(first.length)}}`, '\\end{array}\\right]']
      : ['\\begin{bmatrix}', '\\end{bmatrix}'];
  return `${open} ${rows.join(' \\\\ ')} ${close}${part && ` % ${part}\n`}`;
}

const latexWords: Readonly<Record<string, string>> = {
  NaN: '\\mathrm{NaN}',
  Infinity: '\\infty',
  '-Infinity': '-\\infty',
};

function latexCell(cell: Cell): Cell {
  return cell && (latexWords[cell] ?? cell.replace(/e\+?(-?)0*(\d+)$/, ' \\cdot 10^{$1$2}'));
}
