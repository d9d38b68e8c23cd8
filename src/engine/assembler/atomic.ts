/**
 * Whole numbers that threads share (the threads extension of WebAssembly): every access is seen by all threads in one order,
 * and whatever a thread has written before, in the usual way, is seen by those who then find its number. Addresses are multiples
 * of four.
 */
import { type Address, type I32, memoryArgument, value } from './value.ts';

const prefix = 0xfe;

function instruction(opcode: number, { offset }: Address): readonly number[] {
  return [prefix, opcode, ...memoryArgument(2, offset)];
}

/** What `wait` answers when its time is over. */
export const timedOut = 2;

export const atomic = {
  load: (address: Address): I32 => value('i32', address.pointer.code, instruction(0x10, address)),
  /** Adds n; the value is the number before. */
  add: (address: Address, n: I32): I32 => value('i32', address.pointer.code, n.code, instruction(0x1e, address)),
  /**
   * Sleeps while the number is the expected one, until it is woken (0); 1 when it was another from the start, 2 when its time is
   * over. Only in shared memory. @param nanoseconds -1: for ever
   */
  wait: (address: Address, expected: I32, nanoseconds: I32): I32 =>
    value('i32', address.pointer.code, expected.code, nanoseconds.code, [extendSigned], instruction(0x01, address)),
  /** Wakes at most `count` of those who sleep there; the value is how many. */
  notify: (address: Address, count: I32): I32 =>
    value('i32', address.pointer.code, count.code, instruction(0x00, address)),
};

/** A 32-bit number as one of 64 bits, which times are. */
const extendSigned = 0xac;
