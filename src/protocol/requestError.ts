/** An error that crossed the wire, or a request that can no longer be answered. */
import { NoticeError } from '../core/notice.ts';
import type { WireError } from './workerApi.ts';

export class RequestError extends NoticeError {
  override readonly name = 'RequestError';
  readonly reason: WireError['reason'];
  /** 1-based, in the data file, where it applies. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The key of the configuration's `data` that is at fault, where that is not the file. */
  readonly key: 'encoding' | undefined;
  /** The stack on the other side, for the log. */
  readonly remoteStack: string | undefined;

  constructor(error: WireError) {
    super(error.notice);
    this.reason = error.reason;
    this.line = error.line;
    this.column = error.column;
    this.key = error.key;
    this.remoteStack = error.stack;
  }
}
