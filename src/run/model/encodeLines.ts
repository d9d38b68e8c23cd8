/** Lines of predictions as bytes in the encoding of the file that they are written to. */
import { byteOrderMark, textEncoding } from '../../data/csv/encodeText.ts';

/**
 * @param lines pieces of text; such as are bytes are in the encoding already
 * @param yieldNow lets others have their turn between two pieces
 * @returns pieces, each good until the next is asked for
 */
export async function* encodeLines(
  lines: AsyncIterable<string | Uint8Array>,
  encoding: string,
  yieldNow: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const encode = textEncoding(encoding);
  yield encode(byteOrderMark(encoding));
  for await (const text of lines) {
    if (text.length > 0) yield typeof text === 'string' ? encode(text) : text;
    await yieldNow();
  }
}
