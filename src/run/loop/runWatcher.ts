/** Who looks on while a run trains, and is told where it halts. */
import type { Notice } from '../../core/notice.ts';
import type { RunState, StopReason } from '../../protocol/run.ts';

export interface Halt {
  readonly state: RunState;
  readonly stopReason: StopReason | null;
  readonly message: Notice | null;
}

export interface RunWatcher {
  /** Between two steps, after some that took so many milliseconds. */
  readonly trained: (milliseconds: number) => void;
  readonly halted: (halt: Halt) => void;
}
