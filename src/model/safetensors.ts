/**
 * The open format `.safetensors`: eight bytes with the header's length (little-endian), the header as JSON, then raw
 * little-endian tensors. No code is in it. https://github.com/huggingface/safetensors
 *
 * Reading trusts nothing: lengths, offsets, overlaps, types and shapes are checked before a number is looked at.
 */
import { encodeUtf8 } from '../data/csv/textCodec.ts';
import { ModelFileError } from './errors.ts';
import { isPlainObject, parseJson } from './untrustedJson.ts';

/** Bytes of one number of each type that the format knows. */
export const dtypeBytes = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
} as const;
export type Dtype = keyof typeof dtypeBytes;

export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface SafetensorsHeader {
  /** In the order of their bytes. */
  readonly tensors: readonly TensorEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Written as F64 or F32. */
  readonly values: Float64Array | Float32Array;
}

/** A file of which parts can be read. */
export interface RandomAccess {
  readonly byteLength: number;
  /** Exactly so many bytes. */
  readonly read: (offset: number, byteLength: number) => Promise<Uint8Array>;
}

const lengthBytes = 8;
/** What `format` in the metadata of our files begins with. */
export const formatName = 'neural-network-explorer';
/**
 * The format allows 100 MB. A page parses it on the thread of all extensions: 16 MB of a stranger's tensors do not take long, nor 64 MB of
 * the few long texts that ours are; a quarter of a million columns fit.
 */
const [maxForeignHeader, maxOwnHeader] = [2 ** 24, 2 ** 26];
const ownBeginning = encodeUtf8(`{"__metadata__":{"format":"${formatName} `);
const alignment = 8;

/**
 * The bytes of a file; the same tensors and metadata give the same bytes.
 * @throws ModelFileError where the header would be longer than one that is read
 */
export function encodeSafetensors(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const { name, shape, values } of tensors) {
    const dtype: Dtype = values instanceof Float64Array ? 'F64' : 'F32';
    header[name] = { dtype, shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const text = paddedJson(header);
  requireShortHeader(text.byteLength, maxHeaderOf(text));
  const bytes = new Uint8Array(lengthBytes + text.byteLength + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(text.byteLength), true);
  bytes.set(text, lengthBytes);
  let at = lengthBytes + text.byteLength;
  for (const { values } of tensors) at = writeNumbers(view, at, values);
  return bytes;
}

function requireShortHeader(length: number, most: number): void {
  if (length > most) throw new ModelFileError('model.headerSize', length, most);
}

/** @param text a header, or its beginning */
function maxHeaderOf(text: Uint8Array): number {
  return ownBeginning.every((byte, i) => text[i] === byte) ? maxOwnHeader : maxForeignHeader;
}

/**
 * Before anything is trained whose file nobody would read.
 * @param texts of the metadata, as far as they are known @param columns that it reads @throws ModelFileError
 */
export function requireShortMetadata(texts: readonly string[], columns: number): void {
  const bytesOf = (text: string) =>
    text.length > maxOwnHeader ? text.length : encodeUtf8(JSON.stringify(text)).byteLength;
  const length = texts.reduce((sum, text) => sum + bytesOf(text), otherMetadata);
  if (length > maxOwnHeader) throw new ModelFileError('model.manyColumns', columns, length, maxOwnHeader);
}

/** Bytes of a header that are not known before, rather too many. */
const otherMetadata = 2 ** 16;

/** Weights of one network: those of 1 GB in Float64. */
export const maxWeights = 2 ** 27;

/** @param count numbers that are about to be read. @throws ModelFileError where they are more than a network here can have */
export function requireFewWeights(count: number): void {
  if (count > maxWeights) throw new ModelFileError('model.weights', count, maxWeights);
}

/** JSON whose length keeps the tensors behind it at multiples of eight bytes; blanks at the end are allowed. */
function paddedJson(header: Readonly<Record<string, unknown>>): Uint8Array {
  const text = encodeUtf8(JSON.stringify(header));
  const padded = new Uint8Array(Math.ceil(text.byteLength / alignment) * alignment).fill(0x20);
  padded.set(text);
  return padded;
}

/** Whether numbers lie in memory as they do in the file; so it is on nearly all machines. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function writeNumbers(view: DataView, at: number, values: Float64Array | Float32Array): number {
  const { buffer, byteOffset, byteLength } = values;
  if (isLittleEndian) new Uint8Array(view.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), at);
  else if (values instanceof Float64Array) values.forEach((value, i) => view.setFloat64(at + 8 * i, value, true));
  else values.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
  return at + byteLength;
}

/**
 * The header alone: files of gigabytes open at once.
 * @throws ModelFileError naming the place
 */
export async function readHeader(file: RandomAccess): Promise<SafetensorsHeader> {
  if (file.byteLength < lengthBytes) throw new ModelFileError('model.tooShort', file.byteLength);
  const first = await file.read(0, lengthBytes);
  const length = Number(new DataView(first.buffer, first.byteOffset, lengthBytes).getBigUint64(0, true));
  if (length < 2 || lengthBytes + length > file.byteLength) {
    throw new ModelFileError('model.headerLength', length, file.byteLength - lengthBytes);
  }
  if (length > maxForeignHeader)
    requireShortHeader(length, maxHeaderOf(await file.read(lengthBytes, ownBeginning.byteLength)));
  return parseHeader(await file.read(lengthBytes, length), file.byteLength);
}

/** @param fileLength bytes of the whole file. @throws ModelFileError naming the place */
export function parseHeader(bytes: Uint8Array, fileLength: number): SafetensorsHeader {
  const header = parseJson(bytes);
  const begin = lengthBytes + bytes.byteLength;
  const metadata = new Map<string, string>();
  const tensors: TensorEntry[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') readMetadata(entry, metadata);
    else tensors.push(readEntry(name, entry, begin));
  }
  tensors.sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  requireWhole(tensors, begin, fileLength);
  return { tensors, metadata };
}

function readMetadata(entry: unknown, into: Map<string, string>): void {
  if (!isPlainObject(entry)) throw new ModelFileError('model.headerObject', '__metadata__');
  for (const [key, value] of Object.entries(entry)) {
    if (typeof value !== 'string') throw new ModelFileError('model.headerString', `__metadata__.${key}`);
    into.set(key, value);
  }
}

function readEntry(name: string, entry: unknown, begin: number): TensorEntry {
  if (!isPlainObject(entry)) throw new ModelFileError('model.headerObject', name);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(dtypeBytes, dtype)) {
    throw new ModelFileError('model.dtype', name, String(dtype).slice(0, 20));
  }
  if (!isCounts(shape)) throw new ModelFileError('model.shape', name);
  if (!isCounts(offsets) || offsets.length !== 2) throw new ModelFileError('model.offsets', name);
  const [from, to] = offsets as [number, number];
  const byteLength = shape.reduce((product, size) => product * size, dtypeBytes[dtype as Dtype]);
  if (to - from !== byteLength) throw new ModelFileError('model.byteLength', name, byteLength, to - from);
  return { name, dtype: dtype as Dtype, shape, offset: begin + from, byteLength };
}

/** The tensors follow each other without gap or overlap, up to the last byte. */
function requireWhole(tensors: readonly TensorEntry[], begin: number, fileLength: number): void {
  let end = begin;
  for (const { name, offset, byteLength } of tensors) {
    if (offset !== end) throw new ModelFileError('model.overlap', name, end, offset);
    end = offset + byteLength;
  }
  if (end !== fileLength) throw new ModelFileError('model.cutOff', end, fileLength);
}

/** The numbers of one tensor in Float64; of F64 and F32 only. @throws ModelFileError naming the first number that is not finite */
export async function readTensor(file: RandomAccess, entry: TensorEntry): Promise<Float64Array> {
  const { name, dtype, offset, byteLength } = entry;
  if (dtype !== 'F64' && dtype !== 'F32') throw new ModelFileError('model.tensorType', name, dtype);
  const bytes = await file.read(offset, byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, byteLength);
  const size = dtypeBytes[dtype];
  const values = new Float64Array(byteLength / size);
  for (let i = 0; i < values.length; i++) {
    const value = size === 8 ? view.getFloat64(i * size, true) : view.getFloat32(i * size, true);
    if (!Number.isFinite(value)) throw new ModelFileError('model.nonFinite', name, i);
    values[i] = value;
  }
  return values;
}

/** Bytes that are all here already. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    byteLength: bytes.byteLength,
    read: (offset, byteLength) => Promise.resolve(bytes.subarray(offset, offset + byteLength)),
  };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= 16 && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
