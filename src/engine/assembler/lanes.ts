/**
 * The 128 bits of a vector as two Float64 or four Float32: the fixed-width SIMD instructions the engine uses, under one
 * name for both. Kernels are written once, for `Lanes`; which numbers they compute with is decided when a module is
 * built. No relaxed instruction is among them, so every machine computes the same bits; the fused lanes have one, for whoever
 * gives that promise up.
 */
import type { Precision } from '../../core/training/backend.ts';
import { unsigned } from './encoding.ts';
import type { FunctionBuilder } from './functionBuilder.ts';
import { type Address, type F64, further, type I32, type Local, memoryArgument, type V128, value } from './value.ts';

export const vectorBytes = 16;

export interface Lanes {
  readonly precision: Precision;
  /** Numbers in a vector, and bytes of one. */
  readonly count: 2 | 4;
  readonly numberBytes: 8 | 4;
  /** Bits of the mantissa that are stored, and what is added to the exponent. */
  readonly mantissaBits: number;
  readonly exponentBias: bigint;

  readonly load: (address: Address) => V128;
  /** All lanes from one number in memory. */
  readonly loadSplat: (address: Address) => V128;
  readonly zero: V128;
  readonly add: (a: V128, b: V128) => V128;
  readonly sub: (a: V128, b: V128) => V128;
  readonly mul: (a: V128, b: V128) => V128;
  readonly div: (a: V128, b: V128) => V128;
  readonly sqrt: (a: V128) => V128;
  /** Whether `multiplyAdd` is one instruction. */
  readonly isFused: boolean;
  /** a·b + c, rounded twice; of fused lanes once or twice, as the machine has it, and always the same there. */
  readonly multiplyAdd: (a: V128, b: V128, c: V128) => V128;
  /** b < a ? b : a, one instruction on every machine; keeps a NaN that stands first. */
  readonly smaller: (a: V128, b: V128) => V128;
  /** a < b ? b : a; keeps a NaN that stands first. */
  readonly larger: (a: V128, b: V128) => V128;
  /** All bits set in lanes where a < b. */
  readonly less: (a: V128, b: V128) => V128;
  readonly atLeast: (a: V128, b: V128) => V128;
  readonly equal: (a: V128, b: V128) => V128;
  /** Whether any lane is NaN: the one number that does not equal itself. */
  readonly anyNaN: (a: Local<'v128'>) => I32;

  readonly and: (a: V128, b: V128) => V128;
  readonly or: (a: V128, b: V128) => V128;
  /** a and not b. */
  readonly andNot: (a: V128, b: V128) => V128;
  /** Bits of a where the mask is set, else of b. */
  readonly select: (a: V128, b: V128, mask: V128) => V128;
  /** Lanes as whole numbers. */
  readonly addBits: (a: V128, b: V128) => V128;
  readonly subBits: (a: V128, b: V128) => V128;
  readonly shiftBitsLeft: (a: V128, bits: number) => V128;
  /** With the sign. */
  readonly shiftBitsRight: (a: V128, bits: number) => V128;

  /** Adds up the lanes of each of `count` vectors: lane i of the result is the sum of vector i's. */
  readonly sums: (f: FunctionBuilder, vectors: readonly V128[]) => Local<'v128'>;
  /** Rows become columns: lane i of vector j goes to lane j of vector i. @param vectors as many as there are lanes */
  readonly transpose: (f: FunctionBuilder, vectors: readonly V128[]) => readonly V128[];
  /** Stores the first lanes of a vector; all of them with n = `count`. */
  readonly storeFirst: (f: FunctionBuilder, address: Address, vector: Local<'v128'>, n: number) => void;
  /** Stores one number, rounded to this format. */
  readonly storeNumber: (f: FunctionBuilder, address: Address, number: F64) => void;
}

/** A SIMD instruction behind its prefix. */
function simd(opcode: number): number[] {
  return [0xfd, ...unsigned(opcode)];
}

function unary(opcode: number): (a: V128) => V128 {
  return (a) => value('v128', a.code, simd(opcode));
}

function binary(opcode: number): (a: V128, b: V128) => V128 {
  return (a, b) => value('v128', a.code, b.code, simd(opcode));
}

/** Lanes of a and b in another order; a's are numbered first. @param laneBytes size of what `order` counts */
function shuffle(a: V128, b: V128, order: readonly number[], laneBytes: number): V128 {
  const bytes = order.flatMap((lane) => Array.from({ length: laneBytes }, (_, i) => lane * laneBytes + i));
  return value('v128', a.code, b.code, simd(0x0d), bytes);
}

const load = ({ pointer, offset }: Address): V128 => value('v128', pointer.code, simd(0x00), memoryArgument(4, offset));
const zero = value('v128', simd(0x0c), new Array<number>(vectorBytes).fill(0));
const anyTrue = (a: V128): I32 => value('i32', a.code, simd(0x53));

const bits = {
  and: binary(0x4e),
  or: binary(0x50),
  andNot: binary(0x4f),
  select: (a: V128, b: V128, mask: V128): V128 => value('v128', a.code, b.code, mask.code, simd(0x52)),
};

export const float64Lanes: Lanes = {
  precision: 'float64',
  count: 2,
  numberBytes: 8,
  mantissaBits: 52,
  exponentBias: 1023n,
  ...{ load, zero, ...bits },
  loadSplat: ({ pointer, offset }) => value('v128', pointer.code, simd(0x0a), memoryArgument(3, offset)),
  ...{ add: binary(0xf0), sub: binary(0xf1), mul: binary(0xf2), div: binary(0xf3), sqrt: unary(0xef) },
  isFused: false,
  multiplyAdd: (a, b, c) => float64Lanes.add(float64Lanes.mul(a, b), c),
  ...{ smaller: binary(0xf6), larger: binary(0xf7), less: binary(0x49), atLeast: binary(0x4c) },
  anyNaN: (a) => anyTrue(binary(0x48)(a, a)),
  equal: binary(0x47),
  addBits: binary(0xce),
  subBits: binary(0xd1),
  shiftBitsLeft: (a, count) => value('v128', a.code, [0x41, count], simd(0xcb)),
  shiftBitsRight: (a, count) => value('v128', a.code, [0x41, count], simd(0xcc)),
  sums: (f, [a = zero, b = zero]) => f.let(float64Lanes.add(shuffle(a, b, [0, 2], 8), shuffle(a, b, [1, 3], 8))),
  transpose: (_, [a = zero, b = zero]) => [shuffle(a, b, [0, 2], 8), shuffle(a, b, [1, 3], 8)],
  storeFirst: (f, address, vector, n) => (n === 1 ? f.storeLane(address, vector, 8, 0) : f.store(address, vector)),
  storeNumber: (f, address, number) => f.storeNumber(address, number),
};

export const float32Lanes: Lanes = {
  precision: 'float32',
  count: 4,
  numberBytes: 4,
  mantissaBits: 23,
  exponentBias: 127n,
  ...{ load, zero, ...bits },
  loadSplat: ({ pointer, offset }) => value('v128', pointer.code, simd(0x09), memoryArgument(2, offset)),
  ...{ add: binary(0xe4), sub: binary(0xe5), mul: binary(0xe6), div: binary(0xe7), sqrt: unary(0xe3) },
  isFused: false,
  multiplyAdd: (a, b, c) => float32Lanes.add(float32Lanes.mul(a, b), c),
  ...{ smaller: binary(0xea), larger: binary(0xeb), less: binary(0x43), atLeast: binary(0x46) },
  anyNaN: (a) => anyTrue(binary(0x42)(a, a)),
  equal: binary(0x41),
  addBits: binary(0xae),
  subBits: binary(0xb1),
  shiftBitsLeft: (a, count) => value('v128', a.code, [0x41, count], simd(0xab)),
  shiftBitsRight: (a, count) => value('v128', a.code, [0x41, count], simd(0xac)),
  sums: (f, [a = zero, b = zero, c = zero, d = zero]) => {
    // [a₀+a₂, b₀+b₂, a₁+a₃, b₁+b₃], then the same of c and d, then both halves of both.
    const halves = (x: V128, y: V128): Local<'v128'> =>
      f.let(float32Lanes.add(shuffle(x, y, [0, 4, 1, 5], 4), shuffle(x, y, [2, 6, 3, 7], 4)));
    const [ab, cd] = [halves(a, b), halves(c, d)];
    return f.let(float32Lanes.add(shuffle(ab, cd, [0, 1, 4, 5], 4), shuffle(ab, cd, [2, 3, 6, 7], 4)));
  },
  transpose: (f, [a = zero, b = zero, c = zero, d = zero]) => {
    const pairs = (x: V128, y: V128): Local<'v128'>[] => [
      f.let(shuffle(x, y, [0, 4, 1, 5], 4)),
      f.let(shuffle(x, y, [2, 6, 3, 7], 4)),
    ];
    const [ab, cd] = [pairs(a, b), pairs(c, d)];
    return ab.flatMap((x, i) => [shuffle(x, cd[i]!, [0, 1, 4, 5], 4), shuffle(x, cd[i]!, [2, 3, 6, 7], 4)]);
  },
  storeFirst: (f, address, vector, n) => {
    if (n === 4) return f.store(address, vector);
    if (n >= 2) f.storeLane(address, vector, 8, 0);
    if (n % 2 === 1) f.storeLane(further(address, 4 * (n - 1)), vector, 4, n - 1);
  },
  storeNumber: (f, address, number) => {
    // Two Float64 to two Float32.
    const rounded = f.let(value('v128', number.code, simd(0x14), simd(0x5e)));
    f.storeLane(address, rounded, 4, 0);
  },
};

export const lanesOf: Readonly<Record<Precision, Lanes>> = { float64: float64Lanes, float32: float32Lanes };

/** With `relaxed_madd`, where the machine may round a product and a sum together. */
export const fusedLanesOf: Readonly<Record<Precision, Lanes>> = {
  float64: fused(float64Lanes, 0x107),
  float32: fused(float32Lanes, 0x105),
};

function fused(lanes: Lanes, opcode: number): Lanes {
  return {
    ...lanes,
    isFused: true,
    multiplyAdd: (a, b, c) => value('v128', a.code, b.code, c.code, simd(opcode)),
  };
}
