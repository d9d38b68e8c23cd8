/**
 * The one inner loop behind all products of large layers. Columns are panels of two vectors; a tile is up to four rows of one
 * panel, and its running sums stay in registers:
 *
 *     C[row][columns] = start + Σ_k  Q(row, k) · P[k][columns]          (4 rows × 2 vectors a tile)
 *
 * P is a panel: the two vectors of each k follow those of the one before. Q is read a number at a time, which is spread over all
 * lanes. The same rows of Q go with one panel after the other, so that they (a few KiB of a block of k) stay in the first-level
 * cache while the panels pass by from the second.
 *
 * Eight sums, two vectors of P and one of Q leave registers free in every engine; the loop over k is not unrolled, because V8 up
 * to version 12 then loads everything first and runs out of registers: that costs a third of the speed.
 *
 * Each element of C is summed in the order of k. Neither tiles nor the way of the panels change a bit.
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, further, type I32, type Local } from '../assembler/value.ts';
import { addWeighted, loadUnit } from '../forwardKernel.ts';
import { panelVectors, unitBytes } from '../layout.ts';

export const tileRows = 4;
/** Numbers of k that go by before the next rows' turn: a block of a panel of P then takes 8 KiB. */
const blockLength = 256;
/** A layer of very many inputs gets longer blocks instead of more code. */
const mostBlocks = 8;

export interface Block {
  readonly first: number;
  readonly length: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Cuts 0…count into blocks of about the same length. */
export function blocksOf(count: number): Block[] {
  const blocks = Math.min(mostBlocks, Math.max(1, Math.round(count / blockLength)));
  const start = (n: number): number => Math.round((count * n) / blocks);
  return Array.from({ length: blocks }, (_, n) => ({
    first: start(n),
    length: start(n + 1) - start(n),
    isFirst: n === 0,
    isLast: n === blocks - 1,
  }));
}

export interface Factors {
  readonly p: Address;
  /** Q(row, k) stands at q + row·rowBytes + k·kBytes. */
  readonly q: Address;
  readonly rowBytes: number;
  readonly kBytes: number;
  /** How many k. */
  readonly count: I32;
}

/** sums += Σ_k Q(row, k)·P[k]; the vectors of a row side by side. */
export function addProducts(f: FunctionBuilder, lanes: Lanes, sums: readonly Local<'v128'>[], factors: Factors): void {
  const { p, q, rowBytes, kBytes, count } = factors;
  const walks = [
    { from: p, stride: unitBytes },
    { from: q, stride: kBytes },
  ];
  f.forEach(count, walks, ([unit, numbers]) => {
    if (unit && numbers) addWeighted(f, lanes, sums, loadUnit(f, lanes, unit), (row) => further(numbers, row * rowBytes));
  });
}

/** What C holds of a tile: rows `rowBytes` apart. */
export function loadSums(f: FunctionBuilder, lanes: Lanes, rows: number, place: Address): Local<'v128'>[] {
  return Array.from({ length: rows * panelVectors }, (_, i) => f.let(lanes.load(further(place, i * vectorBytes))));
}
