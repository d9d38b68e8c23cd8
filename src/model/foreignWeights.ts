/**
 * Weights of other programs for a network of ours: found by name, fitted by shape.
 *
 *   W1, b1, …                                  NumPy, as the course and we write them
 *   layers.0.weight, layers.0.bias, …          PyTorch: n × n_before, as ours
 *   dense/kernel, dense/bias, dense_1/…        Keras: n_before × n, turned
 */
import { layerShapes } from '../core/network/shape.ts';
import { createParameters } from '../core/network/arena.ts';
import type { NetworkSpec } from '../core/network/network.ts';
import { notice } from '../core/notice.ts';
import { DataError } from '../data/csv/errors.ts';
import { ModelFileError } from './errors.ts';
import { type RandomAccess, requireFewWeights, type SafetensorsHeader, type TensorEntry } from './safetensors.ts';

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float64Array;
}

interface Pair {
  readonly W: NamedArray;
  readonly b: NamedArray | null;
  /** Its rows are the inputs. */
  readonly isKernel: boolean;
}

const patterns = [/^(?<place>)W(?<layer>\d+)$/, /^(?<place>.*?)[./]?(?<kind>weight|kernel)(?::0)?$/] as const;

/** @param from the file's name. @throws DataError with both shapes where the weights do not fit */
export function fitWeights(arrays: readonly NamedArray[], spec: NetworkSpec, from: string): Float64Array {
  const pairs = pairsOf(arrays);
  if (pairs.length === 0) throw new DataError('columns', notice('start.nothing', from));
  const { length } = spec.layers;
  if (pairs.length !== length) throw new DataError('columns', notice('start.layers', from, pairs.length, length));
  const parameters = createParameters(spec);
  layerShapes(spec).forEach(({ layer, W, b }, k) => {
    const pair = pairs[k] as Pair;
    (parameters.W[layer] as Float64Array).set(weightsOf(pair, W, from));
    if (!pair.b) return;
    if (pair.b.values.length !== b[0]) throw misfit(from, pair.b, b);
    (parameters.b[layer] as Float64Array).set(pair.b.values);
  });
  const wrong = parameters.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new ModelFileError('model.nonFinite', from, wrong);
  return parameters.values;
}

function weightsOf({ W, isKernel }: Pair, [rows, columns]: readonly [number, number], from: string): Float64Array {
  const [there, across] = W.shape;
  const isTurned = there === columns && across === rows;
  const isSame = there === rows && across === columns;
  // A square says nothing by its shape.
  if (isTurned && (isKernel || !isSame))
    return W.values.map((_, i) => W.values[(i % columns) * rows + Math.floor(i / columns)]!);
  if (isSame) return W.values;
  throw misfit(from, W, [rows, columns]);
}

function misfit(from: string, { name, shape }: NamedArray, expected: readonly number[]): DataError {
  return new DataError('columns', notice('start.misfit', from, name, shape.join('×'), expected.join('×')));
}

/** Matrices with their biases, in the order of the layers. */
function pairsOf(arrays: readonly NamedArray[]): readonly Pair[] {
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const found = arrays.flatMap((W): { prefix: string; pair: Pair }[] => {
    const match = W.shape.length === 2 ? patterns.map((pattern) => pattern.exec(W.name)).find(Boolean) : null;
    if (!match?.groups) return [];
    const { prefix = '', layer = '', kind = '' } = match.groups;
    const bias = layer === '' ? W.name.replace(/(?:weight|kernel)((?::0)?)$/, 'bias$1') : `b${layer}`;
    return [{ prefix: `${prefix}${layer}`, pair: { W, b: byName.get(bias) ?? null, isKernel: kind === 'kernel' } }];
  });
  return found.sort((a, b) => a.prefix.localeCompare(b.prefix, 'en', { numeric: true })).map(({ pair }) => pair);
}

/** The matrices and vectors of a foreign file whose numbers can be read. @throws ModelFileError where they are too many */
export async function readForeign(file: RandomAccess, header: SafetensorsHeader): Promise<readonly NamedArray[]> {
  const requested = header.tensors.filter(
    ({ name, shape }) => shape.length <= 2 && /^[Wb]\d+$|weight|kernel|bias/.test(name),
  );
  requireFewWeights(requested.reduce((sum, { shape }) => sum + countOf(shape), 0));
  const arrays: NamedArray[] = [];
  for (const entry of requested) {
    const values = numbersOf(entry, await file.read(entry.offset, entry.byteLength));
    if (values) arrays.push({ name: entry.name, shape: entry.shape, values });
  }
  return arrays;
}

type Read = (view: DataView, i: number) => number;

const reads: Readonly<Record<string, Read>> = {
  F64: (view, i) => view.getFloat64(8 * i, true),
  F32: (view, i) => view.getFloat32(4 * i, true),
  F16: (view, i) => half(view.getUint16(2 * i, true)),
  BF16: (view, i) => bfloat(view.getUint16(2 * i, true)),
};

function numbersOf({ dtype, shape }: TensorEntry, bytes: Uint8Array): Float64Array | null {
  const read = Object.hasOwn(reads, dtype) ? reads[dtype] : undefined;
  if (!read) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: countOf(shape) }, (_, i) => read(view, i));
}

function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

function bfloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits << 16);
  return view.getFloat32(0);
}
