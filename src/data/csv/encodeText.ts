/**
 * Text → bytes in the encoding of a table: the platform decodes many encodings and writes UTF-8 alone, so its decoder is
 * asked for every code.
 */
import { type Decoder, encodeUtf8, fatalDecoder } from './textCodec.ts';

export type TextEncoding = (text: string) => Uint8Array;

/** Letters that the encoding does not have become "?". An encoding that the platform does not know is written as UTF-8. */
export function textEncoding(encoding: string): TextEncoding {
  if (encoding === 'utf-8') return encodeUtf8;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return (text) => utf16(text, encoding === 'utf-16le');
  const codes = codesOf(encoding);
  return codes.size === 0 ? encodeUtf8 : (text) => withCodes(text, codes);
}

/** What stands at the beginning of a file in this encoding. */
export function byteOrderMark(encoding: string): string {
  return encoding.startsWith('utf-16') ? '\ufeff' : '';
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
  return bytes;
}

function withCodes(text: string, codes: ReadonlyMap<string, readonly number[]>): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) bytes.push(...(codes.get(letter) ?? [0x3f]));
  return Uint8Array.from(bytes);
}

/** The shortest bytes of each letter: one, two, or three behind the byte that EUC-JP has for it. */
function codesOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const codes = new Map<string, readonly number[]>();
  const decoder = fatalDecoder(encoding);
  const take = (bytes: readonly number[]): boolean => {
    const letter = decoded(decoder, bytes);
    if (letter === null || [...letter].length !== 1) return false;
    if (!codes.has(letter)) codes.set(letter, bytes);
    return true;
  };
  const leads: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (!take([byte])) leads.push(byte);
  for (const lead of leads) for (let byte = 0x30; byte < 256; byte++) take([lead, byte]);
  if (encoding === 'euc-jp')
    for (let row = 0xa1; row < 0xff; row++) for (let cell = 0xa1; cell < 0xff; cell++) take([0x8f, row, cell]);
  return codes;
}

function decoded(decoder: Decoder | null, bytes: readonly number[]): string | null {
  try {
    return decoder?.decode(Uint8Array.from(bytes)) ?? null;
  } catch {
    return null;
  }
}
