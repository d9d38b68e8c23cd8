/** The table of a command: opened, read, typed. */
import { access, constants, stat } from 'node:fs/promises';
import type { TableConfig } from '../../config/facts/partialConfig.ts';
import { localize, msg } from '../../config/wording/localize.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import type { Table } from '../../data/columns/table.ts';
import { summarize } from '../../data/dataset/summarize.ts';
import { tableOptionsOf } from '../../data/read/readOptions.ts';
import { readTable } from '../../data/read/readTable.ts';
import { fileSource, type NamedSource } from '../../platform/node/openSource.ts';
import { type OtherKind, otherKind } from '../../platform/node/regularFile.ts';
import { badInput, TableFailure } from '../terminal/failure.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface LoadedTable {
  readonly table: Table;
  readonly summary: TableSummary;
  /** The data file as messages name it. */
  readonly shownData: string;
  readonly dataPath: string;
}

/** Reads, types and summarizes the table at `path`. */
export async function loadTable(
  path: string,
  shownData: string,
  data: TableConfig | null,
  terminal: Terminal,
): Promise<LoadedTable> {
  const progress = new Progress(terminal);
  try {
    const source = await sourceAt(path, shownData);
    const size = source.byteLength ?? 0;
    const table = await readTable(source, {
      ...(data ? tableOptionsOf(data) : {}),
      onProgress: (bytes) =>
        progress.show(() =>
          localize('reading {0}: {1} %', shownData, Math.floor((100 * bytes) / Math.max(size, bytes, 1))),
        ),
    });
    return { table, summary: summarize(table), shownData, dataPath: path };
  } catch (error) {
    throw new TableFailure(error, shownData);
  } finally {
    progress.clear();
  }
}

const otherKindTexts: Readonly<Record<Exclude<OtherKind, 'folder'>, string>> = {
  pipe: msg('This is a pipe; name a CSV file.'),
  socket: msg('This is a socket; name a CSV file.'),
  device: msg('This is a device; name a CSV file.'),
};

/** Only a regular file: a table is read more than once, a pipe may never end. */
export async function sourceAt(path: string, shown: string): Promise<NamedSource> {
  const facts = await stat(path);
  const kind = otherKind(facts);
  if (!kind) await access(path, constants.R_OK);
  if (kind === 'folder') throw badInput(shown, localize('This is a folder; name a CSV file in it.'));
  if (kind) throw badInput(shown, localize(otherKindTexts[kind]));
  return fileSource(path);
}
