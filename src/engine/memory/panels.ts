/** Between the core's matrices (units × m, row-major, Float64) and the engine's panels in its own number format. */
import type { Layout } from './layout.ts';

export type Numbers = Float64Array | Float32Array;

/** A view of the engine's memory in its number format. @param count numbers */
export function numbersAt(
  memory: ArrayBufferLike,
  { lanes }: Pick<Layout, 'lanes'>,
  address: number,
  count: number,
): Numbers {
  return lanes.precision === 'float32'
    ? new Float32Array(memory, address, count)
    : new Float64Array(memory, address, count);
}

/** Whether none is infinite or NaN: 0·x is 0 of all others. Several times as fast as a question for each. */
export function allFinite(numbers: Numbers): boolean {
  return (numbers instanceof Float32Array ? zerosOf32(numbers) : zerosOf64(numbers)) === 0;
}

function zerosOf32(numbers: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += 0 * numbers[i]!;
  return sum;
}

/** A loop of its own, because one that meets several kinds of arrays is slow. */
function zerosOf64(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += 0 * numbers[i]!;
  return sum;
}

/** Which columns of a matrix: first … first + count of m. */
export interface Columns {
  readonly m: number;
  readonly first: number;
  readonly count: number;
}

/**
 * Copies columns into panels; places behind the last one, up to a whole panel, become 0.
 * @param from units × m @param into panels, from the beginning @param width examples in a panel
 */
export function toPanels(
  from: Numbers,
  units: number,
  { m, first, count }: Columns,
  into: Numbers,
  width: number,
): void {
  into.fill(0, 0, Math.ceil(count / width) * width * units);
  for (let u = 0; u < units; u++) {
    const row = u * m + first;
    for (let start = 0; start < count; start += width) {
      const index = (start / width) * units * width + u * width;
      const length = Math.min(width, count - start);
      for (let i = 0; i < length; i++) into[index + i] = from[row + start + i]!;
    }
  }
}

/**
 * Copies panels to columns of a matrix.
 * @param from panels, from the beginning @param into units × m
 */
export function fromPanels(
  from: Numbers,
  units: number,
  { m, first, count }: Columns,
  into: Float64Array,
  width: number,
): void {
  for (let u = 0; u < units; u++) {
    const row = u * m + first;
    for (let start = 0; start < count; start += width) {
      const index = (start / width) * units * width + u * width;
      const length = Math.min(width, count - start);
      for (let i = 0; i < length; i++) into[row + start + i] = from[index + i]!;
    }
  }
}
