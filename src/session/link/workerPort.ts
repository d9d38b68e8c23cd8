/** What a session asks of the platform: a worker to talk to, and time. Both are injected. */
import type { Disposable, Port } from '../../protocol/port.ts';
import type { FromWorker, ToWorker } from '../../protocol/workerApi.ts';

export interface WorkerPort extends Port<ToWorker, FromWorker> {
  /** The worker is gone, whoever ended it. `reason` goes into the sentence "The training worker stopped: …". */
  onExit(listener: (reason: string) => void): Disposable;
  /** Ends the worker without asking it. */
  terminate(): void;
}

export interface Clock {
  /** Calls back once after so many milliseconds, unless disposed before. */
  after(milliseconds: number, callback: () => void): Disposable;
}
