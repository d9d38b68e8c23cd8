/** The table that a run was trained on, where it was or as the copy that is kept: by its SHA-256, and no other. */
import { resolve } from 'node:path';
import { tablePath } from '../../../record/recordStore.ts';
import type { RunRecord } from '../../../record/runRecord.ts';
import { fileSource } from '../openSource.ts';
import { digestOf } from '../tableDigest.ts';

/** @param root of the records @returns an absolute path; `null` where neither is there any more */
export async function tableOfRun(root: string, { id, table }: RunRecord): Promise<string | null> {
  const copies = table.isKept ? [resolve(root, tablePath(table.sha256))] : [];
  for (const path of [...copies, resolve(root, id, table.where)]) if (await isTable(path, table.sha256)) return path;
  return null;
}

/** Whether there is this table, bit for bit. */
export async function isTable(path: string, sha256: string): Promise<boolean> {
  try {
    return (await digestOf(fileSource(path))).sha256 === sha256;
  } catch {
    return false;
  }
}
