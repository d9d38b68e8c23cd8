/**
 * Holds frames while they are looked at and gives their buffers back. The newest frame stays, drawn or not, so that a
 * view that opens or comes back has something to show; every other one goes back once a view has drawn it.
 */
import type { Frame } from '../protocol/frame.ts';

export class FrameKeeper {
  private readonly give: (buffer: ArrayBuffer) => void;
  private held: Frame[] = [];
  private acknowledged = 0;

  /** `give` returns a buffer to the worker. */
  constructor(give: (buffer: ArrayBuffer) => void) {
    this.give = give;
  }

  get last(): Frame | null {
    return this.held.at(-1) ?? null;
  }

  receive(frame: Frame): void {
    this.held.push(frame);
    this.collect();
  }

  /** A view drew this frame, and with it whatever came before. */
  acknowledge(frame: number): void {
    this.acknowledged = Math.max(this.acknowledged, Math.min(frame, this.last?.frame ?? 0));
    this.collect();
  }

  /** Nobody will draw what is here: a hidden view never answers. */
  acknowledgeAll(): void {
    this.acknowledge(Number.POSITIVE_INFINITY);
  }

  /** Gives everything back, the newest frame too: it shows a network that is no more. */
  clear(): void {
    const { held } = this;
    this.held = [];
    for (const frame of held) this.giveBack(frame);
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
