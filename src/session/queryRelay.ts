/**
 * One view's questions on their way to the run it shows. Of each kind and slot at most one is under way and one waits; a
 * newer one takes the place of the one that waits and cancels the one under way. Every question is answered once, unless
 * the view has turned to another run.
 */
import { localize } from '../config/wording/localize.ts';
import { errorText } from '../config/wording/notice.ts';
import type { Answer, Query } from '../protocol/query.ts';
import type { CancelToken } from '../protocol/port.ts';
import { RequestError } from '../protocol/requestError.ts';
import type { FromView, ViewAnswer } from '../protocol/viewMessages.ts';
import { CancelSource } from './cancelSource.ts';

export type Question = Extract<FromView, { type: 'query' }>;

/** Who answers: a run's inspection. */
export interface Answerer {
  query(query: Query, token: CancelToken): Promise<Answer>;
}

interface Lane {
  readonly source: CancelSource;
  waiting: Question | null;
}

export class QueryRelay {
  readonly #post: (answer: ViewAnswer) => void;
  readonly #lanes = new Map<string, Lane>();
  #answerer: Answerer | null = null;

  constructor(post: (answer: ViewAnswer) => void) {
    this.#post = post;
  }

  /** Turns to another run, or to none: what was asked before is given up and not answered. */
  turnTo(answerer: Answerer | null): void {
    this.#answerer = answerer;
    for (const { source } of this.#lanes.values()) source.cancel();
    this.#lanes.clear();
  }

  ask(question: Question): void {
    const answerer = this.#answerer;
    if (!answerer) {
      this.#refuse(question, localize('There is no network yet.'));
      return;
    }
    const { kind } = question.query;
    const key = changesTheRun(kind) ? `${kind} #${question.id}` : `${kind} ${question.slot ?? ''}`;
    const lane = this.#lanes.get(key);
    if (!lane) {
      void this.#pass(key, question, answerer);
      return;
    }
    if (lane.waiting) this.#supersede(lane.waiting);
    lane.waiting = question;
    lane.source.cancel();
  }

  async #pass(key: string, question: Question, answerer: Answerer): Promise<void> {
    const lane: Lane = { source: new CancelSource(), waiting: null };
    this.#lanes.set(key, lane);
    const tell = await this.#answer(question, answerer, lane.source.token);
    // The view shows another run by now.
    if (this.#lanes.get(key) !== lane) return;
    this.#lanes.delete(key);
    tell();
    if (lane.waiting) void this.#pass(key, lane.waiting, answerer);
  }

  /** Asks, and says how to tell the view. */
  async #answer(question: Question, answerer: Answerer, token: CancelToken): Promise<() => void> {
    try {
      const answer = await answerer.query(question.query, token);
      return () => this.#post({ type: 'answer', id: question.id, ok: true, answer });
    } catch (error) {
      if (error instanceof RequestError && error.reason === 'cancelled') return () => this.#supersede(question);
      return () => this.#refuse(question, errorText(error));
    }
  }

  #supersede({ id }: Question): void {
    this.#post({ type: 'answer', id, ok: false, reason: 'superseded', message: '' });
  }

  #refuse({ id }: Question, message: string): void {
    this.#post({ type: 'answer', id, ok: false, reason: 'refused', message });
  }
}

/** What changes the run is done each time it is asked for: three clicks are three phases. */
function changesTheRun(kind: Query['kind']): boolean {
  return kind === 'phase' || kind === 'setWeight' || kind === 'undoWeight';
}
