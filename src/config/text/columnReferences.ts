/** Where a configuration names columns of its table: under `target`, in `features`, as keys of `types`. */
import { configDocument } from './configDocument.ts';
import { keyNodeAt, type Node, nodeAt, type Path, locate } from './tree.ts';
import { columnMaps, isColumnMap } from '../schema/keyTable.ts';
import type { TextEdit } from './textEdit.ts';

export interface ColumnReference {
  readonly name: string;
  readonly path: Path;
  /** The name with its quotes, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** Every reference in the text, in its order. */
export function columnReferences(text: string): readonly ColumnReference[] {
  const { root } = configDocument(text);
  const target = nodeAt(root, ['data', 'target']);
  const targets: ColumnReference[] =
    target?.type === 'array' ? elements(target, ['data', 'target']) : named(target, ['data', 'target']);
  const features = elements(nodeAt(root, ['data', 'features']), ['data', 'features']);
  const types = columnMaps.flatMap((map) => keysOf(nodeAt(root, ['data', map]), map));
  return [...targets, ...features, ...types].sort((a, b) => a.offset - b.offset);
}

/** The column named at an offset, or `null`. */
export function columnReferenceAt(text: string, offset: number): ColumnReference | null {
  const { root } = configDocument(text);
  const position = locate(root, offset);
  if (!position || !namesColumn(position.path, position.onKey)) return null;
  const node = position.onKey ? keyNodeAt(root, position.path) : position.node;
  return named(node, position.path)[0] ?? null;
}

/** All that name the same column as the text at an offset; none where no column is named. */
export function sameColumn(text: string, offset: number): readonly ColumnReference[] {
  const reference = columnReferenceAt(text, offset);
  return reference ? columnReferences(text).filter(({ name }) => name === reference.name) : [];
}

/** Whether a key or value at such a path is the name of a column. */
export function namesColumn([part, name, index, ...deeper]: Path, onKey: boolean): boolean {
  if (part !== 'data' || deeper.length > 0) return false;
  if (isColumnMap(name)) return onKey && index !== undefined;
  if (onKey) return false;
  return name === 'target' || (name === 'features' && index !== undefined);
}

/** The columns that an object names by its keys. */
function keysOf(object: Node | undefined, map: string): ColumnReference[] {
  if (object?.type !== 'object') return [];
  return (object.children ?? []).flatMap((property) => {
    const key = property.children?.[0];
    return named(key, ['data', map, String(key?.value)]);
  });
}

/** Edits that call a column by another name everywhere; comments and layout stay. */
export function renameColumn(text: string, from: string, to: string): TextEdit[] {
  return columnReferences(text)
    .filter((reference) => reference.name === from)
    .map(({ offset, length }) => ({ offset, length, text: JSON.stringify(to) }));
}

function elements(list: Node | undefined, path: Path): ColumnReference[] {
  return list?.type === 'array' ? (list.children ?? []).flatMap((node, index) => named(node, [...path, index])) : [];
}

function named(node: Node | undefined, path: Path): ColumnReference[] {
  if (node?.type !== 'string') return [];
  return [{ name: node.value as string, path, offset: node.offset, length: node.length }];
}
