/**
 * Several views, one stream of frames. The worker has two buffers; a frame's buffer goes back when every view that got
 * it has drawn it, so the slowest visible view sets the pace and training never waits.
 */
import type { Frame } from '../../protocol/frame.ts';

/** What the fan needs of a session. */
export interface FrameSource {
  readonly onFrame: (listener: (frame: Frame) => void) => { dispose(): void };
  acknowledge(frame: number): void;
  /** Asking for true sends one frame at once. */
  watch(visible: boolean): unknown;
}

export interface FrameViewer {
  showFrame(frame: Frame): void;
}

export class FrameBroadcaster {
  readonly #source: FrameSource;
  readonly #viewers = new Set<FrameViewer>();
  /** Views that have not yet drawn a frame. */
  readonly #undrawn = new Map<number, Set<FrameViewer>>();
  readonly #subscription: { dispose(): void };

  constructor(source: FrameSource) {
    this.#source = source;
    this.#subscription = source.onFrame((frame) => this.#spread(frame));
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** Sends frames to the view from now on, the first at once. */
  add(viewer: FrameViewer): void {
    this.#viewers.add(viewer);
    this.#source.watch(true);
  }

  /** The view is hidden or closed: it will draw nothing more. */
  remove(viewer: FrameViewer): void {
    if (!this.#viewers.delete(viewer)) return;
    this.drawn(viewer, Number.POSITIVE_INFINITY);
    if (this.#viewers.size === 0) this.#source.watch(false);
  }

  /** The view drew this frame, and so has no more use for those before it. */
  drawn(viewer: FrameViewer, frame: number): void {
    let done = 0;
    for (const [number, waiting] of this.#undrawn) {
      if (number > frame) continue;
      waiting.delete(viewer);
      if (waiting.size > 0) continue;
      this.#undrawn.delete(number);
      done = Math.max(done, number);
    }
    if (done > 0) this.#source.acknowledge(done);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#viewers.clear();
    this.#undrawn.clear();
  }

  #spread(frame: Frame): void {
    if (this.#viewers.size === 0) {
      this.#source.acknowledge(frame.frame);
      return;
    }
    this.#undrawn.set(frame.frame, new Set(this.#viewers));
    for (const viewer of [...this.#viewers]) viewer.showFrame(frame);
  }
}
