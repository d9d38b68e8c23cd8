/** How much records take, and which of them go when that is too much. */
import type { RecordStore } from './recordStore.ts';
import type { RunRecord } from './runRecord.ts';

/** Bytes of a run's own files, without the table that several runs may share. */
export function runBytes({ curve, checkpoints }: RunRecord): number {
  return [...curve.chunks, ...checkpoints].reduce((sum, { bytes }) => sum + bytes, ownBytes);
}

/** Of `run.json` and the folders, as good as. */
const ownBytes = 1 << 14;

/** Bytes of the records together with the copies of their tables. */
export function recordsBytes(runs: readonly RunRecord[]): number {
  const tables = new Map(runs.map(({ table }) => [table.sha256, table.isKept ? table.bytes : 0]));
  const ofTables = [...tables.values()].reduce((sum, bytes) => sum + bytes, 0);
  return runs.reduce((sum, run) => sum + runBytes(run), ofTables);
}

/** Those that go so that the rest takes at most so many bytes: the oldest first, none that is pinned, trains, or can go on. */
export function tooMany(runs: readonly RunRecord[], maxBytes: number): readonly RunRecord[] {
  const rest = [...runs].sort((a, b) => (a.id < b.id ? 1 : -1));
  const gone: RunRecord[] = [];
  while (recordsBytes(rest) > maxBytes) {
    const at = rest.findLastIndex(({ pinned, state }) => !pinned && state !== 'training' && state !== 'interrupted');
    if (at < 0) break;
    gone.push(...rest.splice(at, 1));
  }
  return gone;
}

/** Lets go what is too much. @returns the ids of what went */
export async function boundRecords(store: RecordStore, maxBytes: number): Promise<readonly string[]> {
  const { runs } = await store.list();
  const gone: string[] = [];
  for (const { id } of tooMany(runs, maxBytes)) if (await store.delete(id)) gone.push(id);
  return gone;
}
