/**
 * Whether all threads or one alone are faster here and now, by the clock: in each round both do some milliseconds of the
 * training's own steps (the numbers are the same, so nothing is lost), and who wins three rounds has won. It is asked again
 * from time to time, because what else the machine does changes.
 */

/** Milliseconds that each does in a round. */
const turn = 4;
/** Rounds that must be won, behind one that only warms up. */
const wins = 3;
/** So many times as fast all must be to win: a gain that is hardly one is not worth the other cores. */
const least = 1.1;
/**
 * Milliseconds of training until the next contest; twice as long after each that changes nothing. The first is held while the
 * platform still compiles on the cores that further threads need, so the second comes soon.
 */
const firstStay = 250;
const maxStay = 60_000;

interface ThreadTiming {
  readonly threads: number;
  steps: number;
  milliseconds: number;
}

export class ThreadChoice {
  readonly #all: number;
  #chosen = 1;
  /** Of the contest that is held; `null` between two. */
  #turns: ThreadTiming[] | null = [];
  #stay = firstStay;
  #left = 0;

  /** @param all how many threads there are, at least two */
  constructor(all: number) {
    this.#all = all;
  }

  /** What the last contest has shown. */
  get chosen(): number {
    return this.#chosen;
  }

  /** Threads for the next steps. */
  get next(): number {
    if (!this.#turns) return this.#chosen;
    const last = this.#turns.at(-1);
    if (last && last.milliseconds < turn) return last.threads;
    return last?.threads === 1 ? this.#all : 1;
  }

  /** So many steps by so many threads (what `next` said) took so long. */
  took(threads: number, steps: number, milliseconds: number): void {
    if (!this.#turns) {
      this.#left -= milliseconds;
      if (this.#left <= 0) this.#turns = [];
      return;
    }
    const last = this.#turns.at(-1);
    if (last?.threads === threads && last.milliseconds < turn) {
      last.steps += steps;
      last.milliseconds += milliseconds;
    } else {
      this.#turns.push({ threads, steps, milliseconds });
    }
    this.#decide(this.#turns);
  }

  #decide(turns: readonly ThreadTiming[]): void {
    // A turn that has not lasted long enough goes on.
    if (turns.length === 0 || turns.at(-1)!.milliseconds < turn || turns.length % 2 === 1) return;
    const rounds = Array.from(
      { length: turns.length / 2 - 1 },
      (_, round) => gain(turns[2 * round + 2], turns[2 * round + 3]) >= least,
    );
    const won = rounds.filter(Boolean).length;
    if (won < wins && rounds.length - won < wins) return;
    const chosen = won >= wins ? this.#all : 1;
    this.#stay = chosen === this.#chosen ? Math.min(2 * this.#stay, maxStay) : firstStay;
    this.#chosen = chosen;
    this.#left = this.#stay;
    this.#turns = null;
  }
}

/** How many times as fast the second was. */
function gain(first: ThreadTiming | undefined, second: ThreadTiming | undefined): number {
  if (!first || !second) return 0;
  return first.milliseconds / first.steps / (second.milliseconds / second.steps);
}
