/** Remembers what a picture was drawn from, so that it is drawn again only when that has changed. */
export class Unchanged {
  #inputs: readonly unknown[] = [];

  /** Whether all inputs are those of the call before; they are compared by identity. The screen's pixel ratio is one of them. */
  is(...inputs: readonly unknown[]): boolean {
    const all = [...inputs, window.devicePixelRatio];
    const same =
      all.length === this.#inputs.length && all.every((input, index) => Object.is(input, this.#inputs[index]));
    this.#inputs = all;
    return same;
  }

  /** The next call finds a change. */
  forget(): void {
    this.#inputs = [];
  }
}
