/**
 * Bytes ↔ text. The only platform service the data folder uses: TextDecoder and TextEncoder belong to the Encoding standard
 * and exist in Node, in every extension host and in the web worker, but not in the language library this folder compiles against.
 */

import { KoreanDecoder } from './koreanDecoder.ts';

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

export type { Decoder };

/** A decoder that refuses malformed bytes with a TypeError; `null` when the platform does not know the encoding. */
export function fatalDecoder(encoding: string): Decoder | null {
  try {
    return decoderOf(encoding, true);
  } catch {
    return null;
  }
}

function decoderOf(encoding: string, fatal: boolean): Decoder {
  return encoding === 'euc-kr' ? new KoreanDecoder(fatal) : new TextDecoder(encoding, { fatal, ignoreBOM: false });
}

/** A decoder of UTF-8 that puts U+FFFD for malformed bytes; a byte order mark is no text. */
export function looseDecoder(): Decoder {
  return new TextDecoder('utf-8', { ignoreBOM: false });
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** @throws TypeError when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return strictUtf8.decode(bytes);
}

/** Malformed bytes become U+FFFD: for samples, which may end in the middle of a character. */
export function decodeLoosely(bytes: Uint8Array): string {
  return looseUtf8.decode(bytes);
}

/** The text in an encoding; `null` when the platform does not know it or the bytes are not of it. */
export function decodeAs(bytes: Uint8Array, encoding: string, fatal = true): string | null {
  try {
    const decoder = decoderOf(encoding, fatal);
    // In one go some versions of Node read windows-1252 as Latin-1.
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return null;
  }
}

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}
