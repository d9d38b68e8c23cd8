/** What completion offers, and what it has to choose from. */
import type { TableSummary } from '../../data/columns/summary.ts';
import type { Cursor } from '../text/cursor.ts';

export interface Suggestion {
  readonly label: string;
  readonly kind: 'key' | 'word' | 'number' | 'column' | 'file' | 'folder' | 'snippet';
  /** What is inserted, in the syntax of snippets. */
  readonly snippet: string;
  /** A few words beside the label; "" when there is nothing to say. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** Whether more is to be chosen at once inside what was inserted. */
  readonly goesOn: boolean;
}

/** A table or a folder that can be named under "data.file": its path from the configuration, folders with a slash at the end. */
export type FileNames = readonly string[];

export interface Context {
  readonly cursor: Cursor;
  readonly summary: TableSummary | null;
  readonly files: FileNames;
  /** The value at the cursor's path as far as it can be read. */
  readonly present: unknown;
  /** The part "data", as it stands. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
}
