/** How WebAssembly writes numbers and names into its binary form (core specification, chapter 5.2). */

/** Unsigned LEB128: seven bits a byte, lowest first, the top bit set on all but the last. @param value 0…2³²−1 */
export function unsigned(value: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw new RangeError(`unsigned: expected 0…2³²−1, found ${value}`);
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit number: stops when what is left is all sign. */
export function signed(value: number): number[] {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31)
    throw new RangeError(`signed: expected 32 bits, found ${value}`);
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = rest & 0x7f;
    rest >>= 7;
    const signBit = (low & 0x40) !== 0;
    const last = (rest === 0 && !signBit) || (rest === -1 && signBit);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

/** The eight bytes of a Float64, lowest first. */
export function float64(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => view.getUint8(i));
}

/** The four bytes of a Float32, lowest first. */
export function float32(value: number): number[] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return Array.from({ length: 4 }, (_, i) => view.getUint8(i));
}

/** Length, then bytes. The engine's names are plain ASCII. */
export function name(text: string): number[] {
  const bytes = Array.from(text, (character) => character.charCodeAt(0));
  if (bytes.some((byte) => byte > 0x7f)) throw new RangeError(`name: expected ASCII, found ${JSON.stringify(text)}`);
  return [...unsigned(bytes.length), ...bytes];
}

/** Count, then the items. */
export function vector(items: readonly (readonly number[])[]): number[] {
  return joined([unsigned(items.length), ...items]);
}

/** One list after the other. (`flat` would do it too, many times slower.) */
export function joined(lists: readonly (readonly number[])[]): number[] {
  return ([] as number[]).concat(...lists);
}
