/** The header of an ARFF file (Weka): names and types of the columns, and where the rows begin. */
import { notice } from '../../core/notice.ts';
import { DataError } from '../csv/errors.ts';
import type { ColumnType } from '../columns/summary.ts';

export interface ArffHeader {
  readonly names: readonly string[];
  /** `undefined` where the file does not say more than "text". */
  readonly types: readonly (ColumnType | undefined)[];
  /** Lines up to and including `@data`. */
  readonly lines: number;
}

/**
 * `null` when the text is no ARFF.
 * @param start the beginning of the file
 * @throws DataError when it is one that cannot be read
 */
export function arffHeader(start: string): ArffHeader | null {
  const lines = start.split(/\r\n|\r|\n/);
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('%'));
  if (!/^\s*@relation\b/i.test(first ?? '')) return null;
  const data = lines.findIndex((line) => /^\s*@data\b/i.test(line));
  if (data < 0) throw new DataError('rows', notice('arff.noData'), { line: 1 });
  const below = lines.slice(data + 1).find((line) => line.trim() !== '' && !line.startsWith('%'));
  if (below?.trim().startsWith('{')) throw new DataError('rows', notice('arff.sparse'), { line: data + 2 });
  const attributes = lines.slice(0, data).flatMap((line, k) => attributeOf(line, k + 1) ?? []);
  return { names: attributes.map(({ name }) => name), types: attributes.map(({ type }) => type), lines: data + 1 };
}

function attributeOf(text: string, line: number): { name: string; type: ColumnType | undefined } | null {
  if (!/^\s*@attribute\b/i.test(text)) return null;
  const found = /^\s*@attribute\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))\s*(\{|\w+)/i.exec(text);
  if (!found) throw new DataError('rows', notice('arff.attribute', line), { line });
  const [, single, double, plain, type = ''] = found;
  return { name: (single ?? double ?? plain ?? '').replace(/\\(.)/g, '$1'), type: typeOf(type.toLowerCase()) };
}

function typeOf(word: string): ColumnType | undefined {
  if (word === '{') return 'category';
  if (word === 'date') return 'date';
  return ['numeric', 'real', 'integer'].includes(word) ? 'number' : undefined;
}
