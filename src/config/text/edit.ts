/**
 * Changing a value in the text of a `.nnconfig`: the least edit that does it. What is equal is not touched, lists and objects are
 * changed entry by entry, comments, order and indentation stay. Commands, the panel and `--set` all write through here.
 */
import { localize } from '../wording/localize.ts';
import { configDocument } from './configDocument.ts';
import { indentationAt, insertEntry, removeEntry } from './container.ts';
import { sameValue } from './difference.ts';
import { ConfigError } from './errors.ts';
import { keyAt } from '../schema/keyTable.ts';
import { render, styleOf } from './render.ts';
import { EditChain, type TextEdit } from './textEdit.ts';
import { type Node, nodeAt, nodeValue, type Path } from './tree.ts';

/**
 * Edits that give the key at `path` a value, creating the objects above it where they are missing.
 * @throws ConfigError when the text cannot be edited (it is no object, or has no such list element).
 */
export function setValue(text: string, path: Path, value: unknown): TextEdit[] {
  return setValues(text, [{ path, value }]);
}

/** Several values as one set of edits of the same text; `undefined` removes a key. */
export function setValues(
  text: string,
  settings: readonly { readonly path: Path; readonly value: unknown }[],
): TextEdit[] {
  const chain = new EditChain(text);
  for (const { path, value } of settings) {
    if (value === undefined) remove(chain, path);
    else set(chain, path, value);
  }
  return chain.edits();
}

/** Edits that remove the key at `path`, so that its default counts; none when it is absent. */
export function removeValue(text: string, path: Path): TextEdit[] {
  return setValues(text, [{ path, value: undefined }]);
}

function set(chain: EditChain, path: Path, value: unknown): void {
  const { text } = chain;
  const { root } = configDocument(text);
  const node = nodeAt(root, path);
  if (node) change(chain, path, node, value);
  else if (!root && text.trim() === '')
    chain.push([{ offset: text.length, length: 0, text: render(nested(path, value, 0), styleOf(text), '') }]);
  else create(chain, path, value);
}

/** Lists and objects of more entries are written anew as a whole: each entry changed by itself costs a look at the whole text. */
const maxEntries = 200;

/** Makes an existing value equal `value`, leaving the parts that already are. */
function change(chain: EditChain, path: Path, node: Node, value: unknown): void {
  if (sameValue(nodeValue(node), value)) return;
  const both = (type: 'object' | 'array') =>
    (node.children?.length ?? 0) <= maxEntries &&
    node.type === type &&
    typeof value === 'object' &&
    value !== null &&
    Array.isArray(value) === (type === 'array');
  if (both('array')) {
    const length = (value as unknown[]).length;
    for (let index = (node.children?.length ?? 0) - 1; index >= length; index--) remove(chain, [...path, index]);
    for (const [index, entry] of (value as unknown[]).entries()) set(chain, [...path, index], entry);
  } else if (both('object')) {
    for (const property of node.children ?? []) {
      const key = property.children?.[0]?.value as string;
      if (!Object.hasOwn(value as object, key)) remove(chain, [...path, key]);
    }
    for (const [key, entry] of Object.entries(value as object)) {
      if (entry === undefined) remove(chain, [...path, key]);
      else set(chain, [...path, key], entry);
    }
  } else {
    const { text } = chain;
    chain.push([
      {
        offset: node.offset,
        length: node.length,
        text: render(value, styleOf(text), indentationAt(text, node.offset)),
      },
    ]);
  }
}

/** Adds a value that is absent to the innermost object or list on its path that is there. */
function create(chain: EditChain, path: Path, value: unknown): void {
  const { text } = chain;
  const { root } = configDocument(text);
  let depth = path.length - 1;
  while (depth > 0 && !nodeAt(root, path.slice(0, depth))) depth--;
  const container = nodeAt(root, path.slice(0, depth));
  const name = path[depth];
  if (!container || name === undefined) throw noObject();
  if (container.type !== (typeof name === 'number' ? 'array' : 'object')) {
    if (depth === 0) throw noObject();
    change(chain, path.slice(0, depth), container, nested(path, value, depth));
    return;
  }
  const count = container.children?.length ?? 0;
  if (typeof name === 'number' && name > count) throw noEntry(path.slice(0, depth), count, name);
  const style = styleOf(text);
  const inner = nested(path, value, depth + 1);
  chain.push(
    insertEntry(
      text,
      container,
      style,
      (indentation) =>
        `${typeof name === 'string' ? `${JSON.stringify(name)}: ` : ''}${render(inner, style, indentation)}`,
    ),
  );
}

function noObject(): ConfigError {
  return new ConfigError(localize('The configuration cannot be edited because its text is not an object in braces.'));
}

function noEntry(list: Path, count: number, index: number): ConfigError {
  return new ConfigError(
    localize('"{0}" has {1} entries; there is no entry {2} (they count from 0).', list.join('.'), count, index),
  );
}

/** The value inside the objects and lists that `path` names from `depth` on, made complete by defaults and required keys. */
function nested(path: Path, value: unknown, depth: number): unknown {
  const name = path[depth];
  if (name === undefined) return value;
  const inner = nested(path, value, depth + 1);
  const key = keyAt(path.slice(0, depth));
  if (typeof name === 'number') {
    const list: unknown[] = Array.isArray(key?.default) ? structuredCopy(key.default) : [];
    if (name > list.length) throw noEntry(path.slice(0, depth), list.length, name);
    const given = path[depth + 1];
    // The default's other keys stay: what was only implied is now written down.
    list[name] =
      given !== undefined && isObject(inner) && isObject(list[name]) ? { ...list[name], [given]: inner[given] } : inner;
    return list;
  }
  const required: Record<string, unknown> = {};
  for (const child of key && depth > 1 ? key.children : []) {
    const info = keyAt([...path.slice(0, depth), child]);
    if (info?.required && child !== name) required[child] = info.metadata.example;
  }
  return { ...required, [name]: inner };
}

function remove(chain: EditChain, path: Path): void {
  const { text } = chain;
  const { root } = configDocument(text);
  const container = nodeAt(root, path.slice(0, -1));
  const name = path.at(-1);
  const children = container?.children ?? [];
  const index =
    typeof name === 'number' ? name : children.findLastIndex((property) => property.children?.[0]?.value === name);
  if (container && index >= 0 && index < children.length) chain.push(removeEntry(text, container, index));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function structuredCopy(value: readonly unknown[]): unknown[] {
  return value.map((entry) => (isObject(entry) ? { ...entry } : entry));
}
