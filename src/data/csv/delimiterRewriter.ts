/**
 * Lines whose cells are parted by runs of blanks or by "::", rewritten so that one byte parts them: everything after this reads
 * one kind of file. Lines stay lines; cells in quotes stay as they are.
 */
import { type Dialect, isRewritten, quoteByte, spaces, unitSeparator } from './dialect.ts';

const [tab, lineFeed, carriageReturn, space, colon] = [9, 10, 13, 32, 58];

/** The same bytes when the delimiter is one byte already. */
export async function* withOneByteDelimiter(
  pieces: AsyncGenerator<Uint8Array>,
  dialect: Dialect,
): AsyncGenerator<Uint8Array> {
  if (!isRewritten(dialect)) {
    yield* pieces;
    return;
  }
  let rest: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    const all = joined(rest, piece);
    const whole = Math.max(all.lastIndexOf(lineFeed), all.lastIndexOf(carriageReturn)) + 1;
    rest = all.slice(whole);
    if (whole > 0) yield rewriteLines(all, whole, dialect);
  }
  if (rest.length > 0) yield rewriteLines(rest, rest.length, dialect);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The lines of `bytes[0, end)`; the last may lack its end. */
export function rewriteLines(bytes: Uint8Array, end: number, dialect: Dialect): Uint8Array {
  const target = new Uint8Array(end);
  const quote = quoteByte(dialect);
  const rewrite = dialect.delimiter === spaces ? rewriteBlanks : rewriteColons;
  let written = 0;
  for (let i = 0; i < end; ) {
    let stop = i;
    while (stop < end && bytes[stop] !== lineFeed && bytes[stop] !== carriageReturn) stop++;
    written = rewrite({ bytes, stop, quote, target }, i, written);
    while (stop < end && (bytes[stop] === lineFeed || bytes[stop] === carriageReturn))
      target[written++] = bytes[stop++] as number;
    i = stop;
  }
  return target.subarray(0, written);
}

interface Line {
  readonly bytes: Uint8Array;
  /** Where the line ends. */
  readonly stop: number;
  readonly quote: number;
  readonly target: Uint8Array;
}

/** @returns how much of the target is written then */
function rewriteBlanks(line: Line, from: number, at: number): number {
  const { bytes, stop, target } = line;
  let written = at;
  let i = from;
  for (let first = true; ; first = false) {
    while (i < stop && isBlank(bytes[i])) i++;
    if (i >= stop) return written;
    if (!first) target[written++] = unitSeparator;
    const close = closingQuote(line, i, isBlank);
    while (i < stop && (i <= close || !isBlank(bytes[i]))) target[written++] = bytes[i++] as number;
  }
}

function rewriteColons(line: Line, from: number, at: number): number {
  const { bytes, stop, target } = line;
  let written = at;
  let close = closingQuote(line, from, isColon);
  for (let i = from; i < stop; i++) {
    const parts = i > close && bytes[i] === colon && bytes[i + 1] === colon && i + 1 < stop;
    target[written++] = parts ? unitSeparator : (bytes[i] as number);
    if (parts) close = closingQuote(line, ++i + 1, isColon);
  }
  return written;
}

/** Where the quoted cell ends that begins at `i`; −1 when none does. */
function closingQuote({ bytes, stop, quote }: Line, i: number, parts: (byte: number | undefined) => boolean): number {
  if (bytes[i] !== quote) return -1;
  for (let k = i + 1; k < stop; k++) if (bytes[k] === quote && (k + 1 === stop || parts(bytes[k + 1]))) return k;
  return -1;
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}

function isColon(byte: number | undefined): boolean {
  return byte === colon;
}
