/** What may be told to the reader; what is absent is found out. */
import type { MissingWords, Spellings } from '../columns/columnPlan.ts';
import type { ColumnType } from '../columns/summary.ts';
import type { Quote } from '../csv/dialect.ts';
import type { Utf8Options } from '../csv/encoding.ts';

export interface TableOptions {
  /** One character, "::" or "spaces" (runs of blanks and tabs). */
  readonly delimiter?: string | undefined;
  /** Encloses cells; "" when nothing does. */
  readonly quote?: Quote | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly header?: boolean | undefined;
  /** Rows of the header: their names are joined. Says more than `header`. */
  readonly headerRows?: number | undefined;
  /** Lines above the table. */
  readonly skipLines?: number | undefined;
  /** What begins a line that is no row; "" for nothing. */
  readonly comment?: string | undefined;
  readonly encoding?: string | undefined;
  /** Types of columns by name, where the rules would decide otherwise. */
  readonly types?: Readonly<Record<string, ColumnType>> | undefined;
  /** Words that mean "no value", for all columns or by column. */
  readonly missingWords?: MissingWords | undefined;
  /** Whether spellings of a word are made one. */
  readonly spellings?: Spellings | undefined;
}

export const tableKeys = [
  'delimiter',
  'quote',
  'decimal',
  'header',
  'headerRows',
  'skipLines',
  'comment',
  'encoding',
  'types',
  'missingWords',
  'spellings',
] as const satisfies readonly (keyof TableOptions)[];

/** What of `given` says how a table is read; keys without a value, or with the one that is implied, are left out. */
export function tableOptionsOf<T extends TableOptions>(given: T): Pick<T, (typeof tableKeys)[number]> {
  const entries = tableKeys
    .filter((key) => given[key] !== undefined && given[key] !== 'merge')
    .map((key) => [key, given[key]]);
  return Object.fromEntries(entries) as Pick<T, (typeof tableKeys)[number]>;
}

export interface ReadOptions extends Utf8Options, TableOptions {}
