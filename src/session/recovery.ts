/** A run whose worker died: what was done to it is known, so that another worker can bring it back to where it was. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import { type ChangeLog, firstNetwork, type Replayable, type ReplayResult, replayChanges } from './changeLog.ts';

export class Recovery {
  #log: ChangeLog | null = null;
  #isUnderWay = false;

  /** Where the run was; `null` when nothing was lost. */
  get log(): ChangeLog | null {
    return this.#log;
  }

  /** The worker died. On the way back the place to go to stays the same. */
  died(log: ChangeLog | null): void {
    if (!this.#isUnderWay) this.#log = log && isSomething(log) ? log : null;
  }

  /** @param rebuild builds a network in a new worker, and says whether that stands */
  async bringBack(run: Replayable, rebuild: (config: NetworkConfig) => Promise<boolean>): Promise<ReplayResult> {
    const log = this.#log;
    if (!log) return { arrived: false };
    this.#isUnderWay = true;
    try {
      const result: ReplayResult = (await rebuild(firstNetwork(log)))
        ? await replayChanges(run, log)
        : { arrived: false };
      if (result.arrived) this.#log = null;
      return result;
    } finally {
      this.#isUnderWay = false;
    }
  }
}

/** Whether the run is anything but its configuration at step 0. */
export function isSomething({ step, phases, events, before }: ChangeLog): boolean {
  return step > 0 || phases > 0 || events.length > 0 || before !== null;
}
