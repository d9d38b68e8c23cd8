/** Events: one source, any number of listeners. */
import type { Disposable } from '../protocol/port.ts';

/** Subscribes a listener until the returned disposable is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

export class Emitter<T> implements Disposable {
  #listeners: ReadonlySet<(value: T) => void> = new Set();

  readonly event: Event<T> = (listener) => {
    // A function of its own for each subscription, so that one listener may subscribe twice.
    const own = (value: T): void => listener(value);
    this.#listeners = new Set([...this.#listeners, own]);
    return { dispose: () => this.#remove(own) };
  };

  /** Listeners there are. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Calls every listener that is subscribed now, in order of subscription. */
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners = new Set();
  }

  #remove(own: (value: T) => void): void {
    this.#listeners = new Set([...this.#listeners].filter((listener) => listener !== own));
  }
}
