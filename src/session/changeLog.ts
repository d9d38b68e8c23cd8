/**
 * How a run came to where it is, as far as that can be done again: the settings it began with and what was changed at which step. With
 * the configuration and the table these bring every bit of it back. Plain data, so that it can be kept beyond the window.
 */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { Mark, RunDescription } from '../protocol/run.ts';

export type TrainingChange = NetworkConfig['training'];

export interface ChangeLog {
  /** In force at step 0. */
  readonly began: TrainingChange;
  /** What was in force from so many updates on, in their order. */
  readonly changes: readonly { readonly step: number; readonly training: TrainingChange }[];
  /** Updates done. */
  readonly step: number;
}

export class ChangeLogger {
  #began: TrainingChange;
  #changes: ChangeLog['changes'] = [];

  constructor(training: TrainingChange) {
    this.#began = training;
  }

  /** The run stands at step 0. */
  begin(training: TrainingChange): void {
    this.#began = training;
    this.#changes = [];
  }

  changed(step: number, training: TrainingChange): void {
    this.#changes = [...this.#changes, { step, training }];
  }

  /** `null` where weights came from elsewhere: from the network before, or set by hand, which leaves a mark of its own. */
  traceOf(
    about: RunDescription | null,
    { step, marks }: { readonly step: number; readonly marks: readonly Mark[] },
  ): ChangeLog | null {
    if (!about || about.keptLayers || marks.length !== this.#changes.length) return null;
    return { began: this.#began, changes: this.#changes, step };
  }
}

/** As much of a run as is needed to lead it through its changes. */
export interface Replayable {
  readonly config: NetworkConfig;
  readonly status: { readonly step: number };
  apply(config: NetworkConfig): Promise<unknown>;
  step(count: number): Promise<unknown>;
}

/** Trains a run at step 0 to where another one was, and leaves it paused there. False when it was halted on the way. */
export async function replayChanges(session: Replayable, { changes, step }: ChangeLog): Promise<boolean> {
  for (const { step: at, training } of changes) {
    if (!(await reach(session, at))) return false;
    await session.apply({ ...session.config, training });
  }
  return reach(session, step);
}

async function reach(session: Replayable, step: number): Promise<boolean> {
  const left = step - session.status.step;
  if (left > 0) await session.step(left);
  return session.status.step >= step;
}
