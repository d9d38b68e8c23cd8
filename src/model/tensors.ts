/** Blocks of parameters as tensors of a file, and back: W1, b1, W2, … in the shapes of the network. */
import { createParameters } from '../core/network/arena.ts';
import type { NetworkSpec } from '../core/network/network.ts';
import { formatShape, layerShapes } from '../core/network/shape.ts';
import { ModelFileError } from './errors.ts';
import { type RandomAccess, readTensor, type Tensor, type TensorEntry } from './safetensors.ts';

/** Matrices and columns of a block under these names, each with its shape, in the order of the arena. */
function namesOf(spec: NetworkSpec, prefix: string): { name: string; shape: readonly [number, number] }[] {
  return layerShapes(spec).flatMap(({ layer, W, b }) => [
    { name: `${prefix}W${layer}`, shape: W },
    { name: `${prefix}b${layer}`, shape: b },
  ]);
}

/**
 * @param values all parameters (or an average of each), in the order of the arena
 * @param isSingle stored as F32, where that loses nothing
 */
export function blockTensors(spec: NetworkSpec, values: Float64Array, prefix: string, isSingle: boolean): Tensor[] {
  const { W, b } = createParameters(spec, values);
  const fits = isSingle && values.every((value) => Object.is(Math.fround(value), value));
  // Not by `from`, which asks for each number.
  const stored = (numbers: Float64Array): Tensor['values'] => (fits ? new Float32Array(numbers) : numbers);
  const views = spec.layers.flatMap((_, index) => [W[index + 1]!, b[index + 1]!]);
  return namesOf(spec, prefix).map(({ name, shape }, index) => ({ name, shape, values: stored(views[index]!) }));
}

/** Whether the file holds such a block. */
export function hasBlock(entries: ReadonlyMap<string, TensorEntry>, prefix: string): boolean {
  return entries.has(`${prefix}W1`);
}

/**
 * All numbers of a block, in the order of the arena.
 * @throws ModelFileError for a tensor that is missing, has another shape, another type, or a number that is not finite
 */
export async function readBlock(
  file: RandomAccess,
  entries: ReadonlyMap<string, TensorEntry>,
  spec: NetworkSpec,
  prefix: string,
): Promise<Float64Array> {
  const parts: Float64Array[] = [];
  for (const { name, shape } of namesOf(spec, prefix)) {
    const entry = entries.get(name);
    if (!entry) throw new ModelFileError('model.tensorMissing', name);
    requireShape(entry, shape);
    parts.push(await readTensor(file, entry));
  }
  const values = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

function requireShape({ name, shape }: TensorEntry, [rows, columns]: readonly [number, number]): void {
  if (shape.length === 2 && shape[0] === rows && shape[1] === columns) return;
  throw new ModelFileError('model.tensorShape', name, formatShape([rows, columns]), shape.join('×') || '1');
}
