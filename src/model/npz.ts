/** NumPy's `.npz`: a ZIP archive without compression of `.npy` arrays, as `numpy.load` reads it. */
import { encodeUtf8 } from '../data/csv/textCodec.ts';

export interface NumpyArray {
  /** "W1" */
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float64Array;
}

/** The whole file. The same arrays give the same bytes: the time in it is ZIP's first, 1 January 1980. */
export function npz(arrays: readonly NumpyArray[]): Uint8Array {
  const entries: {
    readonly name: Uint8Array;
    readonly bytes: Uint8Array;
    readonly crc: number;
    readonly at: number;
  }[] = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const array of arrays) {
    const name = encodeUtf8(`${array.name}.npy`);
    const bytes = npy(array);
    const entry = { name, bytes, crc: crc32(bytes), at };
    const head = record(localSignature, entry, 30);
    entries.push(entry);
    parts.push(head, name, bytes);
    at += head.length + name.length + bytes.length;
  }
  const directory = entries.flatMap((entry) => [record(centralSignature, entry, 46), entry.name]);
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return joined([...parts, ...directory, endOf(entries.length, size, at)]);
}

/** One array: magic, version 1.0, a header that fills 64 bytes or a multiple, the numbers in little endian. */
export function npy({ shape, values }: NumpyArray): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const length = 64 * Math.ceil((text.length + 11) / 64) - 10;
  const bytes = new Uint8Array(10 + length + 8 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  view.setUint16(8, length, true);
  bytes.set(encodeUtf8(`${text.padEnd(length - 1)}\n`), 10);
  for (const [i, value] of values.entries()) view.setFloat64(10 + length + 8 * i, value, true);
  return bytes;
}

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** 1 January 1980. */
const firstDay = 0x21;

/** A local header (30 bytes) or one of the directory (46), which has the same fields two bytes later. */
function record(
  signature: number,
  {
    name,
    bytes,
    crc,
    at,
  }: { readonly name: Uint8Array; readonly bytes: Uint8Array; readonly crc: number; readonly at: number },
  length: 30 | 46,
): Uint8Array {
  const head = new Uint8Array(length);
  const view = new DataView(head.buffer);
  const from = length === 46 ? 2 : 0;
  view.setUint32(0, signature, true);
  if (length === 46) view.setUint16(4, 20, true);
  view.setUint16(4 + from, 20, true);
  view.setUint16(12 + from, firstDay, true);
  view.setUint32(14 + from, crc, true);
  view.setUint32(18 + from, bytes.length, true);
  view.setUint32(22 + from, bytes.length, true);
  view.setUint16(26 + from, name.length, true);
  if (length === 46) view.setUint32(42, at, true);
  return head;
}

function endOf(count: number, size: number, at: number): Uint8Array {
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, endSignature, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, at, true);
  return end;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
