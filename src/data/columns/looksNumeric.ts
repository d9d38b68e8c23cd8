/** Whether some cells of a column look like one of numbers: the guess that the reading begins with. */
import type { ColumnPlan } from './columnPlan.ts';
import { numbersOfWords } from './numberColumn.ts';
import { isNumberColumn } from './numberShare.ts';

/** What is a number whatever the rest of its column is, in a table with decimal points. */
const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A column without any value is as good as one of numbers. */
export function looksNumeric(cells: readonly string[], plan: ColumnPlan, decimalComma: boolean): boolean {
  if (!decimalComma && cells.every((cell) => plainNumber.test(cell) || plan.isMissing(cell))) return true;
  const times = new Map<string, number>();
  for (const cell of cells) if (!plan.isMissing(cell)) times.set(cell, (times.get(cell) ?? 0) + 1);
  const words = { words: [...times.keys()], counts: [...times.values()], codes: [], values: 0, missing: [] };
  const { counts } = numbersOfWords(words, plan, decimalComma);
  return counts.numbers + counts.others === 0 || isNumberColumn(counts);
}
