/** The records in a folder, worked with by this process. */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { RecordMachine } from '../../../record/recordFiles.ts';
import { RecordStore } from '../../../record/recordStore.ts';
import { nodeRecordFiles } from './nodeRecordFiles.ts';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const machine: RecordMachine = {
  host: hostname(),
  process: process.pid,
  isAlive,
  token: () => randomBytes(8).toString('hex'),
  now: Date.now,
  sha256,
};

/** Signal 0 asks without sending one; a process of another user is there, too. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @param root absolute */
export function nodeRecords(root: string): RecordStore {
  return new RecordStore(nodeRecordFiles(root), machine);
}
