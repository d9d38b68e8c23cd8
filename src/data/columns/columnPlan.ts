/** What is known of a column before its cells are: its name, and what the configuration says of it. */
import { isMissing } from '../csv/missing.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import type { ColumnType } from './summary.ts';

export interface ColumnPlan {
  readonly name: string;
  readonly index: number;
  /** The header gave no name. */
  readonly unnamed: boolean;
  /** Columns of the table. */
  readonly columns: number;
  /** The unit that the header gives. */
  readonly unit: string | null;
  /** The type that the configuration demands. */
  readonly type: ColumnType | undefined;
  /** Its numbers are dates. */
  readonly holdsDates?: boolean;
  readonly spellings: Spellings;
  /** Whether a word of the column means that there is no value. */
  readonly isMissing: (word: string) => boolean;
  /** Numbers that mean that there is no value. */
  readonly missingNumbers: ReadonlySet<number>;
}

export const spellingPolicies = ['merge', 'keep'] as const;
export type Spellings = (typeof spellingPolicies)[number];

/** A list for all columns, or one a column; absent: the usual words. */
export type MissingWords = readonly string[] | Readonly<Record<string, readonly string[]>>;

export interface Findings {
  readonly rows: number;
  readonly lineOfRow: Uint32Array;
  readonly decimalComma: boolean;
  readonly log: RepairLog;
  /** Words that mean "missing" in columns of numbers of this table: there they are no levels of a category either. */
  readonly missingAmongNumbers: ReadonlySet<string>;
}

/**
 * The words that mean "no value" in a column: exactly those listed for it. An empty cell is one of them unless the column has a list of its
 * own without "".
 */
export function missingRule(
  missingWords: MissingWords | undefined,
  name: string,
): Pick<ColumnPlan, 'isMissing' | 'missingNumbers'> {
  const isForAll = Array.isArray(missingWords);
  const hasOwn = !isForAll && missingWords && Object.hasOwn(missingWords, name);
  const own = hasOwn ? (missingWords as Record<string, readonly string[]>)[name] : undefined;
  const listed = isForAll ? ['', ...missingWords] : own;
  if (!listed) return { isMissing, missingNumbers: new Set() };
  const words = new Set(listed.map(keyOf));
  const numbers = listed.filter((word) => word.trim() !== '').map((word) => Number(word.replace('−', '-')));
  return { isMissing: (word) => words.has(keyOf(word)), missingNumbers: new Set(numbers.filter(Number.isFinite)) };
}

function keyOf(word: string): string {
  return word.trim().toLowerCase();
}
