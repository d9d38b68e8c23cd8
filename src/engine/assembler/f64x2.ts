/**
 * Two Float64 at a time: the fixed-width SIMD instructions the engine uses. No relaxed instruction is among them, so
 * every machine computes the same bits.
 */
import { unsigned } from './encoding.ts';
import { type Address, type F64, memoryArgument, type V128, value } from './value.ts';

/** Bytes of a vector, and numbers in it. */
export const vectorBytes = 16;
export const lanes = 2;

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

export const f64x2 = {
  load: ({ pointer, offset }: Address): V128 => value('v128', pointer.code, simd(0x00), memoryArgument(4, offset)),
  /** Both lanes from one number in memory. */
  loadSplat: ({ pointer, offset }: Address): V128 => value('v128', pointer.code, simd(0x0a), memoryArgument(3, offset)),
  splat: (a: F64): V128 => value('v128', a.code, simd(0x14)),
  lane: (a: V128, lane: 0 | 1): F64 => value('f64', a.code, simd(0x21), [lane]),
  /** [a₀, b₀] and [a₁, b₁]. */
  firstLanes: (a: V128, b: V128): V128 =>
    value('v128', a.code, b.code, simd(0x0d), [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]),
  secondLanes: (a: V128, b: V128): V128 =>
    value('v128', a.code, b.code, simd(0x0d), [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31]),
  zero: value('v128', simd(0x0c), new Array<number>(vectorBytes).fill(0)),

  add: binary(0xf0),
  sub: binary(0xf1),
  mul: binary(0xf2),
  div: binary(0xf3),
  sqrt: unary(0xef),
  /** a·b + c, rounded twice: fused multiply-add differs between machines. */
  multiplyAdd: (a: V128, b: V128, c: V128): V128 => f64x2.add(f64x2.mul(a, b), c),

  /** b < a ? b : a, one instruction on every machine; keeps a NaN that stands first. */
  smaller: binary(0xf6),
  /** a < b ? b : a; keeps a NaN that stands first. */
  larger: binary(0xf7),
  /** All bits set in lanes where a < b. */
  less: binary(0x49),
  atLeast: binary(0x4c),

  and: binary(0x4e),
  /** a and not b. */
  andNot: binary(0x4f),
  or: binary(0x50),
  xor: binary(0x51),
  /** Bits of a where the mask is set, else of b. */
  select: (a: V128, b: V128, mask: V128): V128 => value('v128', a.code, b.code, mask.code, simd(0x52)),

  /** Lanes as 64-bit whole numbers. */
  addBits: binary(0xce),
  shiftBitsLeft: (a: V128, bits: number): V128 => value('v128', a.code, [0x41, bits], simd(0xcb)),
};
