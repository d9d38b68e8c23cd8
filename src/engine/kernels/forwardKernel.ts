/**
 * One layer forward, for panels of examples:
 *
 *     Z = W·A + b        (n × panel)
 *     A′ = g(Z)
 *
 * A few units at a time: their running sums stay in registers while the units of the layer before go by (`product.ts`).
 */
import type { Activation } from '../../core/network/network.ts';
import type { EmitContext } from './emitContext.ts';
import { cursors, type FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type I32, type Local, type ValueType } from '../assembler/value.ts';
import { activationKernels } from './activationKernels.ts';
import { each, emitExp } from './elementary.ts';
import type { LayerLayout } from '../memory/layout.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { addProducts, loadVectors } from './product.ts';

/** What a kernel must know of its layer. */
export interface KernelLayer {
  readonly units: number;
  /** Units of the layer before. */
  readonly before: number;
  readonly activation: Activation;
  /** Slope of leaky ReLU below 0. */
  readonly leakySlope: number;
  readonly layerLayout: LayerLayout;
}

/** Pointers to the first panels of A^[l-1], Z^[l], A^[l], then the number of panels (at least 1). */
export const forwardParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32'];

export function writeForward(f: FunctionBuilder, layer: KernelLayer, arithmetic: EmitContext): void {
  const { units, before, activation, layerLayout } = layer;
  const { numberBytes } = arithmetic.lanes;
  const [input, Z, A] = [at(f.parameter(0, 'i32')), at(f.parameter(1, 'i32')), at(f.parameter(2, 'i32'))];
  const panels = f.parameter(3, 'i32');
  const addresses = [
    { from: input, stride: before * unitBytes },
    { from: Z, stride: units * unitBytes },
    { from: A, stride: units * unitBytes },
  ] as const;
  f.forEach(panels, addresses, ([x, z, a]) => {
    const tiles = [
      { from: at(i32.const(0), layerLayout.W), stride: before * numberBytes },
      { from: at(i32.const(0), layerLayout.b), stride: numberBytes },
      { from: z, stride: unitBytes },
      { from: a, stride: unitBytes },
    ] as const;
    f.forTiles(units, arithmetic.tile.rows, tiles, (length, [w, b, zTile, aTile]) => {
      const sums = weightedSums(f, arithmetic, { length, before, w, b, x });
      storeTile(f, zTile, sums);
      if (!isCheap(activation)) return;
      activate(f, arithmetic, layer, sums);
      storeTile(f, aTile, sums);
    });
  });
  if (!isCheap(activation)) activateApart(f, layer, arithmetic, Z, A, panels);
}

/** A = g(Z) in a pass of its own, for activations that are not cheap. @param panels how many, at least 1 */
export function activateApart(
  f: FunctionBuilder,
  layer: KernelLayer,
  arithmetic: EmitContext,
  Z: Address,
  A: Address,
  panels: I32,
): void {
  const { units, activation } = layer;
  if (activation !== 'softmax') {
    writeActivation(f, layer, arithmetic, Z, A, i32.mul(panels, i32.const(units * panelVectors)));
    return;
  }
  const addresses = cursors([Z, A], units * unitBytes);
  f.forEach(panels, addresses, ([z, a]) => {
    softmax(f, arithmetic, units, z, a);
  });
}

/** Activations that need no registers beside their argument's: they are done while the sums are still there. */
export function isCheap(activation: Activation): boolean {
  return activation !== 'softmax' && activationKernels[activation].isCheap;
}

interface Tile {
  /** Units in it. */
  readonly length: number;
  readonly before: number;
  /** Where their first weight, their first bias, and the panel of A^[l-1] stand. */
  readonly w: Address;
  readonly b: Address;
  readonly x: Address;
}

/** z_j = b_j + Σ_k w_jk·a_k; unit after unit, the vectors of the panel side by side. */
function weightedSums(f: FunctionBuilder, arithmetic: EmitContext, { length, before, w, b, x }: Tile): Local<'v128'>[] {
  const { lanes } = arithmetic;
  const { numberBytes } = lanes;
  const sums = Array.from({ length: length * panelVectors }, (_, i) =>
    f.let(lanes.loadSplat(further(b, Math.floor(i / panelVectors) * numberBytes))),
  );
  const weights = { q: w, rowBytes: before * numberBytes, kBytes: numberBytes };
  addProducts(f, arithmetic, sums, panelVectors, { p: x, pBytes: unitBytes, ...weights, count: before });
  return sums;
}

/** The vectors of one unit of a panel. */
export function loadUnit(f: FunctionBuilder, lanes: Lanes, address: Address): Local<'v128'>[] {
  return loadVectors(f, lanes, address, panelVectors);
}

/** Vectors side by side. */
export function storeTile(f: FunctionBuilder, address: Address, vectors: readonly Local<'v128'>[]): void {
  vectors.forEach((vector, i) => {
    f.store(further(address, i * vectorBytes), vector);
  });
}

/** Vectors that an elementary function can hold in the sixteen registers, and enough to overlap. */
const groupVectors = 4;

/** A = g(Z), number by number: panels follow one another without a gap, so units and examples do not matter here. */
function writeActivation(
  f: FunctionBuilder,
  layer: KernelLayer,
  arithmetic: EmitContext,
  Z: Address,
  A: Address,
  vectors: I32,
): void {
  const group = (count: number, z: Address, a: Address): void => {
    const values = Array.from({ length: count }, (_, i) => f.let(arithmetic.lanes.load(further(z, i * vectorBytes))));
    activate(f, arithmetic, layer, values);
    storeTile(f, a, values);
  };
  const groups = f.let(i32.shiftRight(vectors, 2));
  const addresses = cursors([Z, A], groupVectors * vectorBytes);
  f.if(groups, () =>
    f.forEach(groups, addresses, ([z, a]) => {
      group(groupVectors, z, a);
    }),
  );
  // Two vectors a unit: what is left over is two or nothing.
  f.if(i32.and(vectors, i32.const(panelVectors)), () => {
    const done = i32.shiftLeft(groups, 6);
    group(
      panelVectors,
      ...([Z, A].map((from) => at(f.let(i32.add(from.pointer, done)), from.offset)) as [Address, Address]),
    );
  });
}

/** a = g(z) in place; softmax is not for single numbers. */
export function activate(
  f: FunctionBuilder,
  arithmetic: EmitContext,
  { activation, leakySlope }: KernelLayer,
  zs: readonly Local<'v128'>[],
): void {
  if (activation !== 'softmax') activationKernels[activation].forward(f, arithmetic, zs, leakySlope);
}

/** Column by column a_j = e^(z_j − max) / Σ e^(z_k − max), a panel's vectors together. */
function softmax(f: FunctionBuilder, arithmetic: EmitContext, units: number, z: Address, a: Address): void {
  const { lanes } = arithmetic;
  const most = loadUnit(f, lanes, z);
  const rows = [
    { from: z, stride: unitBytes },
    { from: a, stride: unitBytes },
  ] as const;
  const eachUnit = (body: (zUnit: Address, aUnit: Address) => void): void => {
    f.forTiles(units, 1, rows, (_, [zUnit, aUnit]) => {
      body(zUnit, aUnit);
    });
  };
  eachUnit((zUnit) => {
    each(f, most, (max, v) => lanes.larger(max, lanes.load(further(zUnit, v * vectorBytes))));
  });
  const sums = most.map(() => f.let(lanes.zero));
  eachUnit((zUnit, aUnit) => {
    const powers = loadUnit(f, lanes, zUnit);
    each(f, powers, (power, v) => lanes.sub(power, most[v]!));
    emitExp(f, arithmetic, powers);
    storeTile(f, aUnit, powers);
    each(f, sums, (sum, v) => lanes.add(sum, powers[v]!));
  });
  eachUnit((_, aUnit) => {
    const powers = loadUnit(f, lanes, aUnit);
    each(f, powers, (power, v) => lanes.div(power, sums[v]!));
    storeTile(f, aUnit, powers);
  });
}
