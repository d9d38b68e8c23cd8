/** Where the worker finds a table, and how it is told to read it. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { Table } from '../data/columns/table.ts';
import type { tableKeys } from '../data/read/readOptions.ts';

/**
 * Where a table is. The worker opens `path` itself; bytes come from an editor or a virtual file system; a table that another worker has
 * read lies in memory that both share. `reading` names these bytes understood in this way: what was read under a name is not read again.
 */
export type TableSource =
  | ({ readonly kind: 'path'; readonly path: string } & Named)
  | ({ readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> } & Named)
  | ({ readonly kind: 'table'; readonly table: Table } & Named);

interface Named {
  readonly name: string;
  readonly reading?: string | undefined;
}

/** How the reader is told to understand the file; what is absent is detected. */
export type ReadOptions = Partial<Pick<NetworkConfig['data'], (typeof tableKeys)[number]>>;
