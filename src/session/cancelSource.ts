/** A cancellation token of the session's own, for work that a newer wish replaces. */
import type { CancelToken } from '../protocol/port.ts';
import { Emitter } from './emitter.ts';

export class CancelSource {
  readonly #emitter = new Emitter<void>();
  #cancelled = false;
  readonly token: CancelToken;

  constructor() {
    const isCancelled = (): boolean => this.#cancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: this.#emitter.event,
    };
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#emitter.fire();
    this.#emitter.dispose();
  }
}
