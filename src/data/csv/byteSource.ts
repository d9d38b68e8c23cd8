/**
 * Where a table's bytes come from. A source can be opened more than once: a column that turns out to hold words only at the
 * end of the file is read again instead of keeping every cell's text in memory.
 */

export interface ByteSource {
  /** The bytes from the beginning, in pieces of any size. Each piece may be reused by the source once the next is asked for. */
  open(): AsyncIterable<Uint8Array>;
  /** Bytes in all, when known: it spares memory (columns are allocated once) and makes progress a fraction. */
  readonly byteLength?: number | undefined;
}

const pieceSize = 1 << 18;

/** A source over bytes that are in memory already; they are not copied. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    byteLength: bytes.length,
    async *open() {
      for (let i = 0; i < bytes.length; i += pieceSize) yield bytes.subarray(i, i + pieceSize);
    },
  };
}
