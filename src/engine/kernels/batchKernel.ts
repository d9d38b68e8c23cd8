/**
 * Gathers the examples of a mini-batch: the i-th place of the batch's panels gets example order[i] of the training
 * set. Places behind the last example hold zeros, so that they add nothing to any sum.
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, f64, type I32, i32, type ValueType } from '../assembler/value.ts';
import type { Layout } from '../memory/layout.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';

/** Pointer to the first index in the order, number of examples, their first place in the batch (the beginning of a panel). */
export const gatherParameters: readonly ValueType[] = ['i32', 'i32', 'i32'];

/** A matrix over examples: where the training set and the batch keep it. */
export interface GatheredMatrix {
  readonly units: number;
  readonly from: number;
  readonly to: number;
}

export function writeGather(f: FunctionBuilder, matrices: readonly GatheredMatrix[], layout: Layout): void {
  const order = f.parameter(0, 'i32');
  const count = f.parameter(1, 'i32');
  const address = f.let(f.parameter(2, 'i32'));
  for (const matrix of matrices) clearLastPanel(f, matrix, i32.add(address, count), layout);
  f.forEach(count, [{ from: at(order), stride: 4 }], ([index]) => {
    const example = f.let(i32.load(index));
    for (const { units, from, to } of matrices) {
      f.scope(() => {
        const rows = [
          { from: at(f.let(exampleAt(layout, from, units, example))), stride: unitBytes },
          { from: at(f.let(exampleAt(layout, to, units, address))), stride: unitBytes },
        ] as const;
        f.forTiles(units, 1, rows, (_, [source, target]) => {
          copyNumber(f, layout, source, target);
        });
      });
    }
    f.set(address, i32.add(address, i32.const(1)));
  });
}

/** A Float32 travels as a whole number of the same bits. */
function copyNumber(f: FunctionBuilder, { lanes }: Layout, source: Address, target: Address): void {
  if (lanes.numberBytes === 4) f.storeInteger(target, i32.load(source));
  else f.storeNumber(target, f64.load(source));
}

function clearLastPanel(
  f: FunctionBuilder,
  { units, to }: GatheredMatrix,
  end: I32,
  { lanes, panelExamples }: Layout,
): void {
  f.scope(() => {
    const last = i32.shiftRight(i32.sub(end, i32.const(1)), Math.log2(panelExamples));
    const panel: Address = at(f.let(i32.add(i32.const(to), i32.mul(last, i32.const(units * unitBytes)))));
    f.forTiles(units * panelVectors, 1, [{ from: panel, stride: vectorBytes }], (_, [address]) => {
      f.store(address, lanes.zero);
    });
  });
}

/** Address of an example's first unit: whole panels, then its place in the panel. */
function exampleAt({ lanes, panelExamples }: Layout, base: number, units: number, example: I32): I32 {
  const panel = i32.mul(i32.shiftRight(example, Math.log2(panelExamples)), i32.const(units * unitBytes));
  const offset = i32.mul(i32.and(example, i32.const(panelExamples - 1)), i32.const(lanes.numberBytes));
  return i32.add(i32.const(base), i32.add(panel, offset));
}
