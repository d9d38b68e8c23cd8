/**
 * Decides when a frame is made: only while somebody looks, at most two that nobody has drawn, at most thirty a second and
 * within an eightieth of the time. What cannot be shown now is remembered and shown when it can; training never waits for it.
 *
 * Frames are copied to the other side, not transferred. A transfer detaches the buffer, and one detached buffer is enough
 * for V8 to compile every loop over typed arrays with a check from then on: training lost 17 % to it, a copy takes 10 µs.
 */
import type { Frame } from '../../protocol/frame.ts';
import type { RunPlatform } from '../platform.ts';
import { TimeBudget } from '../timeBudget.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';
import { leavable } from '../leavable.ts';

/** Milliseconds between two frames of a running training. */
const frameInterval = 33;
/** A frame that takes longer waits, when a run comes to stand, until what was asked for is answered. */
const longFrame = 50;
const longFrameDelay = 300;
/** Most frames that are on their way or being drawn. */
const maxAway = 2;

/** Writes the run as it is now into `buffer`, in pieces. */
export type MakeFrame = (buffer: ArrayBuffer, frame: number) => PiecesOf<Frame>;

export class FrameSender {
  readonly #platform: RunPlatform;
  readonly #make: MakeFrame;
  readonly #buffer: ArrayBuffer;
  readonly #budget = new TimeBudget(0.0125, 30);
  #visible = false;
  /** The run has changed since the last frame. */
  #owed = true;
  #away = 0;
  #count = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  /** Milliseconds that the last one took. */
  #took = 0;

  /** `capacity`: numbers in a frame. */
  constructor(platform: RunPlatform, capacity: number, make: MakeFrame) {
    this.#platform = platform;
    this.#make = make;
    this.#buffer = new ArrayBuffer(capacity * Float32Array.BYTES_PER_ELEMENT);
  }

  /** Showing the run owes the view a frame. */
  watch(visible: boolean): void {
    this.#visible = visible;
    this.#owed = true;
    this.#flush();
  }

  /** A training begins: its first steps are shown as soon as they are done. */
  began(): void {
    this.#sentAt = Number.NEGATIVE_INFINITY;
    this.#budget.reset();
  }

  /** A frame is no longer needed. One that is owed by a run that stands still goes out now. */
  credit(running: boolean): void {
    this.#away = Math.max(0, this.#away - 1);
    if (!running && this.#owed) this.#flush();
  }

  /** After a slice of training, so many milliseconds after the one before. @param isNew the run is at another step than then */
  trained(milliseconds: number, isNew: boolean): void {
    this.#owed ||= isNew;
    this.#budget.earn(milliseconds);
    if (this.#owed && this.#budget.allows && this.#platform.now() - this.#sentAt >= frameInterval) this.#flush();
  }

  /** The run stands still in a new place: the frame of it must not be missed. */
  changed(): void {
    this.#owed = true;
    if (this.#took <= longFrame) this.#flush();
    else this.#platform.later(() => this.#owed && this.#flush(), longFrameDelay);
  }

  #flush(): void {
    if (!this.#visible || this.#away >= maxAway) return;
    const before = this.#platform.now();
    const frame = leavable(this.#platform, this.#make(this.#buffer, this.#count + 1));
    if (frame) this.#platform.post({ type: 'frame', frame: frame.result });
    const now = this.#platform.now();
    // Of a frame that was left nobody knows how long it would have taken.
    this.#took = frame ? now - before : Number.POSITIVE_INFINITY;
    this.#budget.spend(now - before);
    this.#owed = frame === null;
    if (!frame) {
      // A command has come: it is heard first.
      this.#platform.later(() => this.#owed && this.#flush(), longFrameDelay);
      return;
    }
    this.#away++;
    this.#count++;
    this.#sentAt = now;
  }
}
