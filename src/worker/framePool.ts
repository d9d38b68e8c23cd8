/** The two buffers that frames travel in. They are the credit: whoever holds neither makes no frame. */

const bufferCount = 2;

export class FramePool {
  private readonly byteLength: number;
  private readonly free: ArrayBuffer[];
  private away = 0;

  /** `capacity`: numbers in a frame. */
  constructor(capacity: number) {
    this.byteLength = capacity * Float32Array.BYTES_PER_ELEMENT;
    this.free = Array.from({ length: bufferCount }, () => new ArrayBuffer(this.byteLength));
  }

  get hasFree(): boolean {
    return this.free.length > 0;
  }

  /** A buffer that now belongs to the caller, or `null` when both are away. */
  take(): ArrayBuffer | null {
    const buffer = this.free.pop() ?? null;
    if (buffer) this.away++;
    return buffer;
  }

  /** Takes a buffer back. Those of another run, or more than were given away, are dropped. */
  give(buffer: ArrayBuffer): void {
    if (this.away === 0 || buffer.byteLength !== this.byteLength) return;
    this.away--;
    this.free.push(buffer);
  }
}
