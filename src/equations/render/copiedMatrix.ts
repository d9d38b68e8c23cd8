/** What is copied of a matrix that a page shows a window of: all its numbers, asked of the run where the page has only some of them. */
import { type Cell, cellText, latexMatrix, numpyMatrix } from './literals.ts';
import { formatShape } from '../../core/network/shape.ts';

/** A stretch of rows or columns. */
interface Span {
  readonly from: number;
  readonly count: number;
}

/** Rows and columns as the matrix lies; `cells` as they are shown, so transposed where the matrix is. */
export interface MatrixWindow {
  readonly shape: readonly [rows: number, columns: number];
  readonly rows: Span;
  readonly columns: Span;
  readonly transposed: boolean;
  /** As it was at another time than can be asked for. */
  readonly fixed: boolean;
  readonly cells: readonly (readonly string[])[];
}

/** A window and what the matrix is called: W2. */
export interface NamedWindow extends MatrixWindow {
  readonly name: string;
}

/** The numbers of some rows and columns, row by row. */
export type AskNumbers = (rows: Span, columns: Span) => Promise<Float64Array>;

/** So many numbers are a text that an editor takes well: about 2 MB. */
const maxNumbers = 100_000;
/** A larger matrix has dots in LaTeX: so many rows or columns before them, and the last one. */
const latexSide = { whole: 30, before: 3 } as const;

/** What is written of a matrix, and whether it is all of it (or stands for it, as dots do). */
export interface MatrixCopy {
  readonly text: string;
  readonly isWhole: boolean;
}

export async function numpyCopy(shown: NamedWindow, ask: AskNumbers): Promise<MatrixCopy> {
  const part = partText(shown);
  if (part === '') return { text: numpyMatrix(shown.cells), isWhole: true };
  if (shown.fixed || !isSmall(shown)) return { text: numpyMatrix(shown.cells, part), isWhole: false };
  const [rows, columns] = shown.shape.map(wholeOf) as [Span, Span];
  const cells = await block(rows, columns, ask);
  return { text: numpyMatrix(shown.transposed ? transposed(cells) : cells), isWhole: true };
}

export async function latexCopy(shown: NamedWindow, ask: AskNumbers): Promise<MatrixCopy> {
  const part = partText(shown);
  if (part === '') return { text: latexMatrix(shown.cells), isWhole: true };
  if (shown.fixed) return { text: latexMatrix(shown.cells, part), isWhole: false };
  const [rows, columns] = shown.shape.map(writtenSpans) as [readonly Span[], readonly Span[]];
  const cells = withGaps(await blocks(shown, rows, columns, ask));
  return { text: latexMatrix(shown.transposed ? transposed(cells) : cells), isWhole: true };
}

function isSmall({ shape: [rows, columns] }: NamedWindow): boolean {
  return rows * columns <= maxNumbers;
}

function wholeOf(count: number): Span {
  return { from: 0, count };
}

function writtenSpans(length: number): readonly Span[] {
  return length <= latexSide.whole ? [wholeOf(length)] : [wholeOf(latexSide.before), { from: length - 1, count: 1 }];
}

/** Of one moment, where all of the matrix can be asked for at once. */
async function blocks(
  shown: NamedWindow,
  rows: readonly Span[],
  columns: readonly Span[],
  ask: AskNumbers,
): Promise<readonly (readonly string[][])[][]> {
  const [all, across] = shown.shape.map(wholeOf) as [Span, Span];
  const whole = isSmall(shown) ? await block(all, across, ask) : null;
  const one = (r: Span, c: Span): string[][] | Promise<string[][]> =>
    whole ? cut(whole, r).map((row) => cut(row, c)) : block(r, c, ask);
  return Promise.all(rows.map((r) => Promise.all(columns.map((c) => one(r, c)))));
}

function cut<T>(of: readonly T[], { from, count }: Span): T[] {
  return of.slice(from, from + count);
}

async function block(rows: Span, columns: Span, ask: AskNumbers): Promise<string[][]> {
  const values = await ask(rows, columns);
  const width = values.length / rows.count;
  return Array.from({ length: rows.count }, (_, r) =>
    Array.from(values.subarray(r * width, (r + 1) * width), cellText),
  );
}

/** What is left out between the blocks is an empty row or column. */
function withGaps(all: readonly (readonly string[][])[][]): Cell[][] {
  const bands = all.map(([first = [], ...others]) =>
    first.map((row, r): Cell[] => [...row, ...others.flatMap((other): Cell[] => [null, ...(other[r] ?? [])])]),
  );
  return bands.flatMap((band, index) => (index === 0 ? band : [band[0]?.map(() => null) ?? [], ...band]));
}

function transposed<T>(cells: readonly (readonly T[])[]): T[][] {
  return (cells[0] ?? []).map((_, column) => cells.map((row) => row[column] as T));
}

/** "rows 1–4, columns 1–4 of W2, 4×8": for a comment; empty of a whole matrix. */
function partText({ name, shape, rows, columns, transposed }: NamedWindow): string {
  if (rows.count === shape[0] && columns.count === shape[1]) return '';
  const spans = [rows, columns].map(({ from, count }) => `${from + 1}–${from + count}`);
  const [r, c] = transposed ? spans.toReversed() : spans;
  const size = formatShape(transposed ? [shape[1], shape[0]] : shape);
  return `rows ${r}, columns ${c} of ${name}${transposed ? 'ᵀ' : ''}, ${size}`;
}
