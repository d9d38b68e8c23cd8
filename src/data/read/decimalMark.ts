/** Whether the numbers of a file are written 3,14. */
import { decimalEvidence } from '../csv/numbers/dressedNumber.ts';
import type { SampleRow } from './sampleRows.ts';

/**
 * More cells must look like 3,14 than like 3.14; in a comma-separated file (where they stand in quotes) 1,234 is far more
 * likely one thousand and something.
 */
export function detectDecimalComma(rows: readonly SampleRow[], delimiter: string): boolean {
  const times = { comma: 0, point: 0, 'either comma': 0, 'either point': 0 };
  for (const { cells } of rows) {
    for (const cell of cells) {
      const evidence = decimalEvidence(cell);
      if (evidence) times[evidence]++;
    }
  }
  if (times.comma !== times.point) return times.comma > times.point;
  return delimiter !== ',' && times['either comma'] > times['either point'];
}
