/** Keys in the order of the schema. Each key takes the comments above it and behind it along. */
import { configDocument } from './configDocument.ts';
import { commaAfter, endOfLineComments } from './container.ts';
import { keyAt } from '../schema/keyTable.ts';
import { schemaNode } from '../schema/schemaTree.ts';
import type { TextEdit } from './textEdit.ts';
import type { Node, Path } from './tree.ts';

/** Edits that sort the keys of every object; none when they are sorted or the syntax is broken. Unknown keys come last, as they were. */
export function sortKeys(text: string): TextEdit[] {
  const { root, syntax: problems } = configDocument(text);
  if (!root || problems.length > 0) return [];
  return editsBelow(text, root, []);
}

/** One edit for each outermost object whose own keys are out of order. */
function editsBelow(text: string, node: Node, path: Path): TextEdit[] {
  if (node.type === 'object' && orderOf(node, path)) {
    const sorted = sortedText(text, node, path);
    if (sorted !== null) return [{ offset: node.offset, length: node.length, text: sorted }];
  }
  return childrenOf(node, path).flatMap(({ child, at }) => editsBelow(text, child, at));
}

/** The text of a value with everything inside it sorted. */
function textOf(text: string, node: Node, path: Path): string {
  const edits = editsBelow(text, node, path);
  let result = '';
  let position = node.offset;
  for (const edit of edits) {
    result += text.slice(position, edit.offset) + edit.text;
    position = edit.offset + edit.length;
  }
  return result + text.slice(position, node.offset + node.length);
}

interface Child {
  readonly child: Node;
  readonly at: Path;
}

function childrenOf(node: Node, path: Path): Child[] {
  return (node.children ?? []).flatMap((child, index) => {
    if (node.type === 'array') return [{ child, at: [...path, index] }];
    const [key, value] = child.children ?? [];
    return key && value ? [{ child: value, at: [...path, String(key.value)] }] : [];
  });
}

/** Positions of the properties in sorted order, or `null` when they stand so already or there is no order for them. */
function orderOf(node: Node, path: Path): readonly number[] | null {
  const known = path.length === 0 ? Object.keys(schemaNode().properties ?? {}) : (keyAt(path)?.children ?? []);
  const ranks = (node.children ?? []).map((property) => {
    const rank = known.indexOf(String(property.children?.[0]?.value));
    return rank < 0 ? known.length : rank;
  });
  if (known.length === 0 || ranks.every((rank, index) => index === 0 || (ranks[index - 1] ?? 0) <= rank)) return null;
  return ranks.map((_, index) => index).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
}

/** A property with the blanks and comments before it, and what follows its comma on the line. */
interface Piece {
  readonly body: string;
  readonly tail: string;
}

function sortedText(text: string, node: Node, path: Path): string | null {
  const order = orderOf(node, path) ?? [];
  const first = node.offset + 1;
  // A comment behind the brace is about the object, not about its first key.
  let position = endOfLineComments(text, first);
  const opening = text.slice(node.offset, position);
  const properties = node.children ?? [];
  let lastComma = false;
  const pieces = properties.map((property): Piece => {
    const value = property.children?.[1] ?? property;
    const end = value.offset + value.length;
    const comma = commaAfter(text, end);
    lastComma = comma !== undefined;
    const stop = endOfLineComments(text, comma === undefined ? end : comma + 1);
    const leading = text.slice(position, value.offset);
    const body =
      leading + textOf(text, value, [...path, String(property.children?.[0]?.value)]) + text.slice(end, comma ?? end);
    const piece = { body, tail: text.slice(comma === undefined ? end : comma + 1, stop) };
    position = stop;
    return piece;
  });
  const closing = text.slice(position, node.offset + node.length);
  if (!canMove(pieces, closing)) return null;
  const moved = order.map((index, i) => {
    const { body, tail } = pieces[index] ?? { body: '', tail: '' };
    return body + (i < order.length - 1 || lastComma ? ',' : '') + tail;
  });
  return opening + moved.join('') + closing;
}

/** After a comment that takes the rest of its line the next thing must begin on a new one. */
function canMove(pieces: readonly Piece[], closing: string): boolean {
  const ownLine = (part: string) => /^[ \t]*[\r\n]/.test(part);
  const lineComment = pieces.some(({ body, tail }) => /\/\/[^\r\n]*$/.test(tail) || /\/\/[^\r\n]*$/.test(body));
  return !lineComment || (pieces.every(({ body }) => ownLine(body)) && ownLine(closing));
}
