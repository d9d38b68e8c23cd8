/**
 * Counts the frames that are looked at and gives the worker credit for new ones. The newest frame stays, drawn or not, so
 * that a view that opens or comes back has something to show; every other one is let go once a view has drawn it.
 */
import type { Frame } from '../protocol/frame.ts';
import type { Disposable } from '../protocol/port.ts';
import type { RunId } from '../protocol/run.ts';
import { Emitter } from './emitter.ts';
import type { WorkerLink } from './link/workerLink.ts';

export class FrameStream implements Disposable {
  readonly #runId: RunId;
  readonly #link: WorkerLink;
  readonly #emitter = new Emitter<Frame>();
  #held: Frame[] = [];
  #count = 0;
  #acknowledged = 0;
  #visible = false;

  /** Silent while no view looks. Frames must be acknowledged, or no more come. */
  readonly onFrame = this.#emitter.event;

  constructor(runId: RunId, link: WorkerLink) {
    this.#runId = runId;
    this.#link = link;
  }

  /** The newest frame, for a view that opens. */
  get last(): Frame | null {
    return this.#held.at(-1) ?? null;
  }

  /** Whether a view looks at the run. Showing it makes a frame at once. */
  watch(visible: boolean): void {
    this.#visible = visible;
    // A view that was hidden or reloaded never answers for the frames it was sent.
    this.#acknowledgeAll();
    void this.#link.ask('watch', { runId: this.#runId, visible });
  }

  /** Takes a frame of the worker; `current`: it shows the network that is described. */
  receive(frame: Frame, current: boolean): void {
    if (!current) {
      this.#link.credit(frame.build);
      return;
    }
    // A new worker counts from one again; for the views the numbers go on rising.
    const own = { ...frame, frame: ++this.#count };
    this.#held.push(own);
    this.#collect();
    if (this.#visible) this.#emitter.fire(own);
    else this.#acknowledgeAll();
  }

  /** A view drew this frame, and with it whatever came before. */
  acknowledge(frame: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(frame, this.#count));
    this.#collect();
  }

  /** Lets everything go, the newest frame too: it shows a network that is no more. */
  clear(): void {
    this.#letGo(this.#held);
  }

  /** Another network stands: whoever looks wants to see it. */
  renew(): void {
    if (this.#visible) this.watch(true);
  }

  dispose(): void {
    this.#emitter.dispose();
  }

  /** Nobody will draw what is here: a hidden view never answers. */
  #acknowledgeAll(): void {
    this.acknowledge(this.#count);
  }

  #collect(): void {
    const last = this.last;
    this.#letGo(this.#held.filter((frame) => frame !== last && frame.frame <= this.#acknowledged));
  }

  #letGo(frames: readonly Frame[]): void {
    this.#held = this.#held.filter((frame) => !frames.includes(frame));
    for (const { build } of frames) this.#link.credit(build);
  }
}
