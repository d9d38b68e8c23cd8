/** Recorded runs side by side: read from their folders, with the tables that are found. */
import type { Table } from '../data/columns/table.ts';
import { DataError } from '../data/csv/errors.ts';
import { tableOptionsOf } from '../data/read/readOptions.ts';
import { readTable } from '../data/read/readTable.ts';
import { weightsSha256 } from '../platform/node/fingerprint.ts';
import { fileSource } from '../platform/node/openSource.ts';
import { nodeRecords } from '../platform/node/records/nodeRecords.ts';
import { tableOfRun } from '../platform/node/records/tableOfRun.ts';
import type { ComparedRecord, ComparedRuns } from '../protocol/compare/runsComparison.ts';
import type { Params } from '../protocol/workerApi.ts';
import type { RunRecord } from '../record/runRecord.ts';
import { comparedCurve } from '../run/compare/comparedCurve.ts';
import { compareRuns, type RunToCompare } from '../run/compare/compareRuns.ts';

/** Rows that a page lists. */
const maxRows = 1000;

interface FoundRun extends RunToCompare {
  readonly root: string;
}

/** @throws RecordError where a run is gone, and what `yieldNow` throws */
export async function compareRequest(
  { runs }: Params<'compareRuns'>,
  yieldNow: () => Promise<void>,
): Promise<ComparedRuns> {
  const found: FoundRun[] = [];
  const curves: ComparedRuns['curves'][number][] = [];
  for (const { root, id } of runs) {
    const store = nodeRecords(root);
    const record = await store.read(id);
    found.push({ root, store, record });
    curves.push(comparedCurve(await store.curve(record), record));
    await yieldNow();
  }
  const tableOf = tableReader(found);
  const comparison = await compareRuns(found, { fingerprint: weightsSha256, tableOf, yieldNow, maxRows });
  return { records: found.map(({ record }) => recordOf(record)), curves, comparison };
}

function recordOf({ file, table, state, step, epochs, seconds, figures }: RunRecord): ComparedRecord {
  return { ...{ file, table: table.name, state, step, epochs, seconds }, isShare: figures.trainAccuracy !== null };
}

/** Each table is read once for all runs that read it alike; one that cannot be read any more is not there. */
function tableReader(runs: readonly FoundRun[]): (run: RunToCompare) => Promise<Table | null> {
  const roots = new Map(runs.map(({ record, root }) => [record, root]));
  const read = new Map<string, Promise<Table | null>>();
  return async ({ record }) => {
    const path = await tableOfRun(roots.get(record) ?? '', record);
    if (path === null) return null;
    const options = tableOptionsOf(record.config.used.data);
    const key = JSON.stringify([path, options]);
    const table = read.get(key) ?? readTable(fileSource(path), options).catch(nothingOfDataErrors);
    read.set(key, table);
    return table;
  };
}

function nothingOfDataErrors(error: unknown): null {
  if (error instanceof DataError) return null;
  throw error;
}
