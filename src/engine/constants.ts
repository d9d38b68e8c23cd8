/**
 * Constants of the kernels, kept in memory as pairs of lanes: loading one is a single instruction, while V8 makes
 * three or four of a constant that stands in the code.
 */
import { f64x2, vectorBytes } from './assembler/f64x2.ts';
import { at, i32, type V128 } from './assembler/value.ts';

export class Constants {
  readonly #base: number;
  readonly #capacity: number;
  readonly #bits: bigint[] = [];

  /** @param base address of the first one @param capacity how many there is room for */
  constructor(base: number, capacity: number) {
    this.#base = base;
    this.#capacity = capacity;
  }

  /** A number in both lanes. */
  number(x: number): V128 {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    return this.bits(view.getBigUint64(0));
  }

  /** 64 bits in both lanes. */
  bits(bits: bigint): V128 {
    const known = this.#bits.indexOf(bits);
    const index = known < 0 ? this.#bits.push(bits) - 1 : known;
    if (index >= this.#capacity) throw new RangeError(`constants: there is room for ${this.#capacity}`);
    return f64x2.load(at(i32.const(0), this.#base + index * vectorBytes));
  }

  /** Writes them to memory, once all functions are built. */
  write(memory: ArrayBuffer): void {
    const view = new DataView(memory, this.#base, this.#capacity * vectorBytes);
    this.#bits.forEach((bits, index) => {
      view.setBigUint64(index * vectorBytes, bits, true);
      view.setBigUint64(index * vectorBytes + 8, bits, true);
    });
  }
}
