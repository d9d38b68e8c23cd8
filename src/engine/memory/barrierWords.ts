/**
 * The words by which threads that share a memory wait for each other, each in a cache line of its own; what they mean stands
 * in `program/barrier.ts`.
 */
const words = ['command', 'arrived', 'generation', 'present', 'over', 'threads'] as const;
export type Word = (typeof words)[number];

const lineBytes = 64;
export const barrierBytes = words.length * lineBytes;

/** Where the words begin. */
export interface BarrierAddress {
  readonly barrier: number;
}

export function wordAddress({ barrier }: BarrierAddress, word: Word): number {
  return barrier + words.indexOf(word) * lineBytes;
}

/** Its index among the 32-bit numbers of the memory. */
export function wordIndex(address: BarrierAddress, word: Word): number {
  return wordAddress(address, word) / Int32Array.BYTES_PER_ELEMENT;
}
