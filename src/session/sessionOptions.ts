/** What a run is made of. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { NamedModel } from '../protocol/modelApi.ts';
import type { Progress } from '../protocol/requestClient.ts';
import type { RunId } from '../protocol/run.ts';
import type { TableSource } from '../protocol/tableSource.ts';
import type { SlotQueue } from './slotQueue.ts';
import type { Clock, WorkerPort } from './link/workerPort.ts';

/**
 * @param onProgress absent where a worker runs already, which may know the table itself; a new one may get it from
 * another that reads it
 */
export type LoadSource = (config: NetworkConfig, onProgress?: (progress: Progress) => void) => Promise<TableSource>;

export interface RunControllerOptions {
  readonly runId: RunId;
  /** File name of the configuration. */
  readonly title: string;
  readonly config: NetworkConfig;
  /** Where the data are at this moment; asked at each preparation. Rejects with a sentence for the user. */
  readonly loadSource: LoadSource;
  /** Where the file lies that the network starts from; `null` where it starts from none. Rejects with a sentence for the user. */
  readonly loadStart?: ((config: NetworkConfig) => Promise<NamedModel | null>) | undefined;
  /** Seconds a training takes at least, so that it can be watched; asked at each start. 0: full speed. */
  readonly watchSeconds?: (() => number) | undefined;
  /** Most bytes that the recording of a run may take; asked at each preparation. */
  readonly recordingLimit?: (() => number) | undefined;
  /** Threads that may train a large network, 0: as many as fit the machine; asked at each preparation. */
  readonly threads?: (() => number) | undefined;
  readonly spawn: () => WorkerPort;
  readonly clock: Clock;
  readonly turns: SlotQueue;
}

/** What a preparation is told of memory and threads, as it is at this moment. */
export function limitsOf({ recordingLimit, threads }: RunControllerOptions): {
  recordingLimit?: number;
  threads?: number;
} {
  const [bytes, count] = [recordingLimit?.(), threads?.()];
  return { ...(bytes !== undefined && { recordingLimit: bytes }), ...(count !== undefined && { threads: count }) };
}
