/** The one thing the protocol asks of a platform: a pipe for messages with two ends. */

export interface Disposable {
  /** Twice is harmless. */
  dispose(): void;
}

export interface Port<Out, In> {
  /** Sends a message; buffers in `transfer` belong to the other end afterwards. */
  post(message: Out, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: In) => void): Disposable;
}

/** A wish to end long work early. The editor's own cancellation tokens have this form. */
export interface CancelToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): Disposable;
}
