/** How the cells of a file are parted and quoted. */

/** "spaces" stands for runs of blanks and tabs, as in tables that are aligned for the eye. */
export const spaces = 'spaces';

/** In the order in which a draw is decided: a comma may be a decimal mark or part of a text, a tab never is. */
export const delimiters = ['\t', ';', '|', '^', '~', '::', ',', ' ', spaces] as const;

export const quotes = ['"', "'", ''] as const;
export type Quote = (typeof quotes)[number];

export interface Dialect {
  /** One character, "::" or "spaces". */
  readonly delimiter: string;
  /** What encloses cells; "" when nothing does. */
  readonly quote: Quote;
  /** A backslash before a quote inside a quoted cell makes it an ordinary character. */
  readonly backslash: boolean;
}

/** Stands in the bytes where "::" or blanks parted cells: ASCII's own sign for it. */
export const unitSeparator = 31;

/** Delimiters of several bytes are replaced by one before anything else reads the bytes. */
export function isRewritten({ delimiter }: Pick<Dialect, 'delimiter'>): boolean {
  return delimiter.length > 1;
}

/** The byte that parts cells for the lexer. */
export function delimiterByte(dialect: Pick<Dialect, 'delimiter'>): number {
  return isRewritten(dialect) ? unitSeparator : dialect.delimiter.charCodeAt(0);
}

/** The byte that encloses cells; −1 for none. */
export function quoteByte({ quote }: Pick<Dialect, 'quote'>): number {
  return quote === '' ? -1 : quote.charCodeAt(0);
}
