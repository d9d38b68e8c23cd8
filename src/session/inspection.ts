/** Looking into a run: questions to its worker, and the cursor in time. What is asked while dragging never queues. */
import type { Answer, Query } from '../protocol/query.ts';
import type { CancelToken } from '../protocol/port.ts';
import type { Mark, RunId } from '../protocol/run.ts';
import { CancelSource } from './cancelSource.ts';
import { editLabel } from './editLabel.ts';
import type { StatusStore } from './statusStore.ts';
import type { WorkerLink } from './workerLink.ts';

export class Inspection {
  readonly #runId: RunId;
  readonly #link: WorkerLink;
  readonly #board: StatusStore;
  /** The chart's marks before each edit of a weight that can be taken back. */
  #marks: (readonly Mark[])[] = [];
  #build = 0;
  #seeking: CancelSource | null = null;
  /** Where to look next, when the worker has got to where it was sent before. */
  #wanted: number | 'live' | null = null;

  constructor(runId: RunId, link: WorkerLink, board: StatusStore) {
    this.#runId = runId;
    this.#link = link;
    this.#board = board;
  }

  /** Rejects with a RequestError; reason "cancelled" when `token` ended it. */
  async query(query: Query, token?: CancelToken): Promise<Answer> {
    const answer = await this.#link.request('query', { runId: this.#runId, build: this.#build, query }, { token });
    this.#markEdit(answer);
    return answer;
  }

  /** Another network is described: its questions are meant, and edits of the one before cannot be taken back. */
  turnTo(build: number): void {
    this.#build = build;
    this.#marks = [];
    this.#wanted = null;
    this.#seeking?.cancel();
  }

  /** Looks at that iteration. Of several wishes that come while the worker is on its way the last one counts. */
  async seek(step: number | 'live'): Promise<void> {
    this.#wanted = step;
    if (this.#seeking) {
      this.#seeking.cancel();
      return;
    }
    while (this.#wanted !== null) {
      const target: number | 'live' = this.#wanted;
      this.#wanted = null;
      const source = new CancelSource();
      this.#seeking = source;
      // A refusal changes nothing: the status goes on telling where the cursor stands.
      await this.#link
        .request('seek', { runId: this.#runId, build: this.#build, step: target }, { token: source.token })
        .catch(() => undefined);
      this.#seeking = null;
    }
  }

  /** A weight set by hand is a mark in the chart; those after it are of a way that the run no longer goes. */
  #markEdit(answer: Answer): void {
    if (answer.kind === 'undoWeight' && answer.layer !== null)
      this.#board.set({ marks: this.#marks.pop() ?? this.#board.status.marks });
    if (answer.kind !== 'setWeight') return;
    const { marks } = this.#board.status;
    this.#marks = [...this.#marks.slice(0, answer.undoable - 1), marks];
    const kept = marks.filter(({ step }) => step <= answer.step);
    this.#board.set({ marks: [...kept, { step: answer.step, label: editLabel(answer) }] });
  }
}
