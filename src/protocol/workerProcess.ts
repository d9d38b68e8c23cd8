/**
 * A training worker that is a process instead of a thread: what it says beside a worker's messages, and V8's switch for vectors of
 * 256 bits, which is why it is one. The switch is experimental and belongs in no process but our own.
 */
import type { Precision } from '../core/training/backend.ts';
import type { FromWorker } from './workerApi.ts';

/** V8 makes one operation of 256 bits of two of 128 where it can. An engine that does not know it refuses to start. */
export const wideVectorsFlag = '--experimental-wasm-revectorize';
export const noWideVectorsFlag = '--no-experimental-wasm-revectorize';

/** A process with this argument is ready only when its vectors are right and faster in the precision behind; else it ends. */
const ifFaster = '--if-faster=';

/** The arguments of a process. @param precision `null`: it serves in any case */
export function processArguments(precision: Precision | null): string[] {
  return precision ? [`${ifFaster}${precision}`] : [];
}

/** What `processArguments` was given. */
export function askedPrecision(argv: readonly string[]): Precision | null {
  const asked = argv.find((argument) => argument.startsWith(ifFaster))?.slice(ifFaster.length);
  return asked === 'float32' || asked === 'float64' ? asked : null;
}

export type FromWorkerProcess =
  | FromWorker
  /** The first message: from now on it answers. */
  | { readonly type: 'ready' }
  /** The last one: an error that nobody caught. */
  | { readonly type: 'failed'; readonly message: string };
