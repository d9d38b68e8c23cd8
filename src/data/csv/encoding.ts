/** Which encoding a file has, and its bytes as UTF-8, which is all the scanner reads. */
import { notice } from '../../core/notice.ts';
import type { DataWordCode } from './dataNotice.ts';
import type { ByteSource } from './byteSource.ts';
import { DataError } from './errors.ts';
import { type Decoder, encodeUtf8, fatalDecoder, looseDecoder } from './textCodec.ts';

export interface Utf8Options {
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Called with the bytes of the file taken so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Decodes a whole file in an encoding the platform does not know. */
  readonly decode?: ((bytes: Uint8Array, encoding: string) => string) | undefined;
  /** UTF-8 with single bytes that mean nothing is read all the same; called with the line of each. */
  readonly onDamage?: ((line: number) => void) | undefined;
}

const otherNames: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  euckr: 'euc-kr',
  cp949: 'euc-kr',
  eucjp: 'euc-jp',
  uhc: 'euc-kr',
  'ks_c_5601-1987': 'euc-kr',
  gb2312: 'gbk',
  big5hkscs: 'big5',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  'iso-8859-1': 'windows-1252',
};

/** The name the Encoding standard knows for what people (and editors' settings) write: "utf8" → "utf-8". */
export function encodingName(given: string): string {
  const lower = given.trim().toLowerCase();
  const known = otherNames[lower];
  if (known !== undefined && Object.hasOwn(otherNames, lower)) return known;
  return lower
    .replace(/^windows(\d+)$/, 'windows-$1')
    .replace(/^cp(125\d)$/, 'windows-$1')
    .replace(/^iso8859(\d+)$/, 'iso-8859-$1');
}

/**
 * The encoding that a byte order mark or, for UTF-16, the pattern of zero bytes gives away; else UTF-8.
 * @throws DataError for files that are no text at all
 */
export function detectEncoding(head: Uint8Array): string {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0 && head.length >= 4)) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const what = magicNumber(head);
  if (what !== null)
    throw new DataError('binary', notice(packed.has(what) ? 'file.packed' : 'file.kind', notice(what)));
  const zeros = [0, 0];
  const length = Math.min(head.length, 4096);
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even, odd] = zeros as [number, number];
  if (odd > length / 5 && even < length / 50) return 'utf-16le';
  if (even > length / 5 && odd < length / 50) return 'utf-16be';
  if (even + odd > Math.max(8, length / 20)) {
    throw new DataError('binary', notice('file.zeroBytes', even + odd, length));
  }
  return 'utf-8';
}

/** How files of other formats begin, and what they are. */
const magicNumbers: readonly (readonly [begin: string, what: DataWordCode])[] = [
  ['\xd0\xcf\x11\xe0', 'fileKind.oldExcel'],
  ['\x1f\x8b', 'fileKind.gzip'],
  ['PAR1\x15', 'fileKind.parquet'],
  ['%PDF', 'fileKind.pdf'],
  ['ARROW1\0', 'fileKind.arrow'],
  ['\x89HDF', 'fileKind.hdf5'],
  ['\x93NUMPY', 'fileKind.numpy'],
  ['SQLite format 3', 'fileKind.sqlite'],
  ['$FL2', 'fileKind.spss'],
  ['<stata_dta>', 'fileKind.stata'],
  ['RDX', 'fileKind.rData'],
  ['\x80\x04\x95', 'fileKind.pickle'],
  ['\x80\x05\x95', 'fileKind.pickle'],
  ['BZh91AY', 'fileKind.bzip2'],
  ['\xfd7zXZ', 'fileKind.xz'],
  ['7z\xbc\xaf', 'fileKind.7zip'],
  ['\x28\xb5\x2f\xfd', 'fileKind.zstandard'],
  ['\x89PNG', 'fileKind.png'],
  ['\xff\xfe\x00\x00', 'fileKind.utf32'],
];

/** What may hold a table of text once it is unpacked. */
const packed = new Set<DataWordCode>([
  'fileKind.gzip',
  'fileKind.bzip2',
  'fileKind.xz',
  'fileKind.7zip',
  'fileKind.zstandard',
]);

function magicNumber(head: Uint8Array): DataWordCode | null {
  const begin = String.fromCharCode(...head.subarray(0, 2048));
  if (begin.startsWith('PK\x03\x04')) {
    if (/\[Content_Types\]|xl\//.test(begin)) return 'fileKind.excel';
    return begin.includes('opendocument') ? 'fileKind.openDocument' : 'fileKind.zip';
  }
  return magicNumbers.find(([magic]) => begin.startsWith(magic))?.[1] ?? null;
}

const pieceSize = 1 << 18;

/**
 * The file as UTF-8 without byte order mark, in pieces of moderate size. A piece is valid until the next is asked for.
 * @throws DataError "cancelled" when the signal says so; "encoding" when the bytes do not fit the encoding
 */
export async function* utf8Pieces(
  source: ByteSource,
  encoding: string,
  options: Utf8Options,
): AsyncGenerator<Uint8Array> {
  const raw = rawPieces(source, options);
  if (encoding === 'utf-8') yield* options.onDamage ? withoutDamage(raw, options.onDamage) : withoutMark(raw);
  else {
    const decoder = fatalDecoder(encoding);
    if (decoder) yield* transcoded(raw, decoder, (piece) => lineOfFault(source, encoding, piece, options), encoding);
    else yield encodeUtf8(await decodedByHost(raw, encoding, options));
  }
}

/** The file's own bytes, cut into moderate pieces; looks at the signal and tells progress. */
export async function* rawPieces(source: ByteSource, options: Utf8Options): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const chunk of source.open()) {
    for (let i = 0; i < chunk.length; i += pieceSize) {
      if (options.signal?.aborted) throw new DataError('cancelled', notice('file.cancelled'));
      const piece = chunk.subarray(i, i + pieceSize);
      taken += piece.length;
      options.onProgress?.(taken);
      yield piece;
    }
  }
}

async function* withoutMark(raw: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const piece of raw) {
    if (!head) {
      yield piece;
      continue;
    }
    const joined: Uint8Array = new Uint8Array(head.length + piece.length);
    joined.set(head);
    joined.set(piece, head.length);
    head = joined.length < 3 ? joined : null;
    if (!head) yield hasMark(joined) ? joined.subarray(3) : joined;
  }
  if (head && head.length > 0) yield head;
}

/** Each byte that means nothing becomes U+FFFD. */
async function* withoutDamage(
  raw: AsyncGenerator<Uint8Array>,
  onDamage: (line: number) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = looseDecoder();
  let line = 1;
  for await (const piece of raw) {
    const text = decoder.decode(piece, { stream: true });
    for (const letter of text) {
      if (letter === '\n') line++;
      else if (letter === '\ufffd') onDamage(line);
    }
    yield encodeUtf8(text);
  }
  yield encodeUtf8(decoder.decode());
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

async function* transcoded(
  raw: AsyncGenerator<Uint8Array>,
  decoder: Decoder,
  faultyLine: (piece: number) => Promise<number>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  const decode = async (bytes?: Uint8Array): Promise<Uint8Array> => {
    try {
      return encodeUtf8(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode());
    } catch {
      const line = await faultyLine(count);
      throw new DataError('encoding', notice('encoding.near', encoding, line), { line });
    }
  };
  for await (const piece of raw) {
    yield await decode(piece);
    count++;
  }
  yield await decode();
}

/**
 * Reads once more, the faulty piece byte by byte, up to the first that means nothing: a decoder says that there is one, not where.
 * @param faulty the number of the piece that cannot be decoded
 */
async function lineOfFault(
  source: ByteSource,
  encoding: string,
  faulty: number,
  { signal }: Utf8Options,
): Promise<number> {
  const decoder = fatalDecoder(encoding);
  let line = 1;
  let index = 0;
  for await (const piece of rawPieces(source, { signal })) {
    const stride = index++ === faulty ? 1 : piece.length;
    for (let i = 0; i < piece.length; i += stride) {
      const text = decoded(decoder, piece.subarray(i, i + stride));
      if (text === null) return line;
      for (const letter of text) if (letter === '\n') line++;
    }
  }
  return line;
}

function decoded(decoder: Decoder | null, bytes: Uint8Array): string | null {
  try {
    return decoder?.decode(bytes, { stream: true }) ?? null;
  } catch {
    return null;
  }
}

async function decodedByHost(raw: AsyncGenerator<Uint8Array>, encoding: string, options: Utf8Options): Promise<string> {
  if (!options.decode) throw new DataError('encoding', notice('encoding.unknown', encoding));
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of raw) {
    pieces.push(piece.slice());
    length += piece.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return options.decode(all, encoding).replace(/^\ufeff/, '');
}
