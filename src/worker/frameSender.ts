/**
 * Decides when a frame is made: only while somebody looks, with a free buffer, at most thirty a second and within a
 * twentieth of the time. What cannot be shown now is remembered and shown when it can; training never waits for it.
 */
import type { Frame } from '../protocol/frame.ts';
import { FramePool } from './framePool.ts';
import type { WorkerPlatform } from './platform.ts';
import { TimeBudget } from './timeBudget.ts';

/** Milliseconds between two frames of a running training. */
const frameInterval = 33;

/** Fills the buffer; it belongs to the frame afterwards. */
export type MakeFrame = (buffer: ArrayBuffer, frame: number) => Frame;

export class FrameSender {
  private readonly platform: WorkerPlatform;
  private readonly make: MakeFrame;
  private readonly pool: FramePool;
  private readonly budget = new TimeBudget(0.05, 100);
  private visible = false;
  /** The run has changed since the last frame. */
  private owed = true;
  private count = 0;
  private sentAt = Number.NEGATIVE_INFINITY;

  /** `capacity`: numbers in a frame. */
  constructor(platform: WorkerPlatform, capacity: number, make: MakeFrame) {
    this.platform = platform;
    this.make = make;
    this.pool = new FramePool(capacity);
  }

  /** Showing the run owes the view a frame. */
  watch(visible: boolean): void {
    this.visible = visible;
    this.owed = true;
    if (visible) this.flush();
  }

  /** A buffer came back. A frame that is owed by a run that stands still goes out now. */
  credit(buffer: ArrayBuffer, running: boolean): void {
    this.pool.give(buffer);
    if (!running && this.owed) this.flush();
  }

  /** After a slice of training that took so many milliseconds. */
  trained(milliseconds: number): void {
    this.owed = true;
    this.budget.earn(milliseconds);
    if (this.budget.allows && this.platform.now() - this.sentAt >= frameInterval) this.flush();
  }

  /** The run stands still in a new place: the frame of it must not be missed. */
  changed(): void {
    this.owed = true;
    this.flush();
  }

  private flush(): void {
    const buffer = this.visible ? this.pool.take() : null;
    if (!buffer) return;
    this.owed = false;
    const before = this.platform.now();
    const frame = this.make(buffer, ++this.count);
    this.platform.post({ type: 'frame', frame }, [buffer]);
    this.sentAt = this.platform.now();
    this.budget.spend(this.sentAt - before);
  }
}
