/** The network that a run has now: its configuration, what is told of it, how it came to where it is, and what was there before. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import type { Disposable } from '../protocol/port.ts';
import type { RunDescription } from '../protocol/run.ts';
import { type ChangeLog, ChangeLogger } from './changeLog.ts';
import { Emitter } from './emitter.ts';
import type { FrameStream } from './frameStream.ts';
import { PreviousRun } from './previousRun.ts';
import type { StatusStore } from './statusStore.ts';

export class StandingNetwork implements Disposable {
  /** As it was before it began anew. */
  readonly earlier = new PreviousRun();
  /** The last configuration that could be used, with the settings that are asked for. */
  config: NetworkConfig;
  readonly #board: StatusStore;
  readonly #frames: FrameStream;
  readonly #logger: ChangeLogger;
  readonly #described = new Emitter<RunDescription>();
  #name: string;
  #description: RunDescription | null = null;
  #beginnings = 0;

  readonly onDescription = this.#described.event;

  constructor(title: string, config: NetworkConfig, board: StatusStore, frames: FrameStream) {
    this.#name = title;
    this.config = config;
    this.#board = board;
    this.#frames = frames;
    this.#logger = new ChangeLogger(config);
  }

  get title(): string {
    return this.#name;
  }

  /** `null` until there is a network. */
  get description(): RunDescription | null {
    return this.#description;
  }

  /** The number that its worker knows it by; 0: there is none yet. */
  get build(): number {
    return this.#description?.build ?? 0;
  }

  /** How often it went back to its first step. */
  get beginnings(): number {
    return this.#beginnings;
  }

  /** How it came to where it is; `null` when that cannot be done again. */
  get trace(): ChangeLog | null {
    return this.#description && this.#logger.traceOf(this.config, this.#board.status);
  }

  rename(title: string): void {
    this.#name = title;
    if (!this.#description) return;
    this.#description = { ...this.#description, title };
    this.#described.fire(this.#description);
  }

  /** Its worker says what was done to a network so far. */
  record(build: number, events: readonly LoggedEvent[]): void {
    if (build === this.#description?.build) this.#logger.record(events);
  }

  /** It is about to go back to step 0. */
  rewind(): void {
    this.#beginnings++;
    this.earlier.keep(this.#frames.last, this.config, this.trace);
    this.#logger.begin(this.config);
  }

  /** Another network takes its place. */
  replace(config: NetworkConfig, description: RunDescription): void {
    this.earlier.keep(this.#frames.last, this.config, this.trace);
    const before = description.keptLayers && description.keptLayers.length > 0 ? (this.trace ?? 'lost') : null;
    this.config = config;
    this.#description = description;
    this.#logger.begin(config, before);
    this.#frames.clear();
    this.#board.turnTo(description.build);
    this.#described.fire(description);
  }

  dispose(): void {
    this.#described.dispose();
  }
}
