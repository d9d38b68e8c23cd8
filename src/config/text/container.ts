/** Inserting into and removing from an object or list in the text, so that comments, commas and layout around stay as they are. */
import type { TextStyle } from './render.ts';
import type { TextEdit } from './textEdit.ts';
import type { Node } from './tree.ts';

/**
 * Adds an entry (rendered, with its key in an object) after the last one of the container. `entry` gets the indentation
 * it will stand at.
 */
export function insertEntry(
  text: string,
  container: Node,
  style: TextStyle,
  entry: (indentation: string) => string,
): TextEdit[] {
  const last = container.children?.at(-1);
  if (!last) return insertFirst(text, container, style, entry);
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const brokenUp = hasLineBreak(text.slice(container.offset, last.offset));
  if (!brokenUp) {
    const added = entry(indentationAt(text, container.offset));
    return comma === undefined
      ? [{ offset: end, length: 0, text: `, ${added}` }]
      : [{ offset: comma + 1, length: 0, text: ` ${added},` }];
  }
  const indentation = indentationAt(text, last.offset);
  const added = style.eol + indentation + entry(indentation);
  if (comma !== undefined) return [{ offset: endOfLineComments(text, comma + 1), length: 0, text: `${added},` }];
  const offset = endOfLineComments(text, end);
  if (offset === end) return [{ offset: end, length: 0, text: `,${added}` }];
  return [
    { offset: end, length: 0, text: ',' },
    { offset: offset, length: 0, text: added },
  ];
}

/** Adds an entry before the one at an index, in the manner of the list: on a line of its own when the entries have lines of their own. */
export function insertEntryBefore(
  text: string,
  container: Node,
  index: number,
  style: TextStyle,
  entry: (indentation: string) => string,
): TextEdit[] {
  const next = container.children?.[index];
  if (!next) return insertEntry(text, container, style, entry);
  const indentation = indentationAt(text, next.offset);
  const ownLine = text.slice(startOfLine(text, next.offset), next.offset).trim() === '';
  return [
    {
      offset: next.offset,
      length: 0,
      text: ownLine ? `${entry(indentation)},${style.eol}${indentation}` : `${entry(indentation)}, `,
    },
  ];
}

function insertFirst(
  text: string,
  container: Node,
  style: TextStyle,
  entry: (indentation: string) => string,
): TextEdit[] {
  const start = container.offset + 1;
  const end = Math.max(start, container.offset + container.length - 1);
  const inner = text.slice(start, end);
  const outer = indentationAt(text, container.offset);
  if (!hasLineBreak(inner)) {
    const pad = container.type === 'object' ? ' ' : '';
    if (inner.trim() === '') return [{ offset: start, length: inner.length, text: pad + entry(outer) + pad }];
    return [{ offset: start, length: 0, text: pad + entry(outer) }];
  }
  return [{ offset: start, length: 0, text: style.eol + outer + style.indent + entry(outer + style.indent) }];
}

/** Removes the entry at an index, its comma, and when it had its lines for itself these lines with the comment at their end. */
export function removeEntry(text: string, container: Node, index: number): TextEdit[] {
  const children = container.children ?? [];
  const child = children[index];
  if (!child) return [];
  const end = child.offset + child.length;
  const comma = commaAfter(text, end);
  const previous = children[index - 1];
  const edits: TextEdit[] = [];
  // The entry before becomes the last one: its comma goes, unless the list ended with a comma anyway.
  if (previous && index === children.length - 1 && comma === undefined) {
    const before = commaAfter(text, previous.offset + previous.length);
    if (before !== undefined) edits.push({ offset: before, length: 1, text: '' });
  }
  const { from, to } = removalRange(text, child.offset, comma === undefined ? end : comma + 1, previous !== undefined);
  return [...edits, { offset: from, length: to - from, text: '' }];
}

function removalRange(text: string, start: number, end: number, hasPrevious: boolean): { from: number; to: number } {
  const lineStart = startOfLine(text, start);
  const lineEnd = endOfLineComments(text, end);
  const afterLine = /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(lineEnd, lineEnd + 200));
  if (text.slice(lineStart, start).trim() === '' && lineStart > 0 && afterLine)
    return { from: lineStart, to: lineEnd + afterLine[0].length };
  const spacesAfter = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const closes = /^[\]}]/.test(text.slice(end + spacesAfter, end + spacesAfter + 1));
  if (!closes) return { from: start, to: end + spacesAfter };
  const spacesBefore = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { from: start - spacesBefore, to: hasPrevious ? end : end + spacesAfter };
}

/** Offset of the comma that follows, comments and blanks skipped; `undefined` when something else does. */
export function commaAfter(text: string, offset: number): number | undefined {
  const skipped = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*/.exec(text.slice(offset))?.[0].length ?? 0;
  return text[offset + skipped] === ',' ? offset + skipped : undefined;
}

/** The end of the comments that follow on the same line (and of what stands there), or `offset` itself when there are none. */
export function endOfLineComments(text: string, offset: number): number {
  const match = /^(?:[ \t]*\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(?:[ \t]*\/\/[^\r\n]*)?/.exec(text.slice(offset));
  return offset + (match?.[0].length ?? 0);
}

/** The blanks the line of an offset begins with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(startOfLine(text, offset)))?.[0] ?? '';
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function hasLineBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}
