/** A table's cells as texts, none of them typed: what the file says, in the places that the reader gives it. */
import type { ByteSource } from '../csv/byteSource.ts';
import type { ReadOptions } from './readOptions.ts';
import { RepairLog } from '../csv/repairLog.ts';
import { untilUnderstood } from './attempts.ts';
import { layoutOf } from './fileLayout.ts';
import { readColumns } from './scanColumns.ts';

export interface CellTable {
  /** As the file gives them, "" where it gives none; `null` when it has no header. */
  readonly names: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** @throws DataError as `readTable` does */
export async function readCells(source: ByteSource, options: ReadOptions = {}): Promise<CellTable> {
  return untilUnderstood(source, options, async (hints) => {
    const how = { ...options, onDamage: hints.damaged ? () => undefined : undefined };
    const layout = await layoutOf(source, how, hints, new RepairLog());
    const asWords = layout.plans.map(() => 'word' as const);
    const scan = await readColumns(source, how, layout, asWords, null);
    const rows = Array.from({ length: scan.rows }, (_, row) =>
      scan.stores.map(({ words, codes }) => words?.words[codes[row] ?? -1] ?? ''),
    );
    return { names: layout.header ? layout.givenNames : null, rows };
  });
}
