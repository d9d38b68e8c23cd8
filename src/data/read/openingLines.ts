/** The first lines of a file where they are no row of its table: what Excel and others write there, and comments. */
import { afterLine } from './sampleRows.ts';
import { decodeLoosely } from '../csv/textCodec.ts';

export interface OpeningLine {
  readonly kind: 'sepLine' | 'encodingLine';
  /** What "sep=" names. */
  readonly delimiter: string | null;
}

/** Excel's `sep=;`, or the name of the encoding alone; `null` for any other first line. */
export function openingLine(bytes: Uint8Array, end: number): OpeningLine | null {
  const line = decodeLoosely(bytes.subarray(0, Math.min(end, afterLine(bytes, 0, end)))).replace(/[\r\n]+$/, '');
  const sep = /^"?sep=(\\t|::|.)"?[,;\t ]*$/i.exec(line)?.[1];
  if (sep !== undefined) return { kind: 'sepLine', delimiter: sep === '\\t' ? '\t' : sep };
  if (/^"?utf-?(?:8|16)(?:-?bom|-?sig|le|be)?"?[,;\t ]*$/i.test(line)) return { kind: 'encodingLine', delimiter: null };
  return null;
}

const linesLooked = 200;
/** What begins a comment. A semicolon, too, where it parts no cells. */
const marks = ['#', '%', '//', '!'] as const;

/** Lines as text, for a look at how they begin. */
export function firstLines(bytes: Uint8Array, end: number, from: number): string[] {
  const lines: string[] = [];
  for (let i = from; i < end && lines.length < linesLooked; ) {
    const next = afterLine(bytes, i, end);
    lines.push(decodeLoosely(bytes.subarray(i, next)).replace(/[\r\n]+$/, ''));
    i = next;
  }
  return lines;
}

export interface Comments {
  readonly mark: string;
  /** Lines at the beginning that begin with the mark. */
  readonly leading: number;
}

/** The mark that the first lines begin with, or that a few lines among the others begin with; `null` when there is none. */
export function findComments(lines: readonly string[]): Comments | null {
  const given = lines.filter((line) => line.trim() !== '');
  const mark = marks.find((candidate) => given[0]?.startsWith(candidate));
  if (mark !== undefined) {
    const leading = given.findIndex((line) => !line.startsWith(mark));
    return leading < 0 ? null : { mark, leading };
  }
  const [header] = given;
  const among = given.filter((line) => /^#(?:\s|[^,;\t|]*$)/.test(line));
  const isRare = among.length > 0 && among.length * 5 <= given.length && !header?.startsWith('#');
  return isRare && given.filter((line) => line.startsWith('#')).length === among.length
    ? { mark: '#', leading: 0 }
    : null;
}
