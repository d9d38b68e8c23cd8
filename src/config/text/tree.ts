/**
 * Text → syntax tree, safely: size and depth are capped before anything recursive looks at the text, and values are built into objects
 * without a prototype, so that a key named `__proto__` is a key like any other.
 */
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { syntaxTexts } from './syntaxTexts.ts';
import { localize } from '../wording/localize.ts';

export type { Node } from 'jsonc-parser';
export type Path = readonly (string | number)[];

export const maxCharacters = 1_000_000;
export const maxDepth = 64;

export interface SyntaxProblem {
  readonly code: 'tooLarge' | 'tooDeep' | 'syntax';
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** Tokens of jsonc-parser's scanner that matter here (its enum is not for isolated modules). */
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const endOfFile = 17;

/** The tree (as far as it goes) and what is wrong with the syntax. Comments and trailing commas are fine. */
export function readTree(text: string): { root: Node | undefined; problems: SyntaxProblem[] } {
  if (text.length > maxCharacters) {
    const message = localize(
      'The configuration has {0} characters; at most {1} are read. A configuration describes a network and ' +
        'holds no data: is this the right file?',
      text.length,
      maxCharacters,
    );
    return { root: undefined, problems: [{ code: 'tooLarge', message, offset: 0, length: 1 }] };
  }
  const deep = offsetTooDeep(text);
  if (deep !== undefined) {
    const message = localize('Brackets are nested more than {0} deep here; a configuration needs five.', maxDepth);
    return { root: undefined, problems: [{ code: 'tooDeep', message, offset: deep, length: 1 }] };
  }
  const errors: ParseError[] = [];
  // A byte order mark is no part of the configuration; offsets stay.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const problems = firstOfEachLine(errors, text).map((error): SyntaxProblem => {
    const length = Math.min(error.length, text.length - error.offset);
    return { code: 'syntax', message: syntaxMessage(error, text), offset: error.offset, length };
  });
  return { root: root && problems.length > 0 ? clamped(root, text.length) : root, problems };
}

/** In broken texts the parser lets some nodes end behind the text. */
function clamped(node: Node, end: number): Node {
  const length = Math.max(0, Math.min(node.length, end - node.offset));
  return { ...node, length, ...(node.children ? { children: node.children.map((child) => clamped(child, end)) } : {}) };
}

/** One slip makes the parser complain several times; the first complaint of a line is the one that helps. */
function firstOfEachLine(errors: readonly ParseError[], text: string): ParseError[] {
  return errors.filter((error, index) => {
    const before = errors[index - 1];
    return !before || /[\r\n]/.test(text.slice(before.offset, error.offset));
  });
}

function offsetTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    if (token === openBrace || token === openBracket) {
      depth++;
      if (depth > maxDepth) return scanner.getTokenOffset();
    } else if (token === closeBrace || token === closeBracket) depth--;
  }
  return undefined;
}

function syntaxMessage(error: ParseError, text: string): string {
  const found = text.slice(error.offset, error.offset + Math.min(error.length, 20));
  if (text.trim() === '')
    return localize('The configuration is empty; expected {0}.', '{ "data": { "file": …, "target": … } }');
  const known = (syntaxTexts as Readonly<Record<string, string>>)[printParseErrorCode(error.error)];
  if (known) return localize(known);
  return found.startsWith("'")
    ? localize('Texts stand in double quotes, not in single ones.')
    : localize('Cannot read {0}; words stand in double quotes.', JSON.stringify(found));
}

/** The value of a tree, objects without prototype. Of a key given twice the last one counts, as in JSON.parse. */
export function nodeValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(nodeValue);
  if (node.type !== 'object') return node.value;
  const result: Record<string, unknown> = Object.create(null);
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key && value) result[key.value as string] = nodeValue(value);
  }
  return result;
}

/** The tree of a value that never was a text, so that both are described alike; all offsets are 0. Numbers may be infinite. */
export function valueNode(value: unknown): Node {
  const range = { offset: 0, length: 0 };
  if (Array.isArray(value)) return { ...range, type: 'array', children: value.map(valueNode) };
  if (value !== null && typeof value === 'object') {
    const children = Object.entries(value).map(([key, child]): Node => {
      return { ...range, type: 'property', children: [{ ...range, type: 'string', value: key }, valueNode(child)] };
    });
    return { ...range, type: 'object', children };
  }
  const type = typeof value;
  return { ...range, type: type === 'number' || type === 'boolean' || type === 'string' ? type : 'null', value };
}

/** The property node (key and value) of an object; the last one when the key is given twice. */
export function propertyOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === name);
}

/** The value node at a path, or `undefined`. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const part of path) {
    if (typeof part === 'number') node = node?.type === 'array' ? node.children?.[part] : undefined;
    else node = propertyOf(node, part)?.children?.[1];
  }
  return node;
}

/** The key's node (its quoted name) at a path, or `undefined` for list elements and absent keys. */
export function keyNodeAt(root: Node | undefined, path: Path): Node | undefined {
  const name = path.at(-1);
  return typeof name === 'string' ? propertyOf(nodeAt(root, path.slice(0, -1)), name)?.children?.[0] : undefined;
}

/** What the cursor is on: the innermost key, value or list element, with its path. */
export function locate(root: Node | undefined, offset: number): { path: Path; node: Node; onKey: boolean } | undefined {
  const inside = (node: Node) => offset >= node.offset && offset <= node.offset + node.length;
  const walk = (node: Node, path: Path): { path: Path; node: Node; onKey: boolean } | undefined => {
    if (node.type !== 'object' && node.type !== 'array') return { path, node, onKey: false };
    for (const [index, child] of (node.children ?? []).entries()) {
      if (!inside(child)) continue;
      if (node.type === 'array') return walk(child, [...path, index]);
      const [key, value] = child.children ?? [];
      if (key && inside(key)) return { path: [...path, key.value as string], node: key, onKey: true };
      if (key && value && inside(value)) return walk(value, [...path, key.value as string]);
    }
    return { path, node, onKey: false };
  };
  return root && inside(root) ? walk(root, []) : undefined;
}
