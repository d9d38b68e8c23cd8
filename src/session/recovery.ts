/** A run whose worker died: what was done to it is known, so that another worker can bring it back to where it was. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import { type ChangeLog, firstNetwork, type Replayable, replayChanges } from './changeLog.ts';
import { otherWeights } from './sentences.ts';
import type { StatusStore } from './statusStore.ts';

export class Recovery {
  readonly #board: StatusStore;
  #log: ChangeLog | null = null;
  #isUnderWay = false;

  constructor(board: StatusStore) {
    this.#board = board;
  }

  /** Where the run was; `null` when nothing was lost. */
  get log(): ChangeLog | null {
    return this.#log;
  }

  /** The worker died. On the way back the place to go to stays the same. */
  died(log: ChangeLog | null): void {
    if (!this.#isUnderWay) this.#log = log && isSomething(log) ? log : null;
  }

  /**
   * Says whether the run is where it was; that it has other weights there is told as its notice.
   * @param rebuild builds a network in a new worker, and says whether that stands
   */
  async bringBack(run: Replayable, rebuild: (config: NetworkConfig) => Promise<boolean>): Promise<boolean> {
    const log = this.#log;
    if (!log) return false;
    this.#isUnderWay = true;
    try {
      if (!(await rebuild(firstNetwork(log)))) return false;
      const result = await replayChanges(run, log);
      if (!result.arrived) return false;
      this.#log = null;
      if (result.differs) this.#board.set({ notice: otherWeights() });
      return true;
    } finally {
      this.#isUnderWay = false;
    }
  }
}

/** Whether the run is anything but its configuration at step 0. */
export function isSomething({ step, phases, events, before }: ChangeLog): boolean {
  return step > 0 || phases > 0 || events.length > 0 || before !== null;
}
