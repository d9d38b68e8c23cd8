/** Reads NumPy's `.npz`: a ZIP archive of `.npy` arrays. It may come from anyone: every length is checked before it is believed. */
import { decodeLoosely } from '../data/csv/textCodec.ts';
import { ModelFileError } from './errors.ts';
import type { NamedArray } from './foreignWeights.ts';
import { maxWeights, requireFewWeights } from './safetensors.ts';

/** Undoes DEFLATE. @param size bytes that come out, at most */
export type Inflate = (bytes: Uint8Array, size: number) => Uint8Array;

const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const localSignature = 0x04034b50;
const endBytes = 22;
/** A comment behind the directory may be so long. */
const maxComment = 0xffff;
/** Bytes of all arrays: as many weights in Float64 as a network has at most, and their headers. */
const maxUnpacked = 8 * maxWeights + 2 ** 20;

/** Arrays of Float64 and Float32; others are left out. @throws ModelFileError */
export function readNpz(bytes: Uint8Array, inflate: Inflate): readonly NamedArray[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const arrays: NamedArray[] = [];
  let [unpacked, weights] = [0, 0];
  let at = view.getUint32(end + 16, true);
  for (let k = view.getUint16(end + 10, true); k > 0; k--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== centralSignature) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const name = decodeLoosely(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\.npy$/, '');
    unpacked += view.getUint32(at + 24, true);
    // No more of them could be used, whatever they are.
    if (unpacked > maxUnpacked) throw new ModelFileError('model.npzSize', unpacked, maxUnpacked);
    const array = parseNpy(name, contentOf(bytes, view, at, inflate), weights);
    if (array) {
      weights += array.values.length;
      arrays.push(array);
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return arrays;
}

function endOf(view: DataView): number {
  const least = Math.max(0, view.byteLength - endBytes - maxComment);
  for (let at = view.byteLength - endBytes; at >= least; at--) if (view.getUint32(at, true) === endSignature) return at;
  throw damaged();
}

/** @param entry of the directory */
function contentOf(bytes: Uint8Array, view: DataView, entry: number, inflate: Inflate): Uint8Array {
  const method = view.getUint16(entry + 10, true);
  const [packed, size] = [view.getUint32(entry + 20, true), view.getUint32(entry + 24, true)];
  const local = view.getUint32(entry + 42, true);
  if (local + 30 > bytes.length || view.getUint32(local, true) !== localSignature) throw damaged();
  const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (begin + packed > bytes.length) throw damaged();
  const content = bytes.subarray(begin, begin + packed);
  if (method === 0) return content;
  if (method !== 8) throw damaged();
  try {
    return inflate(content, size);
  } catch {
    throw damaged();
  }
}

/** `null` for an array of other numbers. @param before weights of the arrays before it */
function parseNpy(name: string, bytes: Uint8Array, before: number): NamedArray | null {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (bytes.length < 12 || magic.some((byte, k) => bytes[k] !== byte)) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const begin = isFirst ? 10 : 12;
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = decodeLoosely(bytes.subarray(begin, begin + length));
  const type = /'descr': *'<f([48])'/.exec(header)?.[1];
  if (!type) return null;
  const size = Number(type);
  const shape = (/'shape': *\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .flatMap((text) => (text.trim() === '' ? [] : [Number(text)]));
  const count = shape.reduce((product, side) => product * side, 1);
  const isWhole = shape.every((side) => Number.isSafeInteger(side) && side >= 0);
  if (!isWhole || begin + length + count * size > bytes.length) throw damaged();
  requireFewWeights(before + count);
  const at = begin + length;
  const values = Float64Array.from({ length: count }, (_, i) =>
    size === 8 ? view.getFloat64(at + 8 * i, true) : view.getFloat32(at + 4 * i, true),
  );
  return /'fortran_order': *True/.test(header) ? rowByRow(name, shape, values) : { name, shape, values };
}

/** Column by column → row by row. */
function rowByRow(name: string, shape: readonly number[], values: Float64Array): NamedArray {
  const [rows = 1, columns = 1] = shape;
  if (shape.length !== 2) return { name, shape, values };
  const turned = values.map((_, i) => values[(i % columns) * rows + Math.floor(i / columns)]!);
  return { name, shape, values: turned };
}

function damaged(): ModelFileError {
  return new ModelFileError('model.npz');
}
