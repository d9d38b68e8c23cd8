/** Reading again, knowing better: what an earlier, failed reading taught. */
import { notice } from '../../core/notice.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import { encodingName } from '../csv/encoding.ts';
import { DataError } from '../csv/errors.ts';
import { EarlyEnd, NotUtf8, OpenQuote, OtherDecimalMark } from '../csv/rereadSignals.ts';
import { encodingBeyondUtf8 } from './otherEncoding.ts';
import type { ReadOptions } from './readOptions.ts';

export interface Hints {
  /** `null`: find out. */
  readonly encoding: string | null;
  /** Line at which the file proved not to be UTF-8; 0 when it did not. */
  readonly notUtf8: number;
  /** It is UTF-8 all the same, but for single bytes. */
  readonly damaged: boolean;
  /** Positions of quotes that never close, with their lines. */
  readonly literalQuotes: ReadonlyMap<number, number>;
  /** What the whole table said of its decimal mark; `null` before it did. */
  readonly mark: DecimalHint | null;
  /** Where the table ends, when only its last rows showed that; `null` otherwise. */
  readonly end: EarlyEnd | null;
}

export interface DecimalHint {
  readonly decimalComma: boolean;
  readonly line: number;
  /** Numbers that the reading with the other mark found; `null` when this is that reading, for good. */
  readonly numbers: number | null;
}

const openQuotesMended = 50;

/** @throws DataError when no attempt can succeed */
export async function untilUnderstood<T>(
  source: ByteSource,
  { encoding }: ReadOptions,
  attempt: (hints: Hints) => Promise<T>,
): Promise<T> {
  let hints: Hints = {
    encoding: encoding === undefined ? null : encodingName(encoding),
    notUtf8: 0,
    damaged: false,
    literalQuotes: new Map(),
    mark: null,
    end: null,
  };
  for (;;) {
    try {
      return await attempt(hints);
    } catch (error) {
      hints = await mendedHints(error, hints, source);
    }
  }
}

/** What to do differently after this error; throws it when nothing helps. */
async function mendedHints(error: unknown, hints: Hints, source: ByteSource): Promise<Hints> {
  if (error instanceof EarlyEnd) return { ...hints, end: error };
  if (error instanceof OtherDecimalMark) {
    const { decimalComma, line, numbers } = error;
    return { ...hints, mark: { decimalComma, line, numbers: hints.mark === null ? numbers : null } };
  }
  if (error instanceof NotUtf8) {
    if (hints.encoding === null) {
      const found = await encodingBeyondUtf8(source);
      return { ...hints, ...found, notUtf8: error.line, literalQuotes: new Map() };
    }
    throw new DataError('encoding', notice('encoding.line', error.line, hints.encoding), { line: error.line });
  }
  if (
    error instanceof DataError &&
    error.reason === 'encoding' &&
    hints.notUtf8 > 0 &&
    hints.encoding !== 'windows-1252'
  )
    return { ...hints, encoding: 'windows-1252', literalQuotes: new Map() };
  if (error instanceof OpenQuote) {
    const { position, line } = error;
    if (hints.literalQuotes.size < openQuotesMended)
      return { ...hints, literalQuotes: new Map([...hints.literalQuotes, [position, line]]) };
    throw new DataError('rows', notice('file.openQuote'), { line });
  }
  throw error;
}
