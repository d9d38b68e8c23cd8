/**
 * The delta of a large layer from the one behind it:
 *
 *     dZ^[l] = W^[l+1]ᵀ·dZ^[l+1] ⊙ g′(Z^[l])      dZ^[l]: the product's C     W^[l+1]ᵀ, packed: its Q     dZ^[l+1]: its P
 */
import type { EmitContext } from '../kernels/emitContext.ts';
import { cursors, type FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Lanes } from '../assembler/lanes.ts';
import { at, further, type I32, i32 } from '../assembler/value.ts';
import { derivativeOf } from '../kernels/backwardKernel.ts';
import type { KernelLayer } from '../kernels/forwardKernel.ts';
import { packedRowBytes, panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { addProducts } from '../kernels/product.ts';
import { type Block, blocksOf } from './blocks.ts';
import { weightBands, writeTransposedWeights } from '../kernels/packing.ts';
import { forPanels, loadTileAddresses, tileAddresses, storeTileAddresses } from './panelTile.ts';

/** Parameters as those of `writeDelta`. */
export function writeLargeDelta(
  f: FunctionBuilder,
  layer: KernelLayer,
  next: KernelLayer,
  arithmetic: EmitContext,
): void {
  const { lanes } = arithmetic;
  writePackedWeights(f, lanes, next, { first: i32.const(0), count: i32.const(weightBands(next.units, lanes)) });
  writeDeltaProduct(f, layer, next, arithmetic);
}

/** The transpose of W: some bands, at least one. */
export function writePackedWeights(
  f: FunctionBuilder,
  lanes: Lanes,
  { units, before, layerLayout }: KernelLayer,
  bands: { readonly first: I32; readonly count: I32 },
): void {
  writeTransposedWeights(
    f,
    lanes,
    { rows: units, columns: before, W: layerLayout.W, to: layerLayout.packedWeights },
    bands,
  );
}

/** Once W^[l+1] is packed. */
export function writeDeltaProduct(
  f: FunctionBuilder,
  layer: KernelLayer,
  next: KernelLayer,
  arithmetic: EmitContext,
): void {
  for (const block of blocksOf(next.units)) writeBlock(f, layer, next, arithmetic, block);
}

function writeBlock(
  f: FunctionBuilder,
  layer: KernelLayer,
  next: KernelLayer,
  arithmetic: EmitContext,
  block: Block,
): void {
  const { lanes, tile } = arithmetic;
  const timesDerivative = derivativeOf(f, arithmetic, layer);
  const [rowBytes, kBytes] = [packedRowBytes(next.units, lanes), lanes.numberBytes];
  const [z, a, d] = cursors(
    [at(f.parameter(1, 'i32')), at(f.parameter(2, 'i32')), at(f.parameter(3, 'i32'))],
    unitBytes,
  );
  const w = { from: at(i32.const(next.layerLayout.packedWeights), block.first * kBytes), stride: rowBytes };
  f.forTiles(layer.units, tile.rows, [w, z, a, d], (rows, [q, zTile, aTile, dTile]) => {
    const panels = [
      { from: at(f.parameter(0, 'i32'), block.first * unitBytes), stride: next.units * unitBytes },
      ...cursors([zTile, aTile, dTile], layer.units * unitBytes),
    ] as const;
    forPanels(f, tile, f.parameter(4, 'i32'), panels, (together, [p, zAddress, aAddress, dAddress]) => {
      const addresses = tileAddresses(rows, together, layer.units * unitBytes);
      const sums = block.isFirst
        ? addresses.map(() => f.let(lanes.zero))
        : loadTileAddresses(f, lanes, dAddress, addresses);
      const deltas = { p, pBytes: unitBytes, panelBytes: next.units * unitBytes };
      addProducts(f, arithmetic, sums, together * panelVectors, {
        ...deltas,
        q,
        rowBytes,
        kBytes,
        count: block.length,
      });
      storeTileAddresses(f, tile, dAddress, addresses, (i, offset) => {
        const sum = sums[i]!;
        return block.isLast ? timesDerivative(sum, further(zAddress, offset), further(aAddress, offset)) : sum;
      });
    });
  });
}
