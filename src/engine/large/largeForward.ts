/**
 * One large layer forward:
 *
 *     Z = W·A + b         Z: n^[l] × m, the product's C     W: its Q, row by row     A: its P
 *     A′ = g(Z)           where g is cheap, while the sums are in registers; otherwise in a pass of its own
 */
import type { EmitContext } from '../kernels/emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { at, further, i32, type V128 } from '../assembler/value.ts';
import { activate, activateApart, isCheap, type KernelLayer } from '../kernels/forwardKernel.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { addProducts } from '../kernels/product.ts';
import { type Block, blocksOf } from './blocks.ts';
import { forPanels, loadTileAddresses, tileAddresses, storeTileAddresses } from './panelTile.ts';

/** Parameters as those of `writeForward`. */
export function writeLargeForward(f: FunctionBuilder, layer: KernelLayer, arithmetic: EmitContext): void {
  const [Z, A] = [at(f.parameter(1, 'i32')), at(f.parameter(2, 'i32'))];
  for (const block of blocksOf(layer.before)) writeBlock(f, layer, arithmetic, block);
  if (!isCheap(layer.activation)) activateApart(f, layer, arithmetic, Z, A, f.parameter(3, 'i32'));
}

function writeBlock(f: FunctionBuilder, layer: KernelLayer, arithmetic: EmitContext, block: Block): void {
  const { units, before, activation, layerLayout } = layer;
  const { lanes, tile } = arithmetic;
  const rowBytes = before * lanes.numberBytes;
  const tiles = [
    { from: at(i32.const(0), layerLayout.W + block.first * lanes.numberBytes), stride: rowBytes },
    { from: at(i32.const(0), layerLayout.b), stride: lanes.numberBytes },
    { from: at(f.parameter(1, 'i32')), stride: unitBytes },
    { from: at(f.parameter(2, 'i32')), stride: unitBytes },
  ] as const;
  f.forTiles(units, tile.rows, tiles, (rows, [w, b, zTile, aTile]) => {
    const panels = [
      { from: at(f.parameter(0, 'i32'), block.first * unitBytes), stride: before * unitBytes },
      { from: zTile, stride: units * unitBytes },
      { from: aTile, stride: units * unitBytes },
    ] as const;
    forPanels(f, tile, f.parameter(3, 'i32'), panels, (together, [p, z, a]) => {
      const tileAddress = tileAddresses(rows, together, units * unitBytes);
      const sums = block.isFirst
        ? tileAddress.map(({ row }) => f.let(lanes.loadSplat(further(b, row * lanes.numberBytes))))
        : loadTileAddresses(f, lanes, z, tileAddress);
      const weights = { q: w, rowBytes, kBytes: lanes.numberBytes };
      const inputs = { p, pBytes: unitBytes, panelBytes: before * unitBytes };
      addProducts(f, arithmetic, sums, together * panelVectors, { ...inputs, ...weights, count: block.length });
      const sumOf = (i: number): V128 => sums[i]!;
      storeTileAddresses(f, tile, z, tileAddress, sumOf);
      if (!block.isLast || !isCheap(activation)) return;
      activate(f, arithmetic, layer, sums);
      storeTileAddresses(f, tile, a, tileAddress, sumOf);
    });
  });
}
