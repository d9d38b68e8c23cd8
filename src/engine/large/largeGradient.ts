/**
 * The weight gradient of a large layer, from a block of examples:
 *
 *     dW = (1/m)·Σ dZ·Aᵀ (+ λ/m·W)      dW: the product's C, in panels of columns     dZ, packed: its Q     A, packed: its P
 *
 * The examples of a block are the product's k; blocks of a batch follow one another and add up in dW.
 */
import type { Arithmetic } from '../arithmetic.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { at, i32 } from '../assembler/value.ts';
import type { KernelLayer } from '../forwardKernel.ts';
import type { GradientBlock } from '../gradientKernel.ts';
import { type Layout, largeBlockPanels, packedRowBytes, panelVectors, unitBytes } from '../layout.ts';
import { addProducts } from '../product.ts';
import { writeUnitPanels, writeUnitRows } from './packing.ts';

/** dW alone; d, a and the number of panels come from the block. */
export function writeLargeGradient(
  f: FunctionBuilder,
  { units, before, places }: KernelLayer,
  arithmetic: Arithmetic,
  layout: Layout,
  block: GradientBlock,
): void {
  const { lanes, panelExamples, packedInputs, packedDeltas } = layout;
  const { d, a, panels, finish } = block;
  const examples = layout.block * panelExamples;
  writeUnitRows(f, lanes, { units, from: d, panels, to: packedDeltas, examples });
  writeUnitPanels(f, lanes, { units: before, from: a, panels, to: packedInputs, examples });
  const count = f.let(i32.mul(panels, i32.const(panelExamples)));
  const rowBytes = before * lanes.numberBytes;
  const deltaBytes = packedRowBytes(examples, lanes);
  // Columns in parts whose panels fit a second-level cache together; all rows go by before the next part.
  const parts = [
    { from: at(i32.const(0), places.dW), stride: lanes.numberBytes },
    { from: at(i32.const(packedInputs)), stride: layout.block * unitBytes },
  ];
  f.forTiles(before, columnsTogether(before, panelExamples), parts, (width, [dwPart, pPart]) => {
    if (!dwPart || !pPart) return;
    const tiles = [
      { from: dwPart, stride: rowBytes },
      { from: at(i32.const(packedDeltas)), stride: deltaBytes },
    ];
    f.forTiles(units, arithmetic.tile.rows, tiles, (rows, [dwTile, q]) => {
      if (!dwTile || !q) return;
      const columns = parts.map(({ stride }, n) => ({ from: n === 0 ? dwTile : pPart, stride }));
      f.forTiles(width, panelExamples, columns, (length, [dw, p]) => {
        if (!dw || !p) return;
        const sums = Array.from({ length: rows * panelVectors }, () => f.let(lanes.zero));
        const deltas = { q, rowBytes: deltaBytes, kBytes: lanes.numberBytes };
        addProducts(f, arithmetic, sums, panelVectors, { p, pBytes: unitBytes, ...deltas, count });
        finish.tile({ sums, vectors: panelVectors, columns: length, place: dw, rowBytes, toWeights: places.W - places.dW });
      });
    });
  });
}

/** About equal parts of whole panels of columns, at most as many panels as a block has. */
function columnsTogether(columns: number, width: number): number {
  const panels = Math.ceil(columns / width);
  const parts = Math.ceil(panels / largeBlockPanels);
  return Math.ceil(panels / parts) * width;
}
