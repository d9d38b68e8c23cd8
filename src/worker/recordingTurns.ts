/** The record of the run that the worker has: a training waits until it is there, and what comes after it until it is whole. */
import type { RecordRequest } from '../protocol/recordApi.ts';
import type { Runner } from '../run/loop/runner.ts';
import type { YieldNow } from '../run/loop/timeMachine.ts';
import type { LiveRecording } from '../run/record/liveRecording.ts';
import { type RecordedRun, Recordings } from './recordings.ts';

export interface OpenRecording {
  readonly live: LiveRecording;
  readonly files: Recordings;
}

/** @throws RecordError, ModelFileError where the run that is to go on cannot */
export async function openRecording(asked: RecordedRun, yieldNow: YieldNow): Promise<OpenRecording> {
  try {
    const files = new Recordings(asked);
    return { files, live: await files.open(yieldNow) };
  } catch (error) {
    asked.runner.dispose();
    throw error;
  }
}

export class RecordingTurns {
  #open: OpenRecording | null = null;
  /** Counts who halted the run. */
  #halts = 0;

  /** `true`: the training may begin. Otherwise it may when this settles, unless it says that somebody has halted the run meanwhile. */
  begin(): true | Promise<boolean> {
    const waiting = this.#open?.live.begin() ?? null;
    if (!waiting) return true;
    const halts = this.#halts;
    return waiting.then(() => halts === this.#halts);
  }

  halt(): void {
    this.#halts++;
  }

  /** The configuration's text is another one now. */
  write(written: RecordRequest['written'] | undefined): void {
    if (this.#open && written !== undefined) this.#open.files.written = written;
  }

  /** What was begun to be written of a run that has halted is on the disk. */
  async settled(runner: Runner | null): Promise<void> {
    if (!runner?.isRunning) await this.#open?.live.settling;
  }

  async ended(): Promise<void> {
    await this.#open?.live.ended();
  }

  /** The run is about to begin anew. */
  leave(): void {
    this.#open?.live.leave();
  }

  /** Another network takes the place of the one before. */
  replace(runner: Runner, open: OpenRecording | null): void {
    this.#halts++;
    this.leave();
    this.#open = open;
    runner.watcher = open?.live ?? null;
  }
}
