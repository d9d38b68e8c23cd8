/**
 * What can be written at the cursor: keys that are not there yet, words and sensible numbers, columns of the real
 * table, files beside it.
 */
import { configDocument } from '../text/configDocument.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { columnSuggestions, featureList } from './columnCompletion.ts';
import { cursorAt } from '../text/cursor.ts';
import { hyperparameters } from '../schema/hyperparameters.ts';
import { isColumnMap, isVaried, type KeyInfo, keyAt, keyTable } from '../schema/keyTable.ts';
import { keyText } from './keyText.ts';
import { escapeSnippet, valueSnippet, wholeConfig } from './snippets.ts';
import type { Context, FileNames, Suggestion } from './suggestion.ts';
import { pathOf } from '../text/setOption.ts';
import { nodeAt, nodeValue, type Path } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

export interface Completion {
  /** What is replaced, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** Where a comma is missing before it. */
  readonly commaBefore: number | null;
  /** The likeliest first. */
  readonly suggestions: readonly Suggestion[];
}

/**
 * @param summary of the data file, `null` while it is unknown
 * @param files what lies in the folder that is being typed
 */
export function completionAt(
  text: string,
  offset: number,
  summary: TableSummary | null,
  files: FileNames = [],
): Completion | null {
  const { root, syntax: problems } = configDocument(text);
  if (problems.some(({ code }) => code !== 'syntax')) return null;
  const cursor = cursorAt(text, offset);
  if (!cursor) return null;
  const value = root ? nodeAt(root, cursor.path) : undefined;
  const context: Context = {
    cursor,
    summary,
    files,
    present: value ? nodeValue(value) : undefined,
    data: dataOf(root),
    text,
  };
  const suggestions = cursor.at === 'key' ? keySuggestions(context) : valueSuggestions(context);
  const { length, commaBefore, commaAfter } = cursor;
  const end = commaAfter ? ',' : '';
  return {
    offset: cursor.offset,
    length,
    commaBefore,
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, snippet: suggestion.snippet + end })),
  };
}

/** Keys that name a file, and what file that is. */
const fileKeys: Readonly<Record<string, 'table' | 'network'>> = {
  'data.file': 'table',
  'network.initialization.file': 'network',
};

/** What file the value at the cursor names; `null` where it names none. */
export function fileKindAt(text: string, offset: number): 'table' | 'network' | null {
  const cursor = cursorAt(text, offset);
  return (cursor?.at === 'value' && fileKeys[cursor.path.join('.')]) || null;
}

/** Whether files of a folder are wanted at the cursor, and of which: "" or "tables/"; `null` when not. */
export function folderAt(text: string, offset: number): string | null {
  const cursor = cursorAt(text, offset);
  if (cursor?.at !== 'value' || !Object.hasOwn(fileKeys, cursor.path.join('.'))) return null;
  const typed = text.slice(cursor.offset, offset).replace(/^"/, '');
  return typed.slice(0, typed.lastIndexOf('/') + 1);
}

function dataOf(root: Parameters<typeof nodeAt>[0]): Readonly<Record<string, unknown>> {
  const node = nodeAt(root, ['data']);
  return node?.type === 'object' ? (nodeValue(node) as Record<string, unknown>) : {};
}

function keySuggestions(context: Context): Suggestion[] {
  const { cursor, present, text } = context;
  const { path } = cursor;
  if (path.length === 2 && path[0] === 'data' && isColumnMap(path[1])) return columnSuggestions(context, true);
  if (isVaried(path) && path.length === 2) return variedSuggestions(context);
  const written = Object.keys(typeof present === 'object' && present !== null ? present : {});
  const word = text.slice(cursor.offset, cursor.offset + cursor.length);
  const names =
    path.length === 0
      ? keyTable().flatMap(({ path: name }) => (name.includes('.') ? [] : [name]))
      : (keyAt(path)?.children ?? []);
  return names.flatMap((name) => {
    const key = keyAt([...path, name]);
    const isNew = !written.includes(name) || word === JSON.stringify(name);
    return key && isNew ? [keySuggestion(key, [...path, name], cursor.hasColon)] : [];
  });
}

/** The hyperparameters, each with a list of its usual values. */
function variedSuggestions({ cursor: { hasColon }, present }: Context): Suggestion[] {
  const written = Object.keys(typeof present === 'object' && present !== null ? present : {});
  return hyperparameters().flatMap(({ path }) => {
    const key = keyAt(pathOf(path));
    if (!key || written.includes(path)) return [];
    const { suggestions = key.options, example } = key.metadata;
    const values: readonly unknown[] = suggestions.length > 0 ? suggestions : [example];
    const list = `[${values
      .slice(0, 3)
      .map((value) => escapeSnippet(JSON.stringify(value)))
      .join(', ')}]`;
    const snippet = JSON.stringify(path) + (hasColon ? '' : `: ${list}`);
    return {
      label: path,
      kind: 'key',
      snippet,
      detail: localize(key.metadata.title),
      documentation: keyText(key),
      goesOn: false,
    };
  });
}

function keySuggestion(key: KeyInfo, path: Path, hasColon: boolean): Suggestion {
  const quoted = JSON.stringify(key.name);
  const snippet = hasColon ? quoted : `${quoted}: ${valueSnippet(path)}`;
  const preset = key.default === undefined || key.kind === 'object' ? '' : JSON.stringify(key.default);
  const detail = key.required ? localize('required') : preset;
  const goesOn = !hasColon && !['number', 'integer'].includes(key.kind);
  return { label: key.name, kind: 'key', snippet, detail, documentation: keyText(key), goesOn };
}

function valueSuggestions(context: Context): Suggestion[] {
  const { path } = context.cursor;
  const [part, name, index] = path;
  if (path.length === 0) {
    const documentation = localize('The table and its target, one hidden layer, and how it learns.');
    return [
      {
        label: 'network',
        kind: 'snippet',
        snippet: wholeConfig,
        detail: localize('a whole configuration'),
        documentation,
        goesOn: true,
      },
    ];
  }
  if (Object.hasOwn(fileKeys, path.join('.'))) return context.files.map(fileSuggestion);
  if (part === 'data' && name === 'target') return columnSuggestions(context, false);
  if (part === 'data' && name === 'features')
    return index === undefined ? featureList(context) : columnSuggestions(context, false);
  // In a list of values: what the key itself may have.
  const key = keyAt(isVaried(path) && path.length === 4 ? pathOf(String(path[2])) : path);
  if (!key) return [];
  if (key.kind === 'enum') return wordSuggestions(key);
  if (['object', 'map', 'list', 'words'].includes(key.kind)) {
    const snippet = valueSnippet(path);
    const label = snippet.replace(/\$\{\d:([^}]*)\}|\$\d/g, (_, example: string | undefined) => example ?? '');
    return [
      {
        label,
        kind: 'snippet',
        snippet,
        detail: localize(key.metadata.title),
        documentation: keyText(key),
        goesOn: true,
      },
    ];
  }
  return numberSuggestions(key);
}

function fileSuggestion(path: string): Suggestion {
  const isFolder = path.endsWith('/');
  const snippet = isFolder ? `${JSON.stringify(path).slice(0, -1)}$0"` : escapeSnippet(JSON.stringify(path));
  return { label: path, kind: isFolder ? 'folder' : 'file', snippet, detail: '', documentation: '', goesOn: isFolder };
}

function wordSuggestions(key: KeyInfo): Suggestion[] {
  return key.options.map((word) => ({
    label: word.trim() === '' ? JSON.stringify(word) : word,
    kind: 'word',
    snippet: escapeSnippet(JSON.stringify(word)),
    detail: word === key.default ? localize('default') : '',
    documentation: localize(key.metadata.words?.[word] ?? ''),
    goesOn: false,
  }));
}

/** Also true and false, and the encodings. */
function numberSuggestions(key: KeyInfo): Suggestion[] {
  const known = key.kind === 'boolean' ? [true, false] : (key.metadata.suggestions ?? []);
  const values = known.length > 0 ? known : [key.default ?? key.metadata.example];
  return values.map((value) => ({
    label: String(value),
    kind: typeof value === 'number' ? 'number' : 'word',
    snippet: escapeSnippet(JSON.stringify(value)),
    detail: value === key.default ? localize('default') : '',
    documentation: keyText(key),
    goesOn: false,
  }));
}
