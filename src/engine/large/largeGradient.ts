/**
 * The weight gradient of a large layer, from a block of examples:
 *
 *     dW = (1/m)·Σ dZ·Aᵀ (+ λ/m·W)      dW: the product's C, in panels of columns     dZ, packed: its Q     A, packed: its P
 *
 * The examples of a block are the product's k; blocks of a batch follow one another and add up in dW.
 */
import type { EmitContext } from '../kernels/emitContext.ts';
import type { FunctionBuilder, TileRange } from '../assembler/functionBuilder.ts';
import { type Address, at, type I32, i32 } from '../assembler/value.ts';
import type { KernelLayer } from '../kernels/forwardKernel.ts';
import { type GradientBlock, gradientBlock, writeBias } from '../kernels/gradientKernel.ts';
import type { Layout } from '../memory/layout.ts';
import { largeBlockPanels } from '../memory/largeNetworks.ts';
import { packedRowBytes, panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { addProducts } from '../kernels/product.ts';
import { writeUnitPanels, writeUnitRows } from '../kernels/packing.ts';

/** The kernel of a layer of a large network, with `gradientParameters`. */
export function writeLargeGradient(
  f: FunctionBuilder,
  layer: KernelLayer,
  arithmetic: EmitContext,
  layout: Layout,
): void {
  const block = gradientBlock(f, arithmetic, layout);
  writePackedFactors(f, layer, layout, { ...block, first: i32.const(0) });
  writeGradientProduct(f, layer, arithmetic, layout, block);
  writeBias(f, layer, layout, block);
}

/** Some panels of a block, at least one. */
export interface PanelsToPack {
  /** dZ^[l] and A^[l-1] of the first of them. */
  readonly d: Address;
  readonly a: Address;
  readonly panels: I32;
  /** Panels of the block before them. */
  readonly first: I32;
}

/** dZ and A in the order in which the product reads them. */
export function writePackedFactors(
  f: FunctionBuilder,
  { units, before, layerLayout }: KernelLayer,
  { lanes, panelExamples, block }: Layout,
  { d, a, panels, first }: PanelsToPack,
): void {
  const some = { panels, first, examples: block * panelExamples };
  writeUnitRows(f, lanes, { units, from: d, to: layerLayout.packedDeltas, ...some });
  writeUnitPanels(f, lanes, { units: before, from: a, to: layerLayout.packedInputs, ...some });
}

/** Once dZ and A of the block are packed: all rows of dW, or those of a range of tiles. */
export function writeGradientProduct(
  f: FunctionBuilder,
  { units, before, layerLayout }: KernelLayer,
  arithmetic: EmitContext,
  layout: Layout,
  { panels, finish }: Pick<GradientBlock, 'panels' | 'finish'>,
  range: TileRange | null = null,
): void {
  const { tile } = arithmetic;
  const { lanes, panelExamples } = layout;
  const examples = layout.block * panelExamples;
  const count = f.let(i32.mul(panels, i32.const(panelExamples)));
  const rowBytes = before * lanes.numberBytes;
  const deltaBytes = packedRowBytes(examples, lanes);
  // Columns in parts whose panels fit a second-level cache together; all rows go by before the next part.
  const parts = [
    { from: at(i32.const(0), layerLayout.dW), stride: lanes.numberBytes },
    { from: at(i32.const(layerLayout.packedInputs)), stride: layout.block * unitBytes },
  ] as const;
  f.forTiles(before, columnsTogether(before, panelExamples), parts, (width, [dwPart, pPart]) => {
    const tiles = [
      { from: dwPart, stride: rowBytes },
      { from: at(i32.const(layerLayout.packedDeltas)), stride: deltaBytes },
    ] as const;
    f.forRows(units, tile.rows, range, tiles, (rows, [dwTile, q]) => {
      const columns = [
        { from: dwTile, stride: lanes.numberBytes },
        { from: pPart, stride: layout.block * unitBytes },
      ] as const;
      f.forTiles(width, tile.panels * panelExamples, columns, (length, [dw, p]) => {
        const vectors = Math.ceil(length / panelExamples) * panelVectors;
        const sums = Array.from({ length: rows * vectors }, () => f.let(lanes.zero));
        const inputs = { p, pBytes: unitBytes, panelBytes: examples * unitBytes };
        const deltas = { q, rowBytes: deltaBytes, kBytes: lanes.numberBytes };
        addProducts(f, arithmetic, sums, vectors, { ...inputs, ...deltas, count });
        finish.tile({
          sums,
          vectors,
          columns: length,
          address: dw,
          rowBytes,
          toWeights: layerLayout.W - layerLayout.dW,
        });
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
