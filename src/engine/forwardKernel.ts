/**
 * One layer forward, for panels of examples:
 *
 *     Z = W·A + b        (n × 4 a panel)
 *     A′ = g(Z)
 *
 * Four units at a time: their eight running sums stay in registers while the units of the layer before go by.
 */
import type { Activation } from '../core/network.ts';
import { f64x2, vectorBytes } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Address, at, further, i32, type I32, type Local, type V128, type ValueType } from './assembler/value.ts';
import type { Constants } from './constants.ts';
import { each, emitExp, emitSigmoid, emitTanh } from './elementary.ts';
import { type LayerLayout, numberBytes, panelVectors, unitBytes } from './layout.ts';

/** What a kernel must know of its layer. */
export interface KernelLayer {
  readonly units: number;
  /** Units of the layer before. */
  readonly before: number;
  readonly activation: Activation;
  /** Slope of leaky ReLU below 0. */
  readonly leakySlope: number;
  readonly places: LayerLayout;
}

/** Pointers to the first panels of A^[l-1], Z^[l], A^[l], then the number of panels (at least 1). */
export const forwardParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32'];

const tileUnits = 4;

export function writeForward(f: FunctionBuilder, layer: KernelLayer, constants: Constants): void {
  const { units, before, activation, places } = layer;
  const [input, Z, A] = [at(f.parameter(0, 'i32')), at(f.parameter(1, 'i32')), at(f.parameter(2, 'i32'))];
  const panels = f.parameter(3, 'i32');
  const inOut = [
    { from: input, stride: before * unitBytes },
    { from: Z, stride: units * unitBytes },
  ];
  f.forEach(panels, inOut, ([x, z]) => {
    if (!x || !z) return;
    const tiles = [
      { from: at(i32.const(0), places.W), stride: before * numberBytes },
      { from: at(i32.const(0), places.b), stride: numberBytes },
      { from: z, stride: unitBytes },
    ];
    f.forTiles(units, tileUnits, tiles, (length, [w, b, zTile]) => {
      if (w && b && zTile) storeTile(f, zTile, weightedSums(f, { length, before, w, b, x }));
    });
  });
  if (activation === 'softmax') {
    const columns = [Z, A].map((from) => ({ from, stride: units * unitBytes }));
    f.forEach(panels, columns, ([z, a]) => {
      if (z && a) softmax(f, constants, units, z, a);
    });
  } else writeActivation(f, layer, constants, Z, A, i32.mul(panels, i32.const(units * panelVectors)));
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
function weightedSums(f: FunctionBuilder, { length, before, w, b, x }: Tile): Local<'v128'>[] {
  const sums = Array.from({ length: length * panelVectors }, (_, i) =>
    f.let(f64x2.loadSplat(further(b, Math.floor(i / panelVectors) * numberBytes))),
  );
  const inputs = [
    { from: x, stride: unitBytes },
    { from: w, stride: numberBytes },
  ];
  f.forTiles(before, 4, inputs, (count, [xs, ws]) => {
    if (!xs || !ws) return;
    for (let k = 0; k < count; k++) {
      f.scope(() => {
        const vectors = loadUnit(f, further(xs, k * unitBytes));
        for (let j = 0; j < length; j++) {
          f.scope(() => {
            const weight = f.let(f64x2.loadSplat(further(ws, (j * before + k) * numberBytes)));
            vectors.forEach((vector, v) => {
              const sum = sums[j * panelVectors + v];
              if (sum) f.set(sum, f64x2.multiplyAdd(weight, vector, sum));
            });
          });
        }
      });
    }
  });
  return sums;
}

/** The two vectors of one unit of a panel. */
export function loadUnit(f: FunctionBuilder, place: Address): Local<'v128'>[] {
  return Array.from({ length: panelVectors }, (_, v) => f.let(f64x2.load(further(place, v * vectorBytes))));
}

/** Vectors side by side. */
export function storeTile(f: FunctionBuilder, place: Address, vectors: readonly Local<'v128'>[]): void {
  vectors.forEach((vector, i) => {
    f.store(further(place, i * vectorBytes), vector);
  });
}

/** Vectors that an elementary function can hold in the sixteen registers, and enough to overlap. */
const groupVectors = 4;

/** A = g(Z), number by number: panels follow one another without a gap, so units and examples do not matter here. */
function writeActivation(f: FunctionBuilder, layer: KernelLayer, constants: Constants, Z: Address, A: Address, vectors: I32): void {
  const group = (count: number, z: Address, a: Address): void => {
    const values = Array.from({ length: count }, (_, i) => f.let(f64x2.load(further(z, i * vectorBytes))));
    activate(f, constants, layer, values);
    storeTile(f, a, values);
  };
  const groups = f.let(i32.shiftRight(vectors, 2));
  const walks = [Z, A].map((from) => ({ from, stride: groupVectors * vectorBytes }));
  f.if(groups, () =>
    f.forEach(groups, walks, ([z, a]) => {
      if (z && a) group(groupVectors, z, a);
    }),
  );
  // Two vectors a unit: what is left over is two or nothing.
  f.if(i32.and(vectors, i32.const(panelVectors)), () => {
    const done = i32.shiftLeft(groups, 6);
    group(panelVectors, ...([Z, A].map((from) => at(f.let(i32.add(from.pointer, done)), from.offset)) as [Address, Address]));
  });
}

/** a = g(z) in place. */
function activate(f: FunctionBuilder, constants: Constants, { activation, leakySlope }: KernelLayer, zs: readonly Local<'v128'>[]): void {
  switch (activation) {
    case 'tanh':
      emitTanh(f, constants, zs);
      break;
    case 'sigmoid':
      emitSigmoid(f, constants, zs);
      break;
    case 'relu':
    case 'leakyRelu':
      rectify(f, zs, constants.number(activation === 'relu' ? 0 : leakySlope));
      break;
    case 'linear':
    case 'softmax':
      break;
  }
}

/** z below 0 becomes a product, not 0, so that a NaN stays one. */
function rectify(f: FunctionBuilder, zs: readonly Local<'v128'>[], slopeBelow: V128): void {
  f.scope(() => {
    const slope = f.let(slopeBelow);
    each(f, zs, (z) => f64x2.select(z, f64x2.mul(z, slope), f64x2.atLeast(z, f64x2.zero)));
  });
}

/** Column by column a_j = e^(z_j − max) / Σ e^(z_k − max), a panel's vectors together. */
function softmax(f: FunctionBuilder, constants: Constants, units: number, z: Address, a: Address): void {
  const most = loadUnit(f, z);
  const rows = [
    { from: z, stride: unitBytes },
    { from: a, stride: unitBytes },
  ];
  const eachUnit = (body: (zUnit: Address, aUnit: Address) => void): void => {
    f.forTiles(units, 1, rows, (_, [zUnit, aUnit]) => {
      if (zUnit && aUnit) body(zUnit, aUnit);
    });
  };
  eachUnit((zUnit) => {
    each(f, most, (max, v) => f64x2.larger(max, f64x2.load(further(zUnit, v * vectorBytes))));
  });
  const sums = most.map(() => f.let(f64x2.zero));
  eachUnit((zUnit, aUnit) => {
    const powers = loadUnit(f, zUnit);
    each(f, powers, (power, v) => f64x2.sub(power, most[v] ?? f64x2.zero));
    emitExp(f, constants, powers);
    storeTile(f, aUnit, powers);
    each(f, sums, (sum, v) => f64x2.add(sum, powers[v] ?? f64x2.zero));
  });
  eachUnit((_, aUnit) => {
    const powers = loadUnit(f, aUnit);
    each(f, powers, (power, v) => f64x2.div(power, sums[v] ?? f64x2.zero));
    storeTile(f, aUnit, powers);
  });
}
