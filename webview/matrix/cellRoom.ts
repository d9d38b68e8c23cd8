/** The room of a cell's sentence: it grows and never shrinks, so that the matrices below do not move away from under the pointer. */
export class CellRoom {
  #key = '';
  #height = 0;

  /** After each drawing. @param matrices what the sentences have in common; of others, and at another width, the room is measured anew */
  keep(root: ParentNode, matrices: string): void {
    const sentence = root.querySelector<HTMLElement>('.cell-sentence');
    if (!sentence) return;
    // The width that it has: a page that is just coming up may have none, and one word a line.
    const key = `${matrices} ${sentence.clientWidth}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#height = 0;
      sentence.style.minHeight = '';
    }
    this.#height = Math.max(this.#height, sentence.offsetHeight);
    sentence.style.minHeight = `${this.#height}px`;
  }
}
