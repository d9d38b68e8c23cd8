/**
 * Where a text that is being typed has its cursor: before a key, at a value, behind a value that lacks its comma. Reads tokens, no tree,
 * because what is half typed has none.
 */
import { isBlank, isWord, type Token, token, tokensOf } from './tokens.ts';
import type { Path } from './tree.ts';

export interface Cursor {
  /** What can be written here. */
  readonly at: 'key' | 'value';
  /** Of the object a key goes into; of the value itself otherwise. */
  readonly path: Path;
  /** The word under the cursor, which a completion replaces; empty between words. In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** Where a comma is missing before what is inserted. */
  readonly commaBefore: number | null;
  /** Whether what is inserted needs a comma behind it. */
  readonly commaAfter: boolean;
  /** Whether the key under the cursor has its colon already. */
  readonly hasColon: boolean;
}

interface Level {
  readonly kind: 'text' | 'object' | 'list';
  /** Of the object or list. */
  readonly path: Path;
  /** The key or index that is being read. */
  part: string | number;
  expects: 'key' | 'colon' | 'value' | 'comma';
  /** Where the last value ended. */
  end: number;
}

/** The cursor at an offset, or `null` where nothing can be written: in a comment, between key and colon, behind the end. */
export function cursorAt(text: string, offset: number): Cursor | null {
  const levels: Level[] = [{ kind: 'text', path: [], part: 0, expects: 'value', end: 0 }];
  let word: Token | null = null;
  for (const found of tokensOf(text)) {
    const end = found.offset + found.length;
    if (isWord(found.kind) ? found.offset > offset : found.offset >= offset) break;
    if (found.kind === token.lineComment ? offset <= end : found.kind === token.blockComment && offset < end)
      return null;
    if (isWord(found.kind) && offset <= end) {
      word = found;
      break;
    }
    if (!isBlank(found.kind)) read(levels, found);
  }
  const level = levels.at(-1);
  return level ? cursorIn(text, level, offset, word) : null;
}

function read(levels: Level[], { kind, offset, length, value }: Token): void {
  const level = levels.at(-1);
  if (!level) return;
  const end = offset + length;
  if (kind === token.openBrace || kind === token.openBracket) {
    const inside =
      kind === token.openBrace
        ? ({ kind: 'object', part: '', expects: 'key' } as const)
        : ({ kind: 'list', part: 0, expects: 'value' } as const);
    levels.push({ ...inside, path: childPath(level), end });
  } else if (kind === token.closeBrace || kind === token.closeBracket) {
    if (levels.length > 1) levels.pop();
    complete(levels.at(-1), end);
  } else if (kind === token.comma) {
    if (typeof level.part === 'number') level.part++;
    level.expects = level.kind === 'object' ? 'key' : 'value';
  } else if (kind === token.colon) level.expects = 'value';
  // A string behind a complete value is a key whose comma is missing.
  else if (level.kind === 'object' && level.expects !== 'value')
    Object.assign(level, { part: value, expects: 'colon' });
  else complete(level, end);
}

function complete(level: Level | undefined, end: number): void {
  if (level) Object.assign(level, { expects: 'comma', end });
}

function childPath({ kind, path, part }: Level): Path {
  return kind === 'text' ? [] : [...path, part];
}

function cursorIn(text: string, level: Level, offset: number, word: Token | null): Cursor | null {
  const { kind, path, part, expects, end } = level;
  const isComplete = expects === 'comma';
  if (expects === 'colon' || (isComplete && kind === 'text')) return null;
  const range = { offset: word?.offset ?? offset, length: word ? lengthOf(text, word, offset) : 0 };
  const next = nextKind(text, range.offset + range.length);
  const common = {
    ...range,
    commaBefore: isComplete ? end : null,
    commaAfter:
      kind !== 'text' && next !== null && (isWord(next) || next === token.openBrace || next === token.openBracket),
    hasColon: next === token.colon,
  };
  if (kind === 'object' && expects !== 'value') return { ...common, at: 'key', path };
  return {
    ...common,
    at: 'value',
    path: childPath(isComplete && typeof part === 'number' ? { ...level, part: part + 1 } : level),
  };
}

/** A string that is not closed would take the rest of its line with it. */
function lengthOf(text: string, { kind, offset, length }: Token, cursor: number): number {
  const source = text.slice(offset, offset + length);
  if (kind !== token.string || /^"(?:[^"\\]|\\.)*"$/.test(source)) return length;
  return Math.max(cursor - offset, /^"[^\s,:}\]]*/.exec(source)?.[0].length ?? 0);
}

function nextKind(text: string, from: number): number | null {
  for (const { kind } of tokensOf(text, from)) if (!isBlank(kind)) return kind;
  return null;
}
