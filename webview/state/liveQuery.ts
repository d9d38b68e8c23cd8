/**
 * An answer of the run that is kept until a newer one is there: asked again when the question changes, and, less often, when
 * the network has. At most one question is under way, so a slow answer never piles up behind another.
 */
import type { Answer, Query, QueryKind } from '../../src/protocol/query.ts';
import { networkKey, type ViewState } from './store.ts';
import type { ViewContext } from './panelView.ts';

/** Milliseconds between two answers to the same question while the network learns. */
const pause = 150;

export class LiveQuery<K extends QueryKind> {
  readonly #context: ViewContext;
  readonly #slot: string;
  readonly #pause: number;
  #asked = '';
  #version = '';
  #askedAt = Number.NEGATIVE_INFINITY;
  #underWay = false;
  #answer: Answer<K> | null = null;
  #answeredTo = '';
  #wanted = '';
  /** Whose the answer is, and which network was asked for last; see `networkKey`. */
  #answered = '';
  #network = '';
  #error = '';

  constructor(context: ViewContext, slot: string, pauseMs = pause) {
    this.#context = context;
    this.#slot = slot;
    this.#pause = pauseMs;
  }

  /** Why there is no answer; empty while there is one or it is under way. */
  get error(): string {
    return this.#error;
  }

  /** Whether the answer is to the question of the last `get`, though perhaps of an earlier frame. */
  get isCurrent(): boolean {
    return this.#answer !== null && this.#answeredTo === this.#wanted;
  }

  /** Takes an answer that came another way, as after a change the view made itself. */
  set(answer: Answer<K>): void {
    this.#answer = answer;
    this.#answered = this.#network;
    this.#answeredTo = this.#wanted;
    this.#context.redraw();
  }

  /**
   * The newest answer, which may be to the question before; asks when there should be a newer one. `key`: what else it
   * depends on beside the frame, such as the phase of a step.
   */
  get(query: Query<K>, state: ViewState, now: number, key = ''): Answer<K> | null {
    this.#network = state.run ? networkKey(state.run) : '';
    // An answer about another network is none.
    if (this.#answered !== this.#network) this.#answer = null;
    const asked = `${this.#network} ${JSON.stringify(query)} ${key}`;
    this.#wanted = asked;
    const version = `${state.frame?.frame}`;
    const changed = asked !== this.#asked;
    if (!this.#underWay && !changed && version === this.#version) return this.#answer;
    this.#context.behind();
    if (this.#underWay) return this.#answer;
    if (!changed && now - this.#askedAt < this.#pause) {
      this.#context.redrawLater();
      return this.#answer;
    }
    this.#asked = asked;
    this.#version = version;
    this.#askedAt = now;
    this.#ask(query);
    return this.#answer;
  }

  #ask(query: Query<K>): void {
    this.#underWay = true;
    const network = this.#network;
    const asked = this.#asked;
    this.#context
      .ask(query, this.#slot)
      .then((answer) => {
        this.#error = '';
        // Another question took its place: what nobody else answers is asked again after the pause.
        if (!answer) this.#version = '';
        if (!answer || network !== this.#network) return;
        this.#answer = answer;
        this.#answered = network;
        this.#answeredTo = asked;
      })
      .catch((error: Error) => {
        this.#error = error.message;
        this.#answer = null;
      })
      .finally(() => {
        this.#underWay = false;
        this.#context.redraw();
      });
  }
}
