/** The words of a text one after another, comments and blanks too: for what must work while the text is no tree yet. */
import { createScanner } from 'jsonc-parser';

/** Tokens of jsonc-parser's scanner by their numbers (its enum is not for isolated modules). */
export const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
} as const;

const endOfFile = 17;

export interface Token {
  /** One of `token`, or another number of the scanner. */
  readonly kind: number;
  /** In UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** What a string means. */
  readonly value: string;
}

export function* tokensOf(text: string, from = 0): Generator<Token> {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    yield { kind, offset: scanner.getTokenOffset(), length: scanner.getTokenLength(), value: scanner.getTokenValue() };
  }
}

/** Strings, numbers, null, true, false, and what is none of them. */
export function isWord(kind: number): boolean {
  return (kind >= 7 && kind <= 11) || kind === token.unknown;
}

export function isComment(kind: number): boolean {
  return kind === token.lineComment || kind === token.blockComment;
}

/** Comments, line breaks and blanks. */
export function isBlank(kind: number): boolean {
  return kind >= token.lineComment && kind < token.unknown;
}
