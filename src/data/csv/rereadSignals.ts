/** Signals, not errors for users: the file has to be read again from its beginning, knowing better. */

/** A cell's bytes are not UTF-8 although the file was taken for it. */
export class NotUtf8 extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is not UTF-8`);
    this.line = line;
  }
}

/** A quote at this place of the file opens a cell that never ends. */
export class OpenQuote extends Error {
  readonly position: number;
  readonly line: number;
  constructor(position: number, line: number) {
    super(`the quote in line ${line} never closes`);
    this.position = position;
    this.line = line;
  }
}

/** Rows beyond the first are written with the other decimal mark. */
export class OtherDecimalMark extends Error {
  readonly decimalComma: boolean;
  /** Where the other mark stands first. */
  readonly line: number;
  /** Numbers that this reading found; the other one must find as many. */
  readonly numbers: number;
  constructor(decimalComma: boolean, line: number, numbers: number) {
    super(`the decimal mark of line ${line} is the other one`);
    this.decimalComma = decimalComma;
    this.line = line;
    this.numbers = numbers;
  }
}

/** The table ends before the file does, which only the last rows show. */
export class EarlyEnd extends Error {
  /** Position of its end, in the bytes that the lexer reads. */
  readonly position: number;
  readonly parts: readonly EndPart[];
  constructor(position: number, parts: readonly EndPart[]) {
    super(`the table ends at byte ${position}`);
    this.position = position;
    this.parts = parts;
  }
}

/** Lines below a table that are none of its rows. */
export interface EndPart {
  readonly kind: 'secondTable' | 'notesBelow' | 'totalRow';
  readonly lines: readonly number[];
}
