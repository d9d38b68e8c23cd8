/** A worker's platform in a test's hands. */
import assert from 'node:assert/strict';
import type { Frame } from '../../../src/protocol/frame.ts';
import type { FromWorker, WorkerStatus } from '../../../src/protocol/workerApi.ts';
import type { RunPlatform } from '../../../src/run/platform.ts';

/** A platform whose time a test decides: each look at the clock takes a while, and slices run when told. */
export class ManualPlatform implements RunPlatform {
  readonly messages: FromWorker[] = [];
  readonly #tick: number;
  #time = 0;
  #deferred: (() => void)[] = [];

  /** `tick`: milliseconds that a look at the clock takes. */
  constructor(tick: number) {
    this.#tick = tick;
  }

  readonly now = (): number => {
    this.#time += this.#tick;
    return this.#time;
  };

  readonly defer = (callback: () => void): void => void this.#deferred.push(callback);
  readonly later = (callback: () => void): void => this.defer(callback);
  readonly post = (message: FromWorker): void => void this.messages.push(structuredClone(message));

  /** Runs so many slices, or all there are to come. */
  slices(most = Number.POSITIVE_INFINITY): void {
    for (let i = 0; i < most && this.#deferred.length > 0; i++) this.#deferred.shift()?.();
  }

  get frames(): Frame[] {
    return this.messages.flatMap((message) => (message.type === 'frame' ? [message.frame] : []));
  }

  get statuses(): WorkerStatus[] {
    return this.messages.flatMap((message) => (message.type === 'status' ? [message.status] : []));
  }

  get status(): WorkerStatus {
    return this.statuses.at(-1) ?? assert.fail('no status was sent');
  }
}
