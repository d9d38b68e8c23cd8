/**
 * A column of numbers in as few bytes as hold every one of them exactly: shades of grey take one byte instead of eight. Missing
 * values (NaN) need four bytes at least. What is read is the same number, whatever it is kept in; only −0 may become 0.
 */
export type NumberColumn = Uint8Array | Float32Array | Float64Array;

export class NarrowNumbers {
  #room: NumberColumn = new Uint8Array(0);
  #length = 0;
  readonly #expected: number;

  /** @param expected length; memory that is never written costs nothing */
  constructor(expected: number) {
    this.#expected = expected;
  }

  /** What was appended so far. */
  get numbers(): NumberColumn {
    return this.#room.subarray(0, this.#length);
  }

  /** Takes a copy. */
  append(piece: Float64Array): void {
    const length = this.#length + piece.length;
    if (length > this.#room.length) this.#grow(length > this.#expected ? Math.ceil(length * 1.5) : this.#expected);
    while (!held(this.#room, piece, this.#length)) this.#room = copied(this.#room, this.#length, wider(this.#room, this.#room.length));
    this.#length = length;
  }

  #grow(length: number): void {
    this.#room = copied(this.#room, this.#length, same(this.#room, length));
  }
}

function copied(from: NumberColumn, length: number, into: NumberColumn): NumberColumn {
  into.set(from.subarray(0, length));
  return into;
}

function same(room: NumberColumn, length: number): NumberColumn {
  if (room instanceof Uint8Array) return new Uint8Array(length);
  return room instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

function wider(room: NumberColumn, length: number): NumberColumn {
  return room instanceof Uint8Array ? new Float32Array(length) : new Float64Array(length);
}

/** Writes a piece to its place; says whether every number of it is still the same. A function a format: one that meets several is slow. */
function held(room: NumberColumn, piece: Float64Array, at: number): boolean {
  if (room instanceof Float64Array) {
    room.set(piece, at);
    return true;
  }
  return room instanceof Float32Array ? heldInFloats(room, piece, at) : heldInBytes(room, piece, at);
}

function heldInBytes(room: Uint8Array, piece: Float64Array, at: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const x = piece[i] as number;
    room[at + i] = x;
    if (room[at + i] !== x) return false;
  }
  return true;
}

function heldInFloats(room: Float32Array, piece: Float64Array, at: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const x = piece[i] as number;
    room[at + i] = x;
    if (room[at + i] !== x && x === x) return false;
  }
  return true;
}
