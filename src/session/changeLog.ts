/**
 * How a run came to where it is: the network it began as, everything that was done to it since, and, where that network took weights over
 * from the one before it, the same of that one. With the table these bring every bit of it back. Plain data, so that it can be kept
 * beyond the window.
 */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { ReportedTraining } from '../config/text/keyDifferences.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import type { Redone, RunHistory } from '../protocol/history.ts';
import type { RunStatus } from '../protocol/run.ts';

export interface ChangeLog extends RunHistory {
  /** As it was built: with the settings in force at step 0. */
  readonly config: NetworkConfig;
  /** The settings that are asked for in the end. */
  readonly training: NetworkConfig['training'];
  /** The network whose weights this one began with, where there were any. */
  readonly before: ChangeLog | null;
  /** Of the parameters at that step; `null` when the training was under way. */
  readonly checksum: string | null;
}

/** Networks in a row that can be led through again. */
const maxNetworks = 30;

export class ChangeLogger {
  #config: NetworkConfig;
  #before: ChangeLog | null = null;
  #events: readonly LoggedEvent[] = [];
  #isWhole = true;

  constructor(config: NetworkConfig) {
    this.#config = config;
  }

  /** The run stands at step 0. `before`: whose weights it has, if not those of its configuration; "lost": of one that is not known. */
  begin(config: NetworkConfig, before: ChangeLog | null | 'lost' = null): void {
    this.#config = config;
    this.#events = [];
    this.#isWhole = before !== 'lost' && networksOf(before) < maxNetworks;
    this.#before = before === 'lost' ? null : before;
  }

  /** The worker says what was done so far. */
  record(events: readonly LoggedEvent[]): void {
    // What is `undefined` would be missing in what is kept.
    this.#events = JSON.parse(JSON.stringify(events, (_, value: unknown) => (value === undefined ? null : value)));
  }

  /** `null` when it cannot be done again. */
  traceOf({ training }: NetworkConfig, { step, phases, checksum }: RunStatus): ChangeLog | null {
    if (!this.#isWhole) return null;
    return { config: this.#config, training, before: this.#before, events: this.#events, step, phases, checksum };
  }
}

function networksOf(log: ChangeLog | null): number {
  return log === null ? 0 : 1 + networksOf(log.before);
}

/** The network that everything began with. */
export function firstNetwork(log: ChangeLog): NetworkConfig {
  return log.before ? firstNetwork(log.before) : log.config;
}

/** As much of a run as is needed to lead it through its changes. */
export interface Replayable {
  apply(config: NetworkConfig): Promise<unknown>;
  redo(log: ChangeLog): Promise<Redone | null>;
}

export type ReplayResult =
  /** `differs`: it got there with other weights. */
  { readonly arrived: true; readonly differs: boolean } | { readonly arrived: false };

/** Leads a run that stands at the first network's step 0 to where another one was, and leaves it paused there. */
export async function replayChanges(run: Replayable, log: ChangeLog): Promise<ReplayResult> {
  if (log.before) {
    const before = await replayChanges(run, log.before);
    if (!before.arrived) return before;
    await run.apply(log.config);
  }
  const redone = await run.redo(log);
  if (!redone || redone.step < log.step) return { arrived: false };
  return { arrived: true, differs: log.checksum !== null && redone.checksum !== log.checksum };
}

/** The same for who compares it with another: what was in force when. */
export function reportedTraining(config: NetworkConfig, log: ChangeLog | null): ReportedTraining {
  const changes = log?.events.flatMap((event) => (event.kind === 'settings' ? [event] : [])) ?? [];
  return { config, began: log?.config.training, changes };
}
