/** One column set to value after value: which values, what they are as inputs, and where the shown examples have the column. */
import { type ColumnEncoder, encodeValue } from '../../data/dataset/encodeRow.ts';
import { encoders } from './rawCells.ts';
import { QueryError, type QueryContext } from './queryContext.ts';

/** @throws QueryError when no input comes from this column */
export function encoderOf(column: string, scene: QueryContext): ColumnEncoder {
  const encoder = encoders(scene).find((candidate) => candidate.column.name === column);
  if (!encoder) throw new QueryError(`"${column}" is no input of this network.`);
  return encoder;
}

/**
 * Values of a number's extent, evenly spaced; all codes of words.
 * @param margin share of the extent by which the values reach beyond it on either side
 */
export function positionsOf({ column, min, max }: ColumnEncoder, points: number, margin = 0): Float64Array {
  if (!column.numbers) return Float64Array.from(column.categories.keys());
  const first = min - margin * (max - min);
  const last = max + margin * (max - min);
  return Float64Array.from({ length: points }, (_, i) => first + (i * (last - first)) / (points - 1));
}

/** Writes one place of `placesOf` into the column's inputs of all m examples of X. */
export function setColumn(
  encoder: ColumnEncoder,
  place: number,
  X: Float64Array,
  m: number,
  scene: QueryContext,
): void {
  const { column, first, width } = encoder;
  const x = new Float64Array(scene.spec.inputs);
  encodeValue(encoder, column.numbers ? place : (column.categories[place] ?? null), scene.dataset, x);
  for (let k = first; k < first + width; k++) X.fill(x[k]!, k * m, (k + 1) * m);
}

/** The column's value in each shown example, as `placesOf` has them. */
export function ownValues({ column, first, width }: ColumnEncoder, { dataset, shown }: QueryContext): Float64Array {
  const { inputScaling, train } = dataset;
  const input = (k: number, i: number): number => train.X[k * train.m + i]!;
  return Float64Array.from(shown, (i) => {
    if (column.numbers) return input(first, i) * inputScaling.std[first]! + inputScaling.mean[first]!;
    if (width === 1 && column.type === 'boolean') return input(first, i);
    for (let k = 0; k < width; k++) if (input(first + k, i) === 1) return k;
    return Number.NaN;
  });
}
