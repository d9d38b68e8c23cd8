/**
 * The one inner loop behind all products but the smallest. A tile of the result is a few rows by two vectors of columns, and its
 * running sums stay in registers:
 *
 *     C[row][columns] = start + Σ_k  Q(row, k) · P[k][columns]
 *
 * P is read a vector at a time, Q a number at a time, which is spread over all lanes. How many rows and how many k are written out
 * is up to the tile (`tile.ts`). Each element of C is summed in the order of k: the tile changes no bit.
 */
import type { EmitContext } from './emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, further, type I32, i32, type Local } from '../assembler/value.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';

/** So many k are no loop, even where one k is a step. */
const maxUnrolled = 4;

export interface Factors {
  /** The vectors of P's first k, and how far those of the next one are. */
  readonly p: Address;
  readonly pBytes: number;
  /** From a panel of P to the next; vectors stand side by side without it. */
  readonly panelBytes?: number;
  /** Q(row, k) stands at q + row·rowBytes + k·kBytes. */
  readonly q: Address;
  readonly rowBytes: number;
  readonly kBytes: number;
  /** How many k; in a variable: a multiple of a panel's examples. */
  readonly count: number | I32;
}

/** sums += Σ_k Q(row, k)·P[k]; the vectors of a row side by side. @param vectors of a row */
export function addProducts(
  f: FunctionBuilder,
  { lanes, tile }: Pick<EmitContext, 'lanes' | 'tile'>,
  sums: readonly Local<'v128'>[],
  vectors: number,
  { p, pBytes, panelBytes, q, rowBytes, kBytes, count }: Factors,
): void {
  // V8 adds a constant distance to a pointer before it spreads a number: where many k share them, rows have their own pointers.
  const rowsOfPointer = tile.steps > 1 ? 1 : sums.length / vectors;
  const starts = Array.from({ length: sums.length / vectors / rowsOfPointer }, (_, n) => further(q, n * rowBytes));
  const addresses = [{ from: p, stride: pBytes }, ...starts.map((from) => ({ from, stride: kBytes }))];
  const steps = (length: number, [unit, ...pointers]: readonly Address[]): void => {
    const numberOf = (row: number, k: number): Address => {
      const pointer = pointers[Math.floor(row / rowsOfPointer)];
      if (!pointer) throw new RangeError(`no pointer for row ${row}`);
      return further(pointer, (row % rowsOfPointer) * rowBytes + k * kBytes);
    };
    for (let k = 0; k < length && unit; k++) {
      f.scope(() => {
        const loaded = loadVectors(f, lanes, further(unit, k * pBytes), vectors, panelBytes);
        addRows(f, { lanes, tile }, sums, loaded, (row) => numberOf(row, k));
      });
    }
  };
  if (typeof count === 'number' && (tile.steps > 1 || count <= maxUnrolled)) {
    f.forTiles(count, tile.steps, addresses, steps);
    return;
  }
  const strides = addresses.map(({ from, stride }) => ({ from, stride: stride * tile.steps }));
  const groups = typeof count === 'number' ? i32.const(count) : i32.shiftRight(count, Math.log2(tile.steps));
  f.forEach(groups, strides, (addresses) => steps(tile.steps, addresses));
}

/** sum_row += number_row · vectors, row after row. @param numberOf where the number of a row stands */
function addRows(
  f: FunctionBuilder,
  { lanes, tile }: Pick<EmitContext, 'lanes' | 'tile'>,
  sums: readonly Local<'v128'>[],
  vectors: readonly Local<'v128'>[],
  numberOf: (row: number) => Address,
): void {
  for (let row = 0; row < sums.length / vectors.length; row++) {
    f.scope(() => {
      const number = f.let(lanes.loadSplat(numberOf(row)));
      const sumsOfRow = sums.slice(row * vectors.length, (row + 1) * vectors.length);
      if (lanes.isFused) {
        sumsOfRow.forEach((sum, v) => f.set(sum, lanes.multiplyAdd(number, vectors[v]!, sum)));
        return;
      }
      // In an order that is kept, additions behind all products of a row do not wait for the product just before.
      const products = vectors
        .map((vector) => lanes.mul(number, vector))
        .map((product) => (tile.steps > 1 ? f.let(product) : product));
      sumsOfRow.forEach((sum, v) => f.set(sum, lanes.add(products[v]!, sum)));
    });
  }
}

/** Vectors side by side, or those of several panels. */
export function loadVectors(
  f: FunctionBuilder,
  { load }: Lanes,
  address: Address,
  count: number,
  panelBytes = unitBytes,
): Local<'v128'>[] {
  const offsetOf = (v: number): number => Math.floor(v / panelVectors) * panelBytes + (v % panelVectors) * vectorBytes;
  return Array.from({ length: count }, (_, v) => f.let(load(further(address, offsetOf(v)))));
}
