/** What grows around the cursor when the selection is expanded: a word, its quotes, key and value, what brackets hold, the brackets. */
import { configDocument } from '../text/configDocument.ts';
import type { Node } from '../text/tree.ts';

export interface Span {
  /** In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** From the smallest to the whole text, each within the next and larger than the one before. */
export function selectionSpans(text: string, offset: number): readonly Span[] {
  const spans: Span[] = [{ offset: 0, length: text.length }];
  const add = (span: Span): void => {
    const last = spans.at(-1);
    if (holds(span, offset) && last && span.length < last.length) spans.push(span);
  };
  const walk = (node: Node): void => {
    if (!holds(node, offset)) return;
    add(node);
    if (hasEnds(node)) add({ offset: node.offset + 1, length: Math.max(0, node.length - 2) });
    node.children?.forEach(walk);
  };
  const { root } = configDocument(text);
  if (root) walk(root);
  return spans.reverse();
}

/** Brackets or quotes. */
function hasEnds({ type }: Node): boolean {
  return type === 'object' || type === 'array' || type === 'string';
}

function holds(span: Span, offset: number): boolean {
  return offset >= span.offset && offset <= span.offset + span.length;
}
