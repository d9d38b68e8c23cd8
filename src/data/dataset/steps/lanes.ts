/** The stack that steps work on: lanes of one value a row, in memory that is taken again. */

export class Lanes {
  /** Values of each lane. */
  readonly rows: number;
  readonly #stack: Float64Array[] = [];
  readonly #free: Float64Array[] = [];

  constructor(rows: number) {
    this.rows = rows;
  }

  get count(): number {
    return this.#stack.length;
  }

  /** A new lane on top; its values are whatever was there before. */
  push(): Float64Array {
    const lane = this.#free.pop() ?? new Float64Array(this.rows);
    this.#stack.push(lane);
    return lane;
  }

  /** Takes the lane on top away; it is good until the next push. */
  pop(): Float64Array {
    const lane = this.#stack.pop();
    if (!lane) throw new RangeError('A step wants a lane, and there is none.');
    this.#free.push(lane);
    return lane;
  }

  /** The lane at a place from the bottom. */
  at(index: number): Float64Array {
    const lane = this.#stack[index];
    if (!lane) throw new RangeError(`There is no lane ${index}.`);
    return lane;
  }

  get top(): Float64Array {
    return this.at(this.count - 1);
  }

  clear(): void {
    while (this.count > 0) this.pop();
  }
}
