/** Lines of predictions as bytes in the encoding of the file that they are written to. */
import { byteOrderMark, textEncoding } from '../../data/csv/encodeText.ts';

/** @param yieldNow lets others have their turn between two pieces */
export async function* encodeLines(
  lines: AsyncIterable<string>,
  encoding: string,
  yieldNow: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const encode = textEncoding(encoding);
  yield encode(byteOrderMark(encoding));
  for await (const text of lines) {
    yield encode(text);
    await yieldNow();
  }
}
