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
