/**
 * The gradients of one layer, from a block of panels:
 *
 *     dW = (1/m)·Σ_blocks dZ·Aᵀ + (λ/m)·W
 *     db = (1/m)·Σ_blocks Σ_i dz^(i)
 *
 * A tile of dW, a few units j by a few inputs k, has its running sums in registers while the examples of the block go by;
 * at the end of the block it joins what the blocks before have left in dW. There are two ways to hold a tile:
 *
 * Narrow layers: each entry has a vector of sums, whose lane i takes in the examples that stand at place i of a vector. In
 * the end the lanes of each vector are added up.
 *
 *     sum_jk += dz_j[e0 e1 e2 e3] · a_k[e0 e1 e2 e3]
 *
 * Wide layers: a vector of sums belongs to as many inputs as it has lanes, and examples go by one at a time. That needs no
 * additions across lanes, but A with rows and columns exchanged (`transposeKernel.ts`), and dZ in rows of one unit each
 * (`packing.ts`), so that the loop over a block's examples is one.
 *
 *     sum_j[k0 k1 k2 k3] += dz_j · a[k0 k1 k2 k3]
 *
 * Blocks are always the same for a batch, so whoever calls for them, the bits are the same.
 */
import type { EmitContext } from './emitContext.ts';
import type { FunctionBuilder, TileRange } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type ValueType } from '../assembler/value.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { type GradientEpilogue, gradientEpilogue } from './gradientEpilogue.ts';
import type { Layout } from '../memory/layout.ts';
import { packedRowBytes, panelVectors, unitBytes, wholeVectors } from '../memory/panelSizes.ts';
import { writeUnitRows } from './packing.ts';
import { addProducts } from './product.ts';
import { writeTranspose } from './transposeKernel.ts';

/** Pointers to dZ^[l] and A^[l-1], number of panels, whether the block is the first and whether it is the last of its batch. */
export const gradientParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** Running sums that fit into the registers beside their operands. */
const tileSums = 8;
const maxTileInputs = 4;
/** Units that a wide layer has at least, and vectors of inputs of a tile. */
const wideUnits = 4;
const wideVectors = 2;

/** The kernel of a layer of a small network. */
export function writeGradient(f: FunctionBuilder, layer: KernelLayer, arithmetic: EmitContext, layout: Layout): void {
  const block = gradientBlock(f, arithmetic, layout);
  const isWide = layer.units >= wideUnits && layer.before >= wideVectors * layout.lanes.count;
  if (isWide) writeWide(f, layer, arithmetic, layout, block);
  else writeNarrow(f, layer, layout, block);
  if (isWide || layer.before > maxTileInputs) writeBias(f, layer, layout, block);
}

export interface GradientBlock {
  /** dZ^[l] and A^[l-1] of the block. */
  readonly d: Address;
  readonly a: Address;
  readonly panels: Local<'i32'>;
  readonly finish: GradientEpilogue;
}

/** What a kernel with `gradientParameters` is called with. */
export function gradientBlock(f: FunctionBuilder, { tile }: EmitContext, layout: Layout): GradientBlock {
  const finish = gradientEpilogue(f, layout, tile, f.parameter(3, 'i32'), f.parameter(4, 'i32'));
  return { d: at(f.parameter(0, 'i32')), a: at(f.parameter(1, 'i32')), panels: f.parameter(2, 'i32'), finish };
}

function writeWide(
  f: FunctionBuilder,
  { units, before, layerLayout }: KernelLayer,
  arithmetic: EmitContext,
  layout: Layout,
  { d, a, panels, finish }: GradientBlock,
): void {
  const { lanes, panelExamples, transposed, packedDeltas } = layout;
  const rowBytes = before * lanes.numberBytes;
  const exampleBytes = wholeVectors(before, lanes) * vectorBytes;
  const examples = layout.block * panelExamples;
  const deltaBytes = packedRowBytes(examples, lanes);
  writeTranspose(f, layout, before, { from: a, to: transposed, panels });
  writeUnitRows(f, lanes, { units, from: d, panels, to: packedDeltas, examples, first: i32.const(0) });
  const count = f.let(i32.mul(panels, i32.const(panelExamples)));
  const unitTiles = [
    { from: at(i32.const(0), layerLayout.dW), stride: rowBytes },
    { from: at(i32.const(packedDeltas)), stride: deltaBytes },
  ] as const;
  f.forTiles(units, arithmetic.tile.rows, unitTiles, (rows, [dwRows, dTile]) => {
    const inputTiles = [
      { from: dwRows, stride: lanes.numberBytes },
      { from: at(i32.const(0), transposed), stride: lanes.numberBytes },
    ] as const;
    f.forTiles(before, wideVectors * lanes.count, inputTiles, (columns, [dw, aTile]) => {
      const vectors = wholeVectors(columns, lanes);
      const sums = Array.from({ length: rows * vectors }, () => f.let(lanes.zero));
      const deltas = { q: dTile, rowBytes: deltaBytes, kBytes: lanes.numberBytes };
      addProducts(f, arithmetic, sums, vectors, { p: aTile, pBytes: exampleBytes, ...deltas, count });
      finish.tile({ sums, vectors, columns, address: dw, rowBytes, toWeights: layerLayout.W - layerLayout.dW });
    });
  });
}

/** When one tile holds all inputs, the biases' sums go along with it: db is what dW would be for an input that is always 1. */
function writeNarrow(
  f: FunctionBuilder,
  { units, before, layerLayout }: KernelLayer,
  { lanes }: Layout,
  { d, a, panels, finish }: GradientBlock,
): void {
  const tileInputs = Math.min(before, maxTileInputs);
  const rowBytes = before * lanes.numberBytes;
  const unitTiles = [
    { from: at(i32.const(0), layerLayout.dW), stride: rowBytes },
    { from: at(i32.const(0), layerLayout.db), stride: lanes.numberBytes },
    { from: d, stride: unitBytes },
  ] as const;
  f.forTiles(units, Math.floor(tileSums / tileInputs), unitTiles, (rows, [dwRows, db, dTile]) => {
    const inputTiles = [
      { from: dwRows, stride: lanes.numberBytes },
      { from: a, stride: unitBytes },
    ] as const;
    f.forTiles(before, tileInputs, inputTiles, (columns, [dw, aTile]) => {
      const zeros = (count: number): Local<'v128'>[] => Array.from({ length: count }, () => f.let(lanes.zero));
      const sums = Array.from({ length: rows }, () => zeros(columns));
      const biasSums = zeros(columns === before ? rows : 0);
      const addresses = [
        { from: dTile, stride: units * unitBytes },
        { from: aTile, stride: before * unitBytes },
      ] as const;
      f.forEach(panels, addresses, ([dPanel, aPanel]) => {
        addPanel(f, lanes, { sums, biasSums, d: dPanel, a: aPanel });
      });
      sums.forEach((row, j) => finish.lanes(row, further(dw, j * rowBytes), layerLayout.W - layerLayout.dW));
      finish.lanes(biasSums, db, null);
    });
  });
}

interface Products {
  /** A row of inputs a unit. */
  readonly sums: readonly (readonly Local<'v128'>[])[];
  /** One a unit, or none. */
  readonly biasSums: readonly Local<'v128'>[];
  /** Of the panel. */
  readonly d: Address;
  readonly a: Address;
}

/** sum_jk += dz_j·a_k and biasSum_j += dz_j for the vectors of one panel. */
function addPanel(f: FunctionBuilder, lanes: Lanes, { sums, biasSums, d, a }: Products): void {
  for (let v = 0; v < panelVectors; v++) {
    f.scope(() => {
      const vectors = sums[0]!.map((_, k) => f.let(lanes.load(further(a, k * unitBytes + v * vectorBytes))));
      sums.forEach((row, j) => {
        f.scope(() => {
          const delta = f.let(lanes.load(further(d, j * unitBytes + v * vectorBytes)));
          const bias = biasSums[j];
          if (bias) f.set(bias, lanes.add(bias, delta));
          row.forEach((sum, k) => f.set(sum, lanes.multiplyAdd(delta, vectors[k]!, sum)));
        });
      });
    });
  }
}

/** Rows in a tile of the biases' sums. */
export const biasTile = tileSums;

/** All of db, or the entries of a range of tiles. */
export function writeBias(
  f: FunctionBuilder,
  { units, layerLayout }: KernelLayer,
  { lanes }: Layout,
  { d, panels, finish }: Omit<GradientBlock, 'a'>,
  range: TileRange | null = null,
): void {
  const tiles = [
    { from: at(i32.const(0), layerLayout.db), stride: lanes.numberBytes },
    { from: d, stride: unitBytes },
  ] as const;
  f.forRows(units, biasTile, range, tiles, (rows, [db, dTile]) => {
    const sums = Array.from({ length: rows }, () => f.let(lanes.zero));
    f.forEach(panels, [{ from: dTile, stride: units * unitBytes }], ([dPanel]) => {
      sums.forEach((sum, j) => {
        for (let v = 0; v < panelVectors; v++)
          f.set(sum, lanes.add(sum, lanes.load(further(dPanel, j * unitBytes + v * vectorBytes))));
      });
    });
    finish.lanes(sums, db, null);
  });
}
