/** What a run is made of. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { NamedModel } from '../protocol/modelApi.ts';
import type { Progress } from '../protocol/requestClient.ts';
import type { RecordRequest } from '../protocol/recordApi.ts';
import type { RunId } from '../protocol/run.ts';
import type { TableSource } from '../protocol/tableSource.ts';
import type { Params, RecordMessage } from '../protocol/workerApi.ts';
import type { SlotQueue } from './slotQueue.ts';
import type { Clock, WorkerPort } from './link/workerPort.ts';

/**
 * @param onProgress absent where a worker runs already, which may know the table itself; a new one may get it from
 * another that reads it
 */
export type LoadSource = (config: NetworkConfig, onProgress?: (progress: Progress) => void) => Promise<TableSource>;

/** Who keeps the records of a run. */
export interface RunRecords {
  /** How the next network is to be recorded; `null`: not at all. */
  readonly request: (config: NetworkConfig) => Promise<RecordRequest | null>;
  /** Lines of the configuration as it is now. */
  readonly written: () => RecordRequest['written'];
  readonly heard: (message: RecordMessage) => void;
  /** The worker is gone, or is about to go. `hasDied`: by itself. */
  readonly left: (hasDied: boolean) => void;
}

export interface RunControllerOptions {
  readonly runId: RunId;
  /** File name of the configuration. */
  readonly title: string;
  readonly config: NetworkConfig;
  /** Where the data are at this moment; asked at each preparation. Rejects with a sentence for the user. */
  readonly loadSource: LoadSource;
  /** Where the file lies that the network starts from; `null` where it starts from none. Rejects with a sentence for the user. */
  readonly loadStart?: ((config: NetworkConfig) => Promise<NamedModel | null>) | undefined;
  readonly records?: RunRecords | undefined;
  /** Seconds a training takes at least, so that it can be watched; asked at each start. 0: full speed. */
  readonly watchSeconds?: (() => number) | undefined;
  /** Most bytes that the recording of a run may take; asked at each preparation. */
  readonly recordingLimit?: (() => number) | undefined;
  /** Threads that may train a large network, 0: as many as fit the machine; asked at each preparation. */
  readonly threads?: (() => number) | undefined;
  /** @param first what it will be asked first */
  readonly spawn: (first: Params<'prepare'>) => WorkerPort;
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

/** What the worker says of the record goes to who keeps it. */
export function recordEvents({ records }: RunControllerOptions) {
  return {
    onRecord: (message: RecordMessage) => records?.heard(message),
    onClose: (hasDied: boolean) => records?.left(hasDied),
  };
}

/** The text that a change of settings comes from. */
export function writtenOf({ records }: RunControllerOptions): { readonly written?: RecordRequest['written'] } {
  return records ? { written: records.written() } : {};
}
