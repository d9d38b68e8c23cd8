/** JSON from a stranger: its depth is bounded before anything recursive looks at it. Of an object only its own keys count. */
import { decodeUtf8 } from '../data/csv/textCodec.ts';
import { ModelFileError } from './errors.ts';

export type PlainObject = Readonly<Record<string, unknown>>;

const maxDepth = 64;
const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** @throws ModelFileError when it is no JSON object, not UTF-8, or nested too deep */
export function parseJson(bytes: Uint8Array): PlainObject {
  if (bytes[0] !== openBrace) throw new ModelFileError('model.headerText');
  requireShallow(bytes);
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch {
    throw new ModelFileError('model.headerText');
  }
  if (!isPlainObject(value)) throw new ModelFileError('model.headerText');
  return value;
}

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requireShallow(bytes: Uint8Array): void {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (isText) {
      if (byte === backslash) i++;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > maxDepth) throw new ModelFileError('model.headerDepth', i, maxDepth);
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
}
