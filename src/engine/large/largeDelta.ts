/**
 * The delta of a large layer from the one behind it:
 *
 *     dZ^[l] = W^[l+1]ᵀ·dZ^[l+1] ⊙ g′(Z^[l])      dZ^[l]: the product's C     W^[l+1], packed: its Q     dZ^[l+1]: its P
 */
import type { Arithmetic } from '../arithmetic.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { at, further, i32 } from '../assembler/value.ts';
import { derivativeOf, storeDelta } from '../backwardKernel.ts';
import { type KernelLayer, storeTile } from '../forwardKernel.ts';
import { panelVectors, unitBytes } from '../layout.ts';
import { packedBytes, writePackedColumns } from './packing.ts';
import { addProducts, type Block, blocksOf, loadSums, tileRows } from './product.ts';

/** Parameters as those of `writeDelta`. @param packed room for W^[l+1] in tiles of four columns */
export function writeLargeDelta(f: FunctionBuilder, layer: KernelLayer, next: KernelLayer, arithmetic: Arithmetic, packed: number): void {
  writePackedColumns(f, arithmetic.lanes, next.units, layer.units, next.places.W, packed);
  for (const block of blocksOf(next.units)) writeBlock(f, layer, next, arithmetic, packed, block);
}

function writeBlock(f: FunctionBuilder, layer: KernelLayer, next: KernelLayer, arithmetic: Arithmetic, packed: number, block: Block): void {
  const { lanes } = arithmetic;
  const timesDerivative = derivativeOf(f, arithmetic, layer);
  const [rowBytes, kBytes] = [lanes.numberBytes, packedBytes(lanes)];
  const [z, a, d] = [1, 2, 3].map((n) => ({ from: at(f.parameter(n, 'i32')), stride: unitBytes }));
  if (!z || !a || !d) return;
  // A tile's columns of W lie together: so many bytes a unit.
  const w = { from: at(i32.const(packed), block.first * kBytes), stride: (next.units * kBytes) / tileRows };
  f.forTiles(layer.units, tileRows, [w, z, a, d], (rows, [q, zTile, aTile, dTile]) => {
    if (!q || !zTile || !aTile || !dTile) return;
    const panels = [
      { from: at(f.parameter(0, 'i32'), block.first * unitBytes), stride: next.units * unitBytes },
      ...[zTile, aTile, dTile].map((from) => ({ from, stride: layer.units * unitBytes })),
    ];
    f.forEach(f.parameter(4, 'i32'), panels, ([p, zPlace, aPlace, dPlace]) => {
      if (!p || !zPlace || !aPlace || !dPlace) return;
      const sums = block.isFirst ? Array.from({ length: rows * panelVectors }, () => f.let(lanes.zero)) : loadSums(f, lanes, rows, dPlace);
      addProducts(f, lanes, sums, { p, q, rowBytes, kBytes, count: i32.const(block.length) });
      if (!block.isLast) storeTile(f, dPlace, sums);
      else storeDelta(f, sums, dPlace, (sum, offset) => timesDerivative(sum, further(zPlace, offset), further(aPlace, offset)));
    });
  });
}
