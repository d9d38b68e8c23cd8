/** Writes the body of one WebAssembly function: variables, assignments, loops, stores, calls. */
import { unsigned } from './encoding.ts';
import {
  type Address,
  at,
  type F32,
  type F64,
  type I32,
  i32,
  type Local,
  memoryArgument,
  type V128,
  type Value,
  type ValueType,
} from './value.ts';

const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
/** A block that leaves nothing on the stack. */
const emptyBlock = 0x40;

/** What a caller must know of a function. */
export interface FunctionHandle {
  readonly index: number;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
}

/** A position in memory that moves along with a loop. */
export interface Cursor {
  readonly from: Address;
  /** Bytes from one item to the next. */
  readonly stride: number;
}

/** Where each of some cursors stands, in their order. */
export type AddressesOf<C extends readonly Cursor[]> = { readonly [N in keyof C]: Address };

/** Cursors that move on by the same stride, each from its own address. */
export function cursors<const A extends readonly Address[]>(
  addresses: A,
  stride: number,
): { readonly [N in keyof A]: Cursor };
export function cursors(addresses: readonly Address[], stride: number): readonly Cursor[] {
  return addresses.map((from) => ({ from, stride }));
}

/** Tiles from `first` to before `end`. */
export interface TileRange {
  readonly first: Local<'i32'>;
  readonly end: Local<'i32'>;
}

/** More items than this become a loop; fewer are written out one after the other. */
const unrollLimit = 16;

export class FunctionBuilder implements FunctionHandle {
  readonly index: number;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
  readonly #locals: ValueType[] = [];
  /** Locals that may be used again. */
  readonly #free: Record<ValueType, Local<ValueType>[]> = { i32: [], f32: [], f64: [], v128: [] };
  /** Locals handed out in the open scopes. */
  readonly #scopes: Local<ValueType>[][] = [];
  readonly #code: number[] = [];

  constructor(index: number, parameters: readonly ValueType[], result: ValueType | null) {
    this.index = index;
    this.parameters = parameters;
    this.result = result;
  }

  /** The n-th argument, which may be assigned to like a local. */
  parameter<T extends ValueType>(n: number, type: T): Local<T> {
    if (this.parameters[n] !== type) throw new TypeError(`parameter ${n} is ${this.parameters[n]}, not ${type}`);
    return { type, index: n, code: [0x20, ...unsigned(n)] };
  }

  /** A new variable (0 at the start of the function unless it is one used before); gone at the end of the scope. */
  local<T extends ValueType>(type: T): Local<T> {
    const free = this.#free[type].pop() as Local<T> | undefined;
    const local = free ?? this.#newLocal(type);
    this.#scopes.at(-1)?.push(local);
    return local;
  }

  /** A new variable that holds a value. */
  let<T extends ValueType>(value: Value<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  /** Variables made within `body` are free again after it. */
  scope(body: () => void): void {
    this.#scopes.push([]);
    body();
    for (const local of this.#scopes.pop() ?? []) this.#free[local.type].push(local);
  }

  set<T extends ValueType>(local: Local<T>, value: Value<T>): void {
    this.#code.push(...value.code, 0x21, ...unsigned(local.index));
  }

  store({ pointer, offset }: Address, vector: V128): void {
    this.#code.push(...pointer.code, ...vector.code, 0xfd, 0x0b, ...memoryArgument(4, offset));
  }

  /** One lane of a vector. @param bytes of a lane */
  storeLane({ pointer, offset }: Address, vector: V128, bytes: 4 | 8, lane: number): void {
    const [opcode, alignment] = bytes === 4 ? [0x5a, 2] : [0x5b, 3];
    this.#code.push(...pointer.code, ...vector.code, 0xfd, opcode, ...memoryArgument(alignment, offset), lane);
  }

  storeInteger({ pointer, offset }: Address, integer: I32): void {
    this.#code.push(...pointer.code, ...integer.code, 0x36, ...memoryArgument(2, offset));
  }

  /** Seen by other threads after all that was stored before; see `atomic.ts`. */
  storeAtomic({ pointer, offset }: Address, integer: I32): void {
    this.#code.push(...pointer.code, ...integer.code, 0xfe, 0x17, ...memoryArgument(2, offset));
  }

  storeNumber({ pointer, offset }: Address, number: F32 | F64): void {
    const store = number.type === 'f64' ? [0x39, ...memoryArgument(3, offset)] : [0x38, ...memoryArgument(2, offset)];
    this.#code.push(...pointer.code, ...number.code, ...store);
  }

  call(callee: FunctionHandle, ...args: readonly Value<ValueType>[]): void {
    this.#checkArguments(callee, args);
    if (callee.result !== null) throw new TypeError('call: only functions without a result');
    for (const { code } of args) this.#code.push(...code);
    this.#code.push(0x10, ...unsigned(callee.index));
  }

  /** Repeats `body` while the condition holds at its end. */
  repeatWhile(condition: () => I32, body: () => void): void {
    this.#code.push(0x03, emptyBlock);
    this.scope(body);
    this.#code.push(...condition().code, 0x0d, 0, 0x0b);
  }

  if(condition: I32, body: () => void): void {
    this.#code.push(...condition.code, 0x04, emptyBlock);
    this.scope(body);
    this.#code.push(0x0b);
  }

  ifElse(condition: I32, then: () => void, otherwise: () => void): void {
    this.#code.push(...condition.code, 0x04, emptyBlock);
    this.scope(then);
    this.#code.push(0x05);
    this.scope(otherwise);
    this.#code.push(0x0b);
  }

  return(value: Value<ValueType>): void {
    if (value.type !== this.result) throw new TypeError(`return: expected ${this.result}, found ${value.type}`);
    this.#code.push(...value.code, 0x0f);
  }

  /**
   * Repeats `body` a number of times known at run time, at least once; the cursors move on by their strides.
   * @param count not changed
   */
  forEach<const C extends readonly Cursor[]>(count: I32, cursors: C, body: (addresses: AddressesOf<C>) => void): void {
    this.scope(() => {
      const left = this.let(count);
      const pointers = cursors.map(({ from }) => this.let(i32.add(from.pointer, i32.const(from.offset))));
      const notDone = (): I32 => left;
      this.repeatWhile(notDone, () => {
        body(addressesOf(cursors, (_, n) => at(pointers[n]!)));
        pointers.forEach((pointer, n) => {
          this.set(pointer, i32.add(pointer, i32.const(cursors[n]!.stride)));
        });
        this.set(left, i32.sub(left, i32.const(1)));
      });
    });
  }

  /**
   * Goes through `count` items, a number known now, in tiles of `size` and one smaller tile for what is left. Few
   * tiles are written out, many become a loop. `body` gets the length of its tile and where each cursor stands.
   */
  forTiles<const C extends readonly Cursor[]>(
    count: number,
    size: number,
    cursors: C,
    body: (length: number, addresses: AddressesOf<C>) => void,
  ): void {
    const whole = Math.floor(count / size);
    const addressesAt = (tile: number): AddressesOf<C> =>
      addressesOf(cursors, ({ from, stride }) => at(from.pointer, from.offset + tile * size * stride));
    if (whole > 1 && whole * size > unrollLimit) {
      const tiles = cursors.map(({ from, stride }) => ({ from, stride: stride * size }));
      this.forEach(i32.const(whole), tiles, (addresses) => body(size, addresses as AddressesOf<C>));
    } else {
      for (let tile = 0; tile < whole; tile++) this.scope(() => body(size, addressesAt(tile)));
    }
    if (count % size > 0) this.scope(() => body(count % size, addressesAt(whole)));
  }

  /** As `forTiles`, but only the tiles of a range that is known at run time; perhaps none. The tile of what is left over is the last. */
  forTileRange<const C extends readonly Cursor[]>(
    count: number,
    size: number,
    { first, end }: TileRange,
    cursors: C,
    body: (length: number, addresses: AddressesOf<C>) => void,
  ): void {
    const whole = Math.floor(count / size);
    this.scope(() => {
      const stop = this.let(i32.select(end, i32.const(whole), i32.less(end, i32.const(whole))));
      this.if(i32.less(first, stop), () => {
        const tiles = cursors.map(({ from, stride }) => ({
          from: at(i32.add(from.pointer, i32.mul(first, i32.const(size * stride))), from.offset),
          stride: size * stride,
        }));
        this.forEach(i32.sub(stop, first), tiles, (addresses) => body(size, addresses as AddressesOf<C>));
      });
      if (count % size === 0) return;
      const last = addressesOf(cursors, ({ from, stride }) => at(from.pointer, from.offset + whole * size * stride));
      const isInRange = i32.and(i32.less(i32.const(whole), end), i32.less(first, i32.const(whole + 1)));
      this.if(isInRange, () => body(count % size, last));
    });
  }

  /** Goes through all tiles, or through those of a range. */
  forRows<const C extends readonly Cursor[]>(
    count: number,
    size: number,
    range: TileRange | null,
    cursors: C,
    body: (length: number, addresses: AddressesOf<C>) => void,
  ): void {
    if (range) this.forTileRange(count, size, range, cursors, body);
    else this.forTiles(count, size, cursors, body);
  }

  /** Size of the body with its locals, the locals in runs of equal type, the instructions, the end. */
  body(): number[] {
    const runs: [count: number, type: ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const declarations = [
      ...unsigned(runs.length),
      ...runs.flatMap(([count, type]) => [...unsigned(count), typeCodes[type]]),
    ];
    const body = declarations.concat(this.#code, [0x0b]);
    return unsigned(body.length).concat(body);
  }

  /** Parameters and result as the type section has them. */
  signature(): number[] {
    const results = this.result === null ? [] : [typeCodes[this.result]];
    return [
      0x60,
      ...unsigned(this.parameters.length),
      ...this.parameters.map((type) => typeCodes[type]),
      ...unsigned(results.length),
      ...results,
    ];
  }

  #newLocal<T extends ValueType>(type: T): Local<T> {
    const index = this.parameters.length + this.#locals.length;
    this.#locals.push(type);
    return { type, index, code: [0x20, ...unsigned(index)] };
  }

  #checkArguments(callee: FunctionHandle, args: readonly Value<ValueType>[]): void {
    const found = args.map(({ type }) => type).join(', ');
    const expected = callee.parameters.join(', ');
    if (found !== expected) throw new TypeError(`call: expected (${expected}), found (${found})`);
  }
}

/** One address a cursor. */
function addressesOf<C extends readonly Cursor[]>(
  cursors: C,
  addressOf: (cursor: Cursor, n: number) => Address,
): AddressesOf<C> {
  return cursors.map(addressOf) as AddressesOf<C>;
}
