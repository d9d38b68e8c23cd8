/**
 * The different words of one column, each with a number: an open-addressing table over bytes, so that a word which is
 * already known costs no string. Words are decoded once, when they are first seen.
 */
import { decodeUtf8 } from './textCodec.ts';

/** More different words than this are not kept: such a column is free text or an identifier, no network's input. */
export const wordLimit = 65_536;
const byteLimit = 1 << 24;

export class WordTable {
  readonly words: string[] = [];
  readonly #hashes: number[] = [];
  /** Where each word's bytes begin; one more entry than words. */
  readonly #starts: number[] = [0];
  #slots = new Int32Array(16);
  #arena = new Uint8Array(64);

  /** There are more words than are kept; codes given from now on mean nothing. */
  overflow = false;

  /**
   * The number of the word `bytes[start, stop)`, a new one when it was not seen before; −1 once there are too many.
   * @throws TypeError when a new word is not UTF-8
   */
  code(bytes: Uint8Array, start: number, stop: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < stop; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = (this.#slots[slot] as number) - 1;
      if (code < 0) return this.#add(bytes, start, stop, hash, slot);
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, stop)) return code;
      slot = (slot + 1) & mask;
    }
  }

  #equals(code: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const from = this.#starts[code] as number;
    const length = (this.#starts[code + 1] as number) - from;
    if (length !== stop - start) return false;
    for (let k = 0; k < length; k++) if (this.#arena[from + k] !== bytes[start + k]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, stop: number, hash: number, slot: number): number {
    const used = this.#starts[this.words.length] as number;
    if (this.words.length >= wordLimit || used + stop - start > byteLimit) this.overflow = true;
    const word = decodeUtf8(bytes.subarray(start, stop));
    if (this.overflow) return -1;
    if (used + stop - start > this.#arena.length) this.#growArena(used + stop - start);
    this.#arena.set(bytes.subarray(start, stop), used);
    this.#starts.push(used + stop - start);
    this.#hashes.push(hash);
    this.words.push(word);
    this.#slots[slot] = this.words.length;
    if (this.words.length * 2 > this.#slots.length) this.#growSlots();
    return this.words.length - 1;
  }

  #growArena(needed: number): void {
    const grown = new Uint8Array(2 * needed);
    grown.set(this.#arena);
    this.#arena = grown;
  }

  #growSlots(): void {
    const mask = this.#slots.length * 2 - 1;
    this.#slots = new Int32Array(mask + 1);
    this.#hashes.forEach((hash, code) => {
      let slot = hash & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = code + 1;
    });
  }
}
