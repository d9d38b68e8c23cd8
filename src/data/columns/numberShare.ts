/** When a column counts as one of numbers although some of its cells are none. */

/** Of the values of a column, this share has to be numbers (or dates) for any others to count as slips of the pen. */
export const typicalShare = 0.95;
/** Fewer numbers are enough when the others are the same few words: "n.d.", "missing". */
const minShare = 0.6;
const fewWords = 3;
const smallTable = 20;
/** Of the numbers, so many with one unit make it the column's; the others were written without it. */
const unitShare = 0.5;

export interface CellCounts {
  readonly numbers: number;
  /** Different numbers, as far as they were counted; absent when they are many. */
  readonly differentNumbers?: number;
  /** Cells that are no numbers, and how many different words they are; limits such as <0.5 are one word. */
  readonly others: number;
  readonly differentOthers: number;
  /** Cells like 007. */
  readonly leadingZeros: number;
}

export function isNumberColumn(counts: CellCounts): boolean {
  const { numbers, others, differentOthers, leadingZeros, differentNumbers = Infinity } = counts;
  if (numbers === 0 || isCodeShare(leadingZeros, numbers)) return false;
  const values = numbers + others;
  if (numbers >= typicalShare * values) return true;
  if (numbers < minShare * values) return false;
  // 1, 2, 3, A, B are levels of one kind, not numbers with slips.
  if (differentNumbers < 3 || differentNumbers <= 2 * differentOthers) return false;
  return differentOthers <= (values < smallTable ? 1 : fewWords);
}

/** Whether this many cells like 007 make a column one of codes: a hundredth of its values. */
export function isCodeShare(leadingZeros: number, values: number): boolean {
  return leadingZeros > 0 && leadingZeros * 100 >= values;
}

/** Whether a unit that so many of the numbers have is that of all of them. */
export function isUnitOfColumn(withUnit: number, numbers: number): boolean {
  return withUnit > 0 && withUnit >= unitShare * numbers;
}

/** "<0.5", "> 100", "≤ 3 mg/l": less or more than can be measured. */
export function isDetectionLimit(text: string): boolean {
  return /^\s*(?:[<>≤≥]|&lt;|&gt;)\s*=?\s*\d/.test(text);
}

const markBefore = /^\s*(~|≈|±|c(?:a|irca)?\.?|approx\.?|about|etwa|약)\s*[+-]?\d[\d.,]*\s*$/i;
const markBehind = /^\s*[+-]?\d[\d.,]*\s*(\*+|[†‡?¹²³]|\[\w{1,3}\])\s*$/;

/** "~" of "~4.2", "*" of "4.2*", "[" of "17[1]": a number with a note to it; `null` for any other text. */
function noteOf(text: string): string | null {
  const mark = markBefore.exec(text)?.[1] ?? markBehind.exec(text)?.[1]?.replace(/^\[.*/, '[');
  return mark?.toLowerCase() ?? null;
}

/** What counts as the same word among numbers. @param unit of a number that has another than its column */
export function otherKey(text: string, unit = ''): string {
  // 12A, 14B are names of places, no numbers with the units A and B.
  if (unit !== '' && !/^\p{Lu}$/u.test(unit)) return unit;
  return isDetectionLimit(text) ? '<' : (noteOf(text) ?? text.trim().toLowerCase());
}
