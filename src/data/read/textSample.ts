/** The beginning of a file as bytes of UTF-8: enough for some rows, however long they are. */
import type { ByteSource } from '../csv/byteSource.ts';
import { ByteWindow } from '../csv/byteWindow.ts';
import { carriageReturn, lineFeed } from '../csv/cellLexer.ts';
import { rewriteLines } from '../csv/delimiterRewriter.ts';
import { type Dialect, isRewritten } from '../csv/dialect.ts';
import { rawPieces, type Utf8Options, utf8Pieces } from '../csv/encoding.ts';
import { afterLine } from './sampleRows.ts';

export interface TextSample {
  /** A zero byte stands behind the end. */
  readonly bytes: Uint8Array;
  readonly end: number;
  /** The file ends here. */
  readonly final: boolean;
}

const sampleSize = 1 << 17;
const minSampleRows = 20;
export const maxSample = 1 << 24;

export async function headOf(source: ByteSource, options: Utf8Options): Promise<Uint8Array> {
  const window = new ByteWindow(rawPieces(source, options));
  await window.fill(4096);
  await window.close();
  return window.bytes.subarray(0, window.end);
}

export async function sampleOf(source: ByteSource, encoding: string, options: Utf8Options): Promise<TextSample> {
  const window = new ByteWindow(utf8Pieces(source, encoding, options));
  await window.fill(sampleSize);
  while (!window.final && window.end < maxSample && lineEnds(window) < minSampleRows) await window.fill(2 * window.end);
  // One more piece tells whether the file ends here.
  if (!window.final) await window.fill(window.end + 1);
  await window.close();
  return window;
}

function lineEnds({ bytes, end }: ByteWindow): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (bytes[i] === lineFeed || bytes[i] === carriageReturn) count++;
  return count;
}

/** The same sample as the lexer is to see it. */
export function inDialect(sample: TextSample, dialect: Dialect): TextSample {
  if (!isRewritten(dialect)) return sample;
  const { bytes, end, final } = sample;
  const stop = final
    ? end
    : Math.max(bytes.lastIndexOf(lineFeed, end - 1), bytes.lastIndexOf(carriageReturn, end - 1)) + 1;
  const lines = rewriteLines(bytes, stop, dialect);
  const withEnd = new Uint8Array(lines.length + 1);
  withEnd.set(lines);
  return { bytes: withEnd, end: lines.length, final };
}

/** Position after so many lines. */
export function afterLines({ bytes, end }: TextSample, lines: number): number {
  let i = 0;
  for (let k = 0; k < lines && i < end; k++) i = afterLine(bytes, i, end);
  return i;
}
