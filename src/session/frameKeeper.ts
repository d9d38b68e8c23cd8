/**
 * Holds frames while they are looked at and gives their buffers back. The newest frame stays, drawn or not, so that a
 * view that opens or comes back has something to show; every other one goes back once a view has drawn it.
 */
import type { Frame } from '../protocol/frame.ts';
import type { Disposable } from '../protocol/port.ts';
import { Emitter } from './emitter.ts';

export class FrameKeeper implements Disposable {
  private readonly give: (buffer: ArrayBuffer) => void;
  private readonly emitter = new Emitter<Frame>();
  private held: Frame[] = [];
  private count = 0;
  private acknowledged = 0;

  readonly onFrame = this.emitter.event;

  /** `give` returns a buffer to the worker. */
  constructor(give: (buffer: ArrayBuffer) => void) {
    this.give = give;
  }

  get last(): Frame | null {
    return this.held.at(-1) ?? null;
  }

  /** Takes a frame of the worker; `shown`: a view is to draw it and will acknowledge it. */
  receive(frame: Frame, shown: boolean): void {
    // A new worker counts from one again; for the views the numbers go on rising.
    const own = { ...frame, frame: ++this.count };
    this.held.push(own);
    this.collect();
    if (shown) this.emitter.fire(own);
    else this.acknowledgeAll();
  }

  /** A view drew this frame, and with it whatever came before. */
  acknowledge(frame: number): void {
    this.acknowledged = Math.max(this.acknowledged, Math.min(frame, this.count));
    this.collect();
  }

  /** Nobody will draw what is here: a hidden view never answers. */
  acknowledgeAll(): void {
    this.acknowledge(this.count);
  }

  /** Gives everything back, the newest frame too: it shows a network that is no more. */
  clear(): void {
    const { held } = this;
    this.held = [];
    for (const frame of held) this.giveBack(frame);
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private collect(): void {
    const last = this.last;
    const done = this.held.filter((frame) => frame !== last && frame.frame <= this.acknowledged);
    this.held = this.held.filter((frame) => !done.includes(frame));
    for (const frame of done) this.giveBack(frame);
  }

  private giveBack(frame: Frame): void {
    const { buffer } = frame.numbers;
    if (buffer instanceof ArrayBuffer) this.give(buffer);
  }
}
