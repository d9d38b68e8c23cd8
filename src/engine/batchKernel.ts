/**
 * Gathers the examples of a mini-batch: the i-th place of the batch's panels gets example order[i] of the training
 * set. Places behind the last example hold zeros, so that they add nothing to any sum.
 */
import { f64x2, vectorBytes } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Address, at, f64, type I32, i32, type ValueType } from './assembler/value.ts';
import { numberBytes, panelVectors, unitBytes } from './layout.ts';

/** Pointer to the first index of the batch in the order, number of examples. */
export const gatherParameters: readonly ValueType[] = ['i32', 'i32'];

/** A matrix over examples: where the training set and the batch keep it. */
export interface GatheredMatrix {
  readonly units: number;
  readonly from: number;
  readonly to: number;
}

export function writeGather(f: FunctionBuilder, matrices: readonly GatheredMatrix[]): void {
  const order = f.parameter(0, 'i32');
  const count = f.parameter(1, 'i32');
  for (const matrix of matrices) clearLastPanel(f, matrix, count);
  const place = f.let(i32.const(0));
  f.forEach(count, [{ from: at(order), stride: 4 }], ([index]) => {
    if (!index) return;
    const example = f.let(i32.load(index));
    for (const { units, from, to } of matrices) {
      f.scope(() => {
        const rows = [
          { from: at(f.let(exampleAt(from, units, example))), stride: unitBytes },
          { from: at(f.let(exampleAt(to, units, place))), stride: unitBytes },
        ];
        f.forTiles(units, 1, rows, (_, [source, target]) => {
          if (source && target) f.storeNumber(target, f64.load(source));
        });
      });
    }
    f.set(place, i32.add(place, i32.const(1)));
  });
}

function clearLastPanel(f: FunctionBuilder, { units, to }: GatheredMatrix, count: I32): void {
  f.scope(() => {
    const last = i32.shiftRight(i32.sub(count, i32.const(1)), 2);
    const panel: Address = at(f.let(i32.add(i32.const(to), i32.mul(last, i32.const(units * unitBytes)))));
    f.forTiles(units * panelVectors, 1, [{ from: panel, stride: vectorBytes }], (_, [place]) => {
      if (place) f.store(place, f64x2.zero);
    });
  });
}

/** Address of an example's first unit: whole panels of four, then its place in the panel. */
function exampleAt(base: number, units: number, example: I32): I32 {
  const panel = i32.mul(i32.shiftRight(example, 2), i32.const(units * unitBytes));
  const place = i32.mul(i32.and(example, i32.const(3)), i32.const(numberBytes));
  return i32.add(i32.const(base), i32.add(panel, place));
}
