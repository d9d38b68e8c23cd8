/** Questions to the run and who waits for their answers. */
import type { Answer, Query, QueryKind } from '../../src/protocol/query.ts';
import type { FromView, ViewAnswer } from '../../src/protocol/viewMessages.ts';

interface Waiting {
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (reason: Error) => void;
}

export class Queries {
  readonly #post: (message: FromView) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(post: (message: FromView) => void) {
    this.#post = post;
  }

  /** `null` when the answer is not wanted any more: a newer question took its place, or another run is shown. Rejects when refused. */
  ask<K extends QueryKind>(query: Query<K>, slot?: string): Promise<Answer<K> | null> {
    this.#last += 1;
    const id = this.#last;
    this.#post({ type: 'query', id, query: query as Query, ...(slot === undefined ? {} : { slot }) });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as Answer<K> | null), reject });
    });
  }

  receive(message: ViewAnswer): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (!waiting) return;
    if (message.ok) waiting.resolve(message.answer);
    else if (message.reason === 'superseded') waiting.resolve(null);
    else waiting.reject(new Error(message.message));
  }

  /** Another run is shown: what is still under way is about the old one and will not be answered. */
  forget(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { resolve } of waiting) resolve(null);
  }
}
