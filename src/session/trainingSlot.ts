/** One run's dealings with the queue: it has a turn while it trains, waits for one, or has nothing to do with it. */
import type { SlotQueue } from './slotQueue.ts';

export class TrainingSlot {
  readonly #queue: SlotQueue;
  readonly #isTraining: () => boolean;
  /** Requests to train that are on their way: what the worker said of its state is older. */
  #beginning = 0;

  constructor(queue: SlotQueue, isTraining: () => boolean) {
    this.#queue = queue;
    this.#isTraining = isTraining;
  }

  get isWaiting(): boolean {
    return this.#queue.isWaiting(this);
  }

  /** Calls `begin` when it is the run's turn, perhaps at once. The turn ends when the run has stopped training. */
  request(begin: () => Promise<void>): void {
    this.#queue.request(this, () => void this.#use(begin));
  }

  /** Gives the turn back if it is no longer needed. */
  releaseIfIdle(): void {
    if (this.#beginning === 0 && !this.#isTraining() && !this.isWaiting) this.#queue.release(this);
  }

  /** Gives the turn back, or no longer waits for one. */
  release(): void {
    this.#queue.release(this);
  }

  async #use(begin: () => Promise<void>): Promise<void> {
    this.#beginning++;
    try {
      await begin();
    } finally {
      this.#beginning--;
      this.releaseIfIdle();
    }
  }
}
