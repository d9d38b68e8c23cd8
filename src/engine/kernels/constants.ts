/**
 * Constants of the kernels, kept in memory once for each lane: loading one is a single instruction, while V8 makes
 * three or four of a constant that stands in the code.
 */
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { at, i32, type V128 } from '../assembler/value.ts';

export class Constants {
  readonly #lanes: Lanes;
  readonly #load: Lanes['load'];
  readonly #base: number;
  readonly #capacity: number;
  readonly #bits: bigint[] = [];

  /**
   * @param base address of the first one
   * @param capacity how many there is room for
   * @param spread whether one lane is loaded and spread over all: V8 has that for 256 bits, too, and needs no other instruction to make
   *   them of a vector
   */
  constructor(lanes: Lanes, base: number, capacity: number, spread = false) {
    this.#lanes = lanes;
    this.#load = spread ? lanes.loadSplat : lanes.load;
    this.#base = base;
    this.#capacity = capacity;
  }

  /** A number in all lanes. */
  number(x: number): V128 {
    const view = new DataView(new ArrayBuffer(8));
    if (this.#lanes.count === 4) {
      view.setFloat32(0, x);
      return this.bits(BigInt(view.getUint32(0)));
    }
    view.setFloat64(0, x);
    return this.bits(view.getBigUint64(0));
  }

  /** The bits of a number in all lanes. */
  bits(bits: bigint): V128 {
    const known = this.#bits.indexOf(bits);
    const index = known < 0 ? this.#bits.push(bits) - 1 : known;
    if (index >= this.#capacity) throw new RangeError(`constants: there is room for ${this.#capacity}`);
    return this.#load(at(i32.const(0), this.#base + index * vectorBytes));
  }

  /** Writes them to memory, once all functions are built. */
  write(memory: ArrayBufferLike): void {
    const { count } = this.#lanes;
    if (count === 4) new Uint32Array(memory, this.#base).set(this.#inAllLanes(count).map(Number));
    else new BigUint64Array(memory, this.#base).set(this.#inAllLanes(count));
  }

  #inAllLanes(count: number): bigint[] {
    return this.#bits.flatMap((bits) => new Array<bigint>(count).fill(bits));
  }
}
