/** A thing with a lifetime: what it registers ends with it, last first. Disposing twice is harmless. */

export interface Disposable {
  dispose(): unknown;
}

export class Owner implements Disposable {
  readonly #owned: Disposable[] = [];
  #ended = false;

  get isDisposed(): boolean {
    return this.#ended;
  }

  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    while (this.#owned.length > 0) this.#owned.pop()?.dispose();
  }

  /** Ends `part` together with this owner, or at once when this owner has ended already. */
  protected register<T extends Disposable>(part: T): T {
    if (this.#ended) part.dispose();
    else this.#owned.push(part);
    return part;
  }
}
