/** Texts that are no table of separated cells: recognised by how they begin, and named with what to do. */
import { notice } from '../../core/notice.ts';
import type { DataErrorCode } from '../csv/dataNotice.ts';
import { DataError } from '../csv/errors.ts';

/** @throws DataError when the text is of another format. @param start the beginning of the file */
export function refuseForeign(start: string): void {
  const found = foreign.find(({ is }) => is(start));
  if (found) throw new DataError('binary', notice(found.code), { line: 1 });
}

const foreign: readonly { code: DataErrorCode; is: (start: string) => boolean }[] = [
  { code: 'foreign.html', is: (start) => /^\s*<(?:!doctype html|html|head|body|table|div)\b/i.test(start) },
  { code: 'foreign.xml', is: (start) => /^\s*<\?xml\b/i.test(start) },
  { code: 'foreign.jsonLines', is: (start) => isObject(firstLine(start)) },
  {
    code: 'foreign.json',
    is: (start) => /^\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*(?:\{\s*"|\[\s*["\d[{-]))/.test(start),
  },
  { code: 'foreign.libsvm', is: isLibsvm },
];

const libsvmRow = /^[+-]?\d+(?:\.\d+)?(?: +\d+:[+-]?[\d.]+(?:e[+-]?\d+)?)+\s*(?:#.*)?$/i;

function isLibsvm(start: string): boolean {
  const lines = start.split(/\r?\n/).slice(0, -1).filter(Boolean).slice(0, 5);
  return lines.length > 0 && lines.every((line) => libsvmRow.test(line));
}

function firstLine(text: string): string {
  return text.trimStart().split(/\r?\n/, 1)[0]?.trim() ?? '';
}

function isObject(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false;
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
