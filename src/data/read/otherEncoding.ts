/** What to read a file as that is not UTF-8 throughout: another encoding, or UTF-8 with a few damaged bytes. */
import type { ByteSource } from '../csv/byteSource.ts';
import { rawPieces } from '../csv/encoding.ts';
import { guessEncoding, isDamagedUtf8 } from '../csv/encodings/guessEncoding.ts';

const bytesLooked = 1 << 16;
const lineFeed = 10;

export interface OtherEncoding {
  readonly encoding: string;
  readonly damaged: boolean;
}

export async function encodingBeyondUtf8(source: ByteSource): Promise<OtherEncoding> {
  const lines = await linesAboveAscii(source);
  if (isDamagedUtf8(lines)) return { encoding: 'utf-8', damaged: true };
  return { encoding: guessEncoding(lines), damaged: false };
}

/** The first lines that hold bytes above 127; of a long line, what stands around them. */
async function linesAboveAscii(source: ByteSource): Promise<Uint8Array> {
  const found = new Uint8Array(bytesLooked);
  let length = 0;
  for await (const piece of rawPieces(source, {})) {
    for (let i = 0; i < piece.length && length < bytesLooked; ) {
      let stop = piece.indexOf(lineFeed, i) + 1;
      if (stop === 0) stop = piece.length;
      const line = piece.subarray(i, stop);
      if (line.some((byte) => byte > 127)) {
        const part = line.subarray(0, bytesLooked - length);
        found.set(part, length);
        length += part.length;
      }
      i = stop;
    }
    if (length >= bytesLooked) break;
  }
  return found.subarray(0, wholeLetters(found, length));
}

/** Without the last bytes, where a character may be cut in two. */
function wholeLetters(bytes: Uint8Array, length: number): number {
  if (length < bytesLooked) return length;
  let end = length;
  while (end > length - 64 && (bytes[end - 1] as number) > 127) end--;
  return end;
}
