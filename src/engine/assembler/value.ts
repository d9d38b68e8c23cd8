/**
 * Typed expressions of WebAssembly: a value is the code that leaves it on the stack. Functions that take and return
 * values make generated code read like the equation it computes, and a wrong operand is a type error here instead
 * of an invalid module there.
 */
import { float32, float64, joined, signed, unsigned } from './encoding.ts';

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

export interface Value<T extends ValueType> {
  readonly type: T;
  readonly code: readonly number[];
}

/** A variable of a function; as a value, its content. */
export interface Local<T extends ValueType> extends Value<T> {
  readonly index: number;
}

export type I32 = Value<'i32'>;
export type F32 = Value<'f32'>;
export type F64 = Value<'f64'>;
/** 128 bits: two Float64 lanes, four Float32 lanes, or their bit masks. */
export type V128 = Value<'v128'>;

/** A place in memory: a pointer and a constant distance from it (which costs nothing). */
export interface Address {
  readonly pointer: I32;
  readonly offset: number;
}

export function value<T extends ValueType>(type: T, ...parts: readonly (readonly number[])[]): Value<T> {
  return { type, code: joined(parts) };
}

export function at(pointer: I32, offset = 0): Address {
  return { pointer, offset };
}

/** The same pointer, so many bytes further. */
export function further({ pointer, offset }: Address, bytes: number): Address {
  return { pointer, offset: offset + bytes };
}

/** Alignment (as a power of two, a mere hint) and offset of a memory access. */
export function memoryArgument(alignment: number, offset: number): number[] {
  return [...unsigned(alignment), ...unsigned(offset)];
}

/** Whole numbers and pointers. */
export const i32 = {
  const: (n: number): I32 => value('i32', [0x41], signed(n)),
  load: ({ pointer, offset }: Address): I32 => value('i32', pointer.code, [0x28], memoryArgument(2, offset)),
  add: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x6a]),
  sub: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x6b]),
  mul: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x6c]),
  /** Unsigned, rounded down. */
  div: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x6e]),
  and: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x71]),
  shiftLeft: (a: I32, bits: number): I32 => value('i32', a.code, i32.const(bits).code, [0x74]),
  /** Unsigned. */
  shiftRight: (a: I32, bits: number): I32 => value('i32', a.code, i32.const(bits).code, [0x76]),
  equal: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x46]),
  notEqual: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x47]),
  /** Unsigned. */
  less: (a: I32, b: I32): I32 => value('i32', a.code, b.code, [0x49]),
  /** In all four quarters of a vector. */
  splat: (a: I32): V128 => value('v128', a.code, [0xfd, 0x11]),
  /** a where the condition is not 0, else b. */
  select: (a: I32, b: I32, condition: I32): I32 => value('i32', a.code, b.code, condition.code, [0x1b]),
};

/** One Float64. */
export const f64 = {
  const: (x: number): F64 => value('f64', [0x44], float64(x)),
  load: ({ pointer, offset }: Address): F64 => value('f64', pointer.code, [0x2b], memoryArgument(3, offset)),
  add: (a: F64, b: F64): F64 => value('f64', a.code, b.code, [0xa0]),
  mul: (a: F64, b: F64): F64 => value('f64', a.code, b.code, [0xa2]),
  div: (a: F64, b: F64): F64 => value('f64', a.code, b.code, [0xa3]),
  /** Comparison with NaN is 0. */
  equal: (a: F64, b: F64): I32 => value('i32', a.code, b.code, [0x61]),
  fromUnsigned: (n: I32): F64 => value('f64', n.code, [0xb8]),
};

/** One Float32. */
export const f32 = {
  const: (x: number): F32 => value('f32', [0x43], float32(x)),
  load: ({ pointer, offset }: Address): F32 => value('f32', pointer.code, [0x2a], memoryArgument(2, offset)),
  add: (a: F32, b: F32): F32 => value('f32', a.code, b.code, [0x92]),
  mul: (a: F32, b: F32): F32 => value('f32', a.code, b.code, [0x94]),
  div: (a: F32, b: F32): F32 => value('f32', a.code, b.code, [0x95]),
  /** Comparison with NaN is 0. */
  equal: (a: F32, b: F32): I32 => value('i32', a.code, b.code, [0x5b]),
  fromUnsigned: (n: I32): F32 => value('f32', n.code, [0xb3]),
};
