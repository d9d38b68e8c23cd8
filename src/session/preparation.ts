/** Preparing a run: the newest wish counts, an older one is cancelled and has no consequences. */
import type { CancelToken } from '../protocol/port.ts';
import type { RunDescription } from '../protocol/run.ts';
import { CancelSource } from './cancelSource.ts';

export type Prepared =
  | { readonly kind: 'built'; readonly about: RunDescription }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** A newer wish took its place, or nobody waits any more. */
  | { readonly kind: 'replaced' };

export class Preparation {
  private current: CancelSource | null = null;

  get isActive(): boolean {
    return this.current !== null;
  }

  /** Never rejects. `work` should ask the token whether it still counts after each wait. */
  async run(work: (token: CancelToken) => Promise<RunDescription>): Promise<Prepared> {
    this.cancel();
    const own = new CancelSource();
    this.current = own;
    const outcome = await work(own.token).then(
      (about): Prepared => ({ kind: 'built', about }),
      (error: unknown): Prepared => ({ kind: 'failed', error }),
    );
    if (this.current !== own) return { kind: 'replaced' };
    this.current = null;
    return outcome;
  }

  cancel(): void {
    const { current } = this;
    this.current = null;
    current?.cancel();
  }
}
