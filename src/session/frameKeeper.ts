/**
 * Counts the frames that are looked at and gives the worker credit for new ones. The newest frame stays, drawn or not, so
 * that a view that opens or comes back has something to show; every other one is let go once a view has drawn it.
 */
import type { Frame } from '../protocol/frame.ts';
import type { Disposable } from '../protocol/port.ts';
import { Emitter } from './emitter.ts';

export class FrameKeeper implements Disposable {
  private readonly credit: () => void;
  private readonly emitter = new Emitter<Frame>();
  private held: Frame[] = [];
  private count = 0;
  private acknowledged = 0;

  readonly onFrame = this.emitter.event;

  /** `credit` tells the worker that it may make a frame more. */
  constructor(credit: () => void) {
    this.credit = credit;
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

  /** Lets everything go, the newest frame too: it shows a network that is no more. */
  clear(): void {
    this.letGo(this.held);
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private collect(): void {
    const last = this.last;
    this.letGo(this.held.filter((frame) => frame !== last && frame.frame <= this.acknowledged));
  }

  private letGo(frames: readonly Frame[]): void {
    this.held = this.held.filter((frame) => !frames.includes(frame));
    for (const _ of frames) this.credit();
  }
}
