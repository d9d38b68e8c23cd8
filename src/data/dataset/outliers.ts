/**
 * Columns that one value, or few, have taken over: standardized by its deviation the others hardly differ any more, and the
 * network cannot see them. It is told, not mended: the value may be right.
 */
import { notice } from '../../core/notice.ts';
import type { Column } from '../columns/table.ts';
import type { DataNotice } from '../csv/dataNotice.ts';

/** Half the values lie within this share of the standard deviation. */
const squeezed = 1e-3;
/** Values that the quartiles are taken of, evenly spread. */
const sampleSize = 2000;
const minValues = 8;

/** @param columns of numbers that are standardized @param rows of the training part */
export function outlierNotices(columns: readonly Column[], rows: Uint32Array): DataNotice[] {
  return columns.flatMap((column) => {
    const values = valuesOf(column, rows);
    const far = values.length < minValues ? null : farthest(values);
    return far === null ? [] : [notice('data.outlier', column.name, far)];
  });
}

function valuesOf({ numbers }: Column, rows: Uint32Array): Float64Array {
  const values = new Float64Array(numbers ? rows.length : 0);
  let count = 0;
  for (const row of numbers ? rows : []) {
    const value = numbers?.[row] ?? Number.NaN;
    if (!Number.isNaN(value)) values[count++] = value;
  }
  return values.subarray(0, count);
}

/** The value that squeezes the others together; `null` when they have room. */
function farthest(values: Float64Array): number | null {
  const step = Math.max(1, Math.floor(values.length / sampleSize));
  const sorted = values.filter((_, i) => i % step === 0).sort();
  const quartile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const middle = quartile(0.5);
  const width = quartile(0.75) - quartile(0.25);
  if (!(width > 0)) return null;
  let far = middle;
  for (const value of values) if (Math.abs(value - middle) > Math.abs(far - middle)) far = value;
  // One value at a distance d gives a deviation of d/√m at least.
  const deviation = Math.abs(far - middle) / Math.sqrt(values.length);
  return width < squeezed * deviation ? far : null;
}
