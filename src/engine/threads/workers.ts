/** The threads beside the first that share one workspace's memory. They come when they are ready; nobody waits for that. */
import type { Workspace } from '../program/workspace.ts';
import { type Word, wordIndex } from '../memory/barrierWords.ts';
import type { Helper, ThreadPlatform } from './platform.ts';

export class Workers {
  readonly space: Workspace;
  readonly #helpers: readonly Helper[];
  readonly #words: Int32Array;

  /** @param count threads beside the first */
  constructor(platform: ThreadPlatform, space: Workspace, count: number) {
    this.space = space;
    this.#words = new Int32Array(space.program.memory.buffer);
    this.#helpers = Array.from({ length: count }, (_, i) => platform.start(space.program, i + 1));
  }

  /** Whether all wait for their first command. */
  get isComplete(): boolean {
    return Atomics.load(this.#words, this.#index('present')) === this.#helpers.length;
  }

  /** Whether one has ended, or did not come to a barrier. */
  get hasLost(): boolean {
    return Atomics.load(this.#words, this.#index('over')) !== 0 || this.#helpers.some(({ hasEnded }) => hasEnded);
  }

  /** Sleeps a moment, or until something changes: for those who cannot do without the others. */
  rest(milliseconds: number): void {
    Atomics.wait(this.#words, this.#index('present'), Atomics.load(this.#words, this.#index('present')), milliseconds);
  }

  end(): void {
    Atomics.store(this.#words, this.#index('over'), 1);
    for (const helper of this.#helpers) helper.end();
  }

  #index(word: Word): number {
    return wordIndex(this.space.layout, word);
  }
}
