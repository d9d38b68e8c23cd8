/** The records in a folder, worked with by this process. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { RecordMachine } from '../../../record/recordFiles.ts';
import { RecordStore } from '../../../record/recordStore.ts';
import { sha256 } from '../fingerprint.ts';
import { nodeRecordFiles } from './nodeRecordFiles.ts';

const machine: RecordMachine = {
  host: hostname(),
  process: process.pid,
  isAlive,
  token: () => randomBytes(8).toString('hex'),
  now: Date.now,
  every,
  sha256,
};

function every(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds).unref();
  return () => clearInterval(timer);
}

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
