/** Preparing a run: the newest wish counts, an older one is cancelled and has no consequences. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { CancelToken } from '../protocol/port.ts';
import type { RunDescription } from '../protocol/run.ts';
import { CancelSource } from './cancelSource.ts';

export type Prepared =
  | { readonly kind: 'built'; readonly description: RunDescription }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** A newer wish took its place, or nobody waits any more. `about`: the worker had built it before it heard of that. */
  | { readonly kind: 'replaced'; readonly description: RunDescription | null };

export class Preparation {
  #current: CancelSource | null = null;
  #requested: NetworkConfig | null = null;

  get isActive(): boolean {
    return this.#current !== null;
  }

  /** What is being built or could not be; `null` when what was asked for last stands. */
  get requestedConfig(): NetworkConfig | null {
    return this.#requested;
  }

  /** Never rejects. `work` should ask the token whether it still counts after each wait. */
  async run(config: NetworkConfig, work: (token: CancelToken) => Promise<RunDescription>): Promise<Prepared> {
    this.cancel();
    const own = new CancelSource();
    this.#current = own;
    this.#requested = config;
    const outcome = await work(own.token).then(
      (description): Prepared => ({ kind: 'built', description }),
      (error: unknown): Prepared => ({ kind: 'failed', error }),
    );
    if (this.#current !== own)
      return { kind: 'replaced', description: outcome.kind === 'built' ? outcome.description : null };
    this.#current = null;
    if (outcome.kind === 'built') this.#requested = null;
    return outcome;
  }

  /** Ends what is being built; what was wanted stays wanted. */
  cancel(): void {
    const current = this.#current;
    this.#current = null;
    current?.cancel();
  }

  /** What could not be built is no longer wanted. */
  forget(): void {
    this.#requested = null;
  }
}
