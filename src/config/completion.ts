/** What can be written at a place: keys with snippets, words with their meaning, values that make sense, columns and files that exist. */
import { getLocation, type Location } from 'jsonc-parser';
import type { ColumnSummary, TableSummary } from '../data/summary.ts';
import { isNumeric } from './columnProblems.ts';
import { namesColumn } from './columnReferences.ts';
import { effectTexts } from './about.ts';
import { type KeyInfo, keyAt, schemaNode } from './keyTable.ts';
import { keyText } from './keyText.ts';
import { columnText } from './dataText.ts';
import { nodeAt, type Path, readTree } from './tree.ts';

export interface Completion {
  readonly label: string;
  /** Shown dimly behind the label; may be "". */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  readonly kind: 'key' | 'value' | 'word' | 'column' | 'file';
  /** What is written, in the syntax of snippets: `"learningRate": ${1:0.01}`. */
  readonly snippet: string;
  /** What it replaces, in UTF-16 units; `filter` is compared with the text that stands there. */
  readonly offset: number;
  readonly length: number;
  readonly filter: string;
  /** Whether the JSON Schema alone would say the same: an editor that completes from the schema leaves these out. */
  readonly fromSchema: boolean;
  /** In the order to be shown, from 0. */
  readonly rank: number;
}

type Draft = Omit<Completion, 'offset' | 'length' | 'rank' | 'filter'>;

/**
 * Completions at an offset of a text that may be half typed.
 * @param files tables beside the configuration, as it would name them
 */
export function completionsAt(
  text: string,
  offset: number,
  summary: TableSummary | null,
  files: readonly string[] = [],
): readonly Completion[] {
  const { root, problems } = readTree(text);
  if (problems.some(({ code }) => code !== 'syntax')) return [];
  const location = getLocation(text, offset);
  const range = rangeAt(text, offset, location);
  const drafts = location.isAtPropertyKey
    ? keyDrafts(text, location.path, range, summary, (path) => nodeAt(root, path)?.children ?? [])
    : valueDrafts(location.path, summary, files, listed(root, location.path));
  return drafts.map((draft, rank) => ({
    ...draft,
    ...range,
    filter: range.length > 0 && text[range.offset] === '"' ? JSON.stringify(draft.label) : draft.label,
    rank,
  }));
}

/** The word or text the cursor is in; nothing in front of a value yet to come. */
function rangeAt(text: string, offset: number, { previousNode: node }: Location): { offset: number; length: number } {
  if (node && offset >= node.offset && offset <= node.offset + node.length && node.type !== 'object' && node.type !== 'array')
    return { offset: node.offset, length: node.length };
  const start = offset - (/[\w.+-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0);
  return { offset: start, length: offset - start };
}

/** Names already in the list that the cursor is in. */
function listed(root: ReturnType<typeof readTree>['root'], path: Path): ReadonlySet<unknown> {
  const list = typeof path.at(-1) === 'number' ? nodeAt(root, path.slice(0, -1)) : undefined;
  const index = path.at(-1);
  return new Set((list?.children ?? []).filter((_, at) => at !== index).map((node) => node.value as unknown));
}

type Children = (path: Path) => readonly { readonly children?: readonly { readonly value?: unknown }[] }[];

function keyDrafts(
  text: string,
  path: Path,
  range: { offset: number; length: number },
  summary: TableSummary | null,
  childrenAt: Children,
): Draft[] {
  const parent = path.slice(0, -1);
  const here = path.at(-1);
  const present = new Set(childrenAt(parent).map((property) => property.children?.[0]?.value));
  // A key that has its colon already keeps its value.
  const bare = /^\s*:/.test(text.slice(range.offset + range.length, range.offset + range.length + 50));
  const comma =
    !bare &&
    /^(?:\s|\/\*[\s\S]{0,200}?\*\/|\/\/[^\r\n]*)*"/.test(text.slice(range.offset + range.length, range.offset + range.length + 400))
      ? ','
      : '';
  const end = (snippet: string, name: string) => (bare ? JSON.stringify(name) : snippet) + comma;
  if (parent.join('.') === 'data.types') {
    return (summary?.columns ?? [])
      .filter(({ name }) => !present.has(name) || name === here)
      .map((column) => columnDraft(column, end(`${escaped(JSON.stringify(column.name))}: "\${1:category}"`, column.name)));
  }
  const names = parent.length === 0 ? Object.keys(schemaNode().properties ?? {}) : (keyAt(parent)?.children ?? []);
  return names
    .filter((name) => !present.has(name) || name === here)
    .flatMap((name) => {
      const key = keyAt([...parent, name]);
      return key ? [keyDraft(key, end(`${JSON.stringify(name)}: ${snippetOf(key)}`, name))] : [];
    });
}

function keyDraft(key: KeyInfo, snippet: string): Draft {
  const detail = key.default === undefined || key.kind === 'object' ? '' : JSON.stringify(key.default);
  return { label: key.name, detail, documentation: keyText(key), kind: 'key', snippet, fromSchema: true };
}

/** The value as a snippet: the word or number selected, the cursor inside of brackets. */
function snippetOf({ kind, about, options }: KeyInfo): string {
  switch (kind) {
    case 'object':
      return '{ $1 }';
    case 'map':
      return '{ $1 }';
    case 'list':
      return '[$1]';
    case 'enum':
      return `"\${1|${[...new Set([String(about.example), ...options])].map(escapedChoice).join(',')}|}"`;
    case 'boolean':
      return `\${1|${about.example === true ? 'true,false' : 'false,true'}|}`;
    case 'string':
    case 'target':
      return '"$1"';
    default:
      return `\${1:${JSON.stringify(about.example)}}`;
  }
}

function valueDrafts(path: Path, summary: TableSummary | null, files: readonly string[], taken: ReadonlySet<unknown>): Draft[] {
  if (namesColumn(path, false)) {
    const several = path.length > 2 && path[1] === 'target';
    return (summary?.columns ?? [])
      .filter((column) => !taken.has(column.name) && !(several && !isNumeric(column)))
      .map((column) => columnDraft(column, escaped(JSON.stringify(column.name))));
  }
  const key = keyAt(path);
  if (!key) return [];
  if (key.path === 'data.file') return files.map(fileDraft);
  if (key.path === 'network.layers.*') return layerDrafts();
  const words: readonly unknown[] = key.kind === 'boolean' ? [true, false] : key.options;
  if (words.length > 0) return words.map((word) => wordDraft(key, word));
  const values = new Set([
    ...(key.about.suggestions ?? []),
    ...(key.default === undefined || typeof key.default === 'object' ? [] : [key.default]),
  ]);
  return [...values].map((value) => valueDraft(key, value));
}

function columnDraft(column: ColumnSummary, snippet: string): Draft {
  return { label: column.name, detail: column.type, documentation: columnText(column), kind: 'column', snippet, fromSchema: false };
}

function fileDraft(file: string): Draft {
  return { label: file, detail: '', documentation: '', kind: 'file', snippet: escaped(JSON.stringify(file)), fromSchema: false };
}

function layerDrafts(): Draft[] {
  const units = keyAt(['network', 'layers', 0, 'units']);
  const documentation = keyAt(['network', 'layers', 0])?.about.description ?? '';
  return (units?.about.suggestions ?? []).map((count) => ({
    label: `${count} units`,
    detail: 'hidden layer',
    documentation,
    kind: 'value',
    snippet: `{ "units": \${1:${count}}, "activation": "\${2|${(keyAt(['network', 'layers', 0, 'activation'])?.options ?? []).join(',')}|}" }`,
    fromSchema: false,
  }));
}

function wordDraft(key: KeyInfo, word: unknown): Draft {
  const documentation = key.about.words?.[String(word)] ?? key.about.description;
  const detail = word === key.default ? 'default' : '';
  return { label: String(word), detail, documentation, kind: 'word', snippet: escaped(JSON.stringify(word)), fromSchema: true };
}

function valueDraft(key: KeyInfo, value: unknown): Draft {
  const detail = [value === key.default ? 'default' : '', key.about.unit ?? ''].filter((part) => part !== '').join(', ');
  const documentation = `${key.about.description} ${effectTexts[key.about.effect]}`;
  return { label: String(value), detail, documentation, kind: 'value', snippet: escaped(JSON.stringify(value)), fromSchema: true };
}

/** Text as it is, in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapedChoice(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\\$},|]/g, '\\$&');
}
