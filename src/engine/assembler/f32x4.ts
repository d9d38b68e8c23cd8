/**
 * Four Float32 at a time: the same instructions as `f64x2.ts` has for two Float64, under the same names. No relaxed
 * instruction is among them, so every machine computes the same bits.
 */
import { unsigned } from './encoding.ts';
import { type Address, type F32, memoryArgument, type V128, value } from './value.ts';

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

/** Lanes of two vectors by their number: 0…3 those of a, 4…7 those of b. */
function shuffle(lanes: readonly [number, number, number, number]): (a: V128, b: V128) => V128 {
  const bytes = lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]);
  return (a, b) => value('v128', a.code, b.code, simd(0x0d), bytes);
}

export const f32x4 = {
  load: ({ pointer, offset }: Address): V128 => value('v128', pointer.code, simd(0x00), memoryArgument(4, offset)),
  /** All lanes from one number in memory. */
  loadSplat: ({ pointer, offset }: Address): V128 => value('v128', pointer.code, simd(0x09), memoryArgument(2, offset)),
  splat: (a: F32): V128 => value('v128', a.code, simd(0x13)),
  lane: (a: V128, lane: 0 | 1 | 2 | 3): F32 => value('f32', a.code, simd(0x1f), [lane]),
  shuffle,
  zero: value('v128', simd(0x0c), new Array<number>(16).fill(0)),

  add: binary(0xe4),
  sub: binary(0xe5),
  mul: binary(0xe6),
  div: binary(0xe7),
  sqrt: unary(0xe3),
  /** a·b + c, rounded twice: fused multiply-add differs between machines. */
  multiplyAdd: (a: V128, b: V128, c: V128): V128 => f32x4.add(f32x4.mul(a, b), c),

  /** b < a ? b : a, one instruction on every machine; keeps a NaN that stands first. */
  smaller: binary(0xea),
  /** a < b ? b : a; keeps a NaN that stands first. */
  larger: binary(0xeb),
  /** All bits set in lanes where a < b. */
  less: binary(0x43),
  atLeast: binary(0x46),

  and: binary(0x4e),
  /** a and not b. */
  andNot: binary(0x4f),
  or: binary(0x50),
  xor: binary(0x51),
  /** Bits of a where the mask is set, else of b. */
  select: (a: V128, b: V128, mask: V128): V128 => value('v128', a.code, b.code, mask.code, simd(0x52)),

  /** Lanes as 32-bit whole numbers. */
  addBits: binary(0xae),
  shiftBitsLeft: (a: V128, bits: number): V128 => value('v128', a.code, [0x41, bits], simd(0xab)),
};
