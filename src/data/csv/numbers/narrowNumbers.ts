/**
 * A column of numbers in as few bytes as hold every one of them exactly: shades of grey take one byte instead of eight. Missing
 * values (NaN) need four bytes at least. What is read is the same number, whatever it is kept in; only −0 may become 0.
 */
export type NumberColumn = Uint8Array | Float32Array | Float64Array;

export class NarrowNumbers {
  #buffer: NumberColumn;
  #length = 0;
  readonly #expected: number;

  /**
   * @param expected length; memory that is never written costs nothing
   * @param buffer where the numbers go as doubles at once, with no time lost on narrower ones
   */
  constructor(expected: number, buffer: Float64Array | null = null) {
    this.#expected = expected;
    this.#buffer = buffer ?? new Uint8Array(0);
  }

  /** What was appended so far. */
  get numbers(): NumberColumn {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Where the next `count` numbers go as doubles, which `written` then counts; `null` while they are kept in fewer bytes. */
  doubles(count: number): { readonly buffer: Float64Array; readonly at: number } | null {
    if (!(this.#buffer instanceof Float64Array)) return null;
    this.#reserve(count);
    return { buffer: this.#buffer, at: this.#length };
  }

  written(count: number): void {
    this.#length += count;
  }

  /** Takes a copy of the first `count` numbers of a piece. */
  append(piece: Float64Array, count: number): void {
    this.#reserve(count);
    while (!held(this.#buffer, piece, count, this.#length))
      this.#buffer = copied(this.#buffer, this.#length, wider(this.#buffer, this.#buffer.length));
    this.#length += count;
  }

  #reserve(count: number): void {
    const length = this.#length + count;
    if (length <= this.#buffer.length) return;
    const grown = length > this.#expected ? Math.ceil(length * 1.5) : this.#expected;
    this.#buffer = copied(this.#buffer, this.#length, same(this.#buffer, grown));
  }
}

/** For one column after the other. */
let buffer = new Float64Array(0);

/** The column itself, or its numbers in an array that the next column takes again: loops are faster that meet one kind of array. */
export function asDoubles(numbers: NumberColumn): Float64Array {
  if (numbers instanceof Float64Array) return numbers;
  if (buffer.length < numbers.length) buffer = new Float64Array(numbers.length);
  buffer.set(numbers);
  return buffer.subarray(0, numbers.length);
}

function copied(from: NumberColumn, length: number, into: NumberColumn): NumberColumn {
  into.set(from.subarray(0, length));
  return into;
}

function same(buffer: NumberColumn, length: number): NumberColumn {
  if (buffer instanceof Uint8Array) return new Uint8Array(sharedBytes(length));
  return buffer instanceof Float32Array
    ? new Float32Array(sharedBytes(4 * length))
    : new Float64Array(sharedBytes(8 * length));
}

function wider(buffer: NumberColumn, length: number): NumberColumn {
  return buffer instanceof Uint8Array
    ? new Float32Array(sharedBytes(4 * length))
    : new Float64Array(sharedBytes(8 * length));
}

/** Other threads can have the numbers of a table without a copy when they lie in shared memory from the beginning. */
function sharedBytes(length: number): SharedArrayBuffer {
  return new SharedArrayBuffer(length);
}

/** Writes a piece to its place; says whether every number of it is still the same. A loop that meets several formats would be slow. */
function held(buffer: NumberColumn, piece: Float64Array, count: number, at: number): boolean {
  if (buffer instanceof Float64Array) return heldInDoubles(buffer, piece, count, at);
  return buffer instanceof Float32Array
    ? heldInFloats(buffer, piece, count, at)
    : heldInBytes(buffer, piece, count, at);
}

function heldInBytes(buffer: Uint8Array, piece: Float64Array, count: number, at: number): boolean {
  for (let i = 0; i < count; i++) {
    const x = piece[i] as number;
    buffer[at + i] = x;
    if (buffer[at + i] !== x) return false;
  }
  return true;
}

function heldInFloats(buffer: Float32Array, piece: Float64Array, count: number, at: number): boolean {
  for (let i = 0; i < count; i++) {
    const x = piece[i] as number;
    buffer[at + i] = x;
    if (buffer[at + i] !== x && x === x) return false;
  }
  return true;
}

function heldInDoubles(buffer: Float64Array, piece: Float64Array, count: number, at: number): boolean {
  for (let i = 0; i < count; i++) buffer[at + i] = piece[i] as number;
  return true;
}
