/** Reads tables, and keeps the large one that was read last under its name. */
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { notice } from '../core/notice.ts';
import { tableOptionsOf } from '../data/read/readOptions.ts';
import { readTable } from '../data/read/readTable.ts';
import { toSharedTable } from '../data/read/shareTable.ts';
import type { Table } from '../data/columns/table.ts';
import type { RequestContext } from '../protocol/requestServer.ts';
import type { ReadOptions, TableSource } from '../protocol/tableSource.ts';
import { openSource } from '../platform/node/openSource.ts';
import { CancelledError } from './wireError.ts';

/** Bytes from which on a table is kept: a smaller one is read again in less than ten milliseconds. */
export const largeTable = 1 << 20;
/** Milliseconds between two words about how far a reading has come. */
const progressInterval = 100;

interface Kept {
  readonly reading: string;
  /** Still being read, perhaps. */
  table: Promise<Table>;
  /** Those who wait for it. */
  readonly readers: Set<RequestContext>;
}

export class Tables {
  readonly #now: () => number;
  #kept: Kept | null = null;

  /** @param now milliseconds on any clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The table, read unless it was kept. @throws CancelledError, and what `openSource` and `readTable` throw */
  async read(source: TableSource, options: ReadOptions, context: RequestContext): Promise<Table> {
    const { reading } = source;
    if (reading === undefined || sizeOf(source) < largeTable) return this.#open(source, options, context, [context]);
    const known = this.#find(reading);
    const table = known && (await waitFor(known, context));
    if (table) return table;
    const readers = new Set([context]);
    const kept = { reading, table: this.#open(source, options, context, readers), readers };
    this.#kept = kept;
    try {
      return await kept.table;
    } catch (error) {
      if (this.#kept === kept) this.#kept = null;
      throw error;
    }
  }

  /** The table that is kept under that name, or is being read, in memory that threads share; `null` when there is none. */
  async share(reading: string, context: RequestContext): Promise<Table | null> {
    const known = this.#find(reading);
    const table = known && (await waitFor(known, context));
    if (!table) return null;
    const shared = toSharedTable(table);
    known.table = Promise.resolve(shared);
    return shared;
  }

  #find(reading: string): Kept | null {
    return this.#kept?.reading === reading ? this.#kept : null;
  }

  async #open(
    source: TableSource,
    options: ReadOptions,
    { signal }: RequestContext,
    readers: Iterable<RequestContext>,
  ): Promise<Table> {
    if (source.kind === 'table') return source.table;
    const bytes = openSource(source);
    const total = bytes.byteLength ?? 0;
    let reported = this.#now();
    const onProgress = (done: number): void => {
      if (this.#now() - reported < progressInterval) return;
      reported = this.#now();
      for (const reader of readers)
        reader.progress(done, Math.max(total, done), notice('progress.reading' satisfies RunNoticeCode, source.name));
    };
    const table = await readTable(bytes, { ...tableOptionsOf(options), signal, onProgress });
    if (signal.aborted) throw new CancelledError();
    return table;
  }
}

function sizeOf(source: TableSource): number {
  return source.kind === 'table' ? source.table.bytes : (openSource(source).byteLength ?? 0);
}

/** `null` when the reading fails, or is cancelled by who asked for it. */
async function waitFor({ table, readers }: Kept, context: RequestContext): Promise<Table | null> {
  readers.add(context);
  try {
    return await table;
  } catch {
    return null;
  } finally {
    readers.delete(context);
  }
}
