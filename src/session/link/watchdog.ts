/** Notices when the worker falls silent although something is expected of it. It tells; it ends nothing. */
import type { Disposable } from '../../protocol/port.ts';
import type { Clock } from './workerPort.ts';

/** Milliseconds of silence that are remarked upon. */
export const maxSilence = 5000;
/** Those in which a stop or a reset is answered, also on a busy machine: what a worker does at a stretch is far shorter. */
export const haltPatience = 10_000;

export interface WatchdogOptions {
  readonly clock: Clock;
  /** Whether an answer or a sign of life is due. */
  readonly expecting: () => boolean;
  /** true: silent for `maxSilence`; false: heard again. */
  readonly onSilence: (silent: boolean) => void;
}

export class Watchdog implements Disposable {
  readonly #options: WatchdogOptions;
  #timer: Disposable | null = null;
  #silent = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Something was asked of the worker. */
  asked(): void {
    if (!this.#timer && !this.#silent) this.#arm();
  }

  /** A message came. */
  onMessage(): void {
    this.#disarm();
    if (this.#silent) {
      this.#silent = false;
      this.#options.onSilence(false);
    }
    if (this.#options.expecting()) this.#arm();
  }

  dispose(): void {
    this.#disarm();
  }

  #arm(): void {
    this.#timer = this.#options.clock.after(maxSilence, () => {
      this.#timer = null;
      if (!this.#options.expecting()) return;
      this.#silent = true;
      this.#options.onSilence(true);
    });
  }

  #disarm(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }
}
