/** Where in a table's text the name of a column stands, and its first value: what "go to definition" and problems lead to. */

export interface CellPlace {
  /** Both 0-based, in UTF-16 units, as editors count. */
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/**
 * A cell of the first rows.
 * @param head the beginning of the file, at least its first lines that are not blank
 * @param delimiter as the summary has it
 * @param index of the column in the file, 0-based
 * @param row 0 is the first line that is not blank
 * @returns `null` when there is no such cell
 */
export function headerCell(head: string, delimiter: string, index: number, row = 0): CellPlace | null {
  let position = lineBegin(head, /^\uFEFF/.test(head) ? 1 : 0);
  for (let line = 0, column = 0; ; column++) {
    const { end, next } = cellAt(head, position, delimiter);
    if (line === row && column === index) return placeOf(head, trimmed(head, position, end));
    if (next !== null) position = next;
    else if (line === row || end >= head.length) return null;
    else {
      position = lineBegin(head, end);
      line++;
      column = -1;
    }
  }
}

/** Where the next line that is not blank begins, from a line's end or the beginning on. */
function lineBegin(text: string, from: number): number {
  const blank = /(?:[ \t]*(?:\r\n|\r|\n))*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

/** The end of the cell at `from`, and where the next one of its row begins. */
function cellAt(text: string, from: number, delimiter: string): { end: number; next: number | null } {
  let position = from;
  while (text[position] === ' ' && delimiter !== ' ') position++;
  if (text[position] === '"') {
    const quoted = /"(?:[^"]|"")*(?:"|$)/y;
    quoted.lastIndex = position;
    position += quoted.exec(text)?.[0].length ?? 0;
  }
  while (position < text.length && text[position] !== delimiter && text[position] !== '\n' && text[position] !== '\r')
    position++;
  return { end: position, next: text[position] === delimiter ? position + 1 : null };
}

/** Without the blanks around it. */
function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  let [start, end] = [from, to];
  while (start < end && /[ \t]/.test(text[start] ?? '')) start++;
  while (end > start && /[ \t]/.test(text[end - 1] ?? '')) end--;
  return { from: start, to: end };
}

function placeOf(text: string, { from, to }: { from: number; to: number }): CellPlace {
  const before = text.slice(0, from);
  const lines = before.match(/\r\n|\r|\n/g)?.length ?? 0;
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { line: lines, character: from - lineStart, length: to - from };
}
