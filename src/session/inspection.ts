/** Looking into a run: questions to its worker, and the cursor in time. What is asked while dragging never queues. */
import type { WeightAnswer } from '../protocol/answers.ts';
import type { Redone } from '../protocol/history.ts';
import type { Answer, Query } from '../protocol/query.ts';
import type { CancelToken } from '../protocol/port.ts';
import type { Progress } from '../protocol/requestClient.ts';
import type { Mark, RunId } from '../protocol/run.ts';
import type { SavedModel, SaveRequest } from '../protocol/modelApi.ts';
import type { GradientCheckReport } from '../protocol/workerApi.ts';
import { CancelSource } from './cancelSource.ts';
import { editLabel } from './editLabel.ts';
import type { StatusStore } from './statusStore.ts';
import type { WorkerLink } from './link/workerLink.ts';

export class Inspection {
  readonly #runId: RunId;
  readonly #link: WorkerLink;
  readonly #board: StatusStore;
  /** The chart's marks before each edit of a weight that can be taken back. */
  #marks: (readonly Mark[])[] = [];
  #build = 0;
  #seeking: CancelSource | null = null;
  /** Where to look next, when the worker has got to where it was sent before. */
  #requested: number | 'live' | null = null;

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

  /** Compares backpropagation with finite differences. Rejects with a RequestError: reason "cancelled" when `token` ended it. */
  gradientCheck(token?: CancelToken, onProgress?: (progress: Progress) => void): Promise<GradientCheckReport> {
    return this.#link.request('gradientCheck', { runId: this.#runId }, { token, onProgress });
  }

  /** The network as a model file. Rejects with a RequestError: reason "cancelled" when `token` ended it. */
  save(request: Omit<SaveRequest, 'runId' | 'build'>, token?: CancelToken): Promise<SavedModel> {
    return this.#link.request('save', { runId: this.#runId, build: this.#build, ...request }, { token });
  }

  /** What the network says of the run's own rows, as CSV. Rejects with a RequestError. */
  ownPredictions(): Promise<Uint8Array> {
    return this.#link.request('ownPredictions', { runId: this.#runId, build: this.#build });
  }

  /** Takes back the weights of the best epoch; the run stays at its step. */
  async takeBack(): Promise<void> {
    const answer = await this.#link.ask('takeBack', { runId: this.#runId, build: this.#build });
    if (answer?.mark) this.#takenBack(answer.mark);
  }

  /** The run goes on, paused, from the step that is looked at. */
  async branch(): Promise<void> {
    const answer = await this.#link.ask('branch', { runId: this.#runId, build: this.#build });
    if (!answer) return;
    const kept = this.#board.status.marks.filter(({ step }) => step <= answer.step);
    this.#marks = [];
    this.#board.set({ marks: answer.mark ? [...kept, answer.mark] : kept });
  }

  /** Undoes what was last set by hand: a parameter, or all of them taken back. */
  async undo(): Promise<void> {
    await this.query({ kind: 'undoWeight' }).catch(() => undefined);
  }

  /** Another network is described: its questions are meant, and edits of the one before cannot be taken back. */
  turnTo(build: number): void {
    this.#build = build;
    this.#marks = [];
    this.#requested = null;
    this.#seeking?.cancel();
  }

  /** Looks at that iteration. Of several wishes that come while the worker is on its way the last one counts. */
  async seek(step: number | 'live'): Promise<void> {
    this.#requested = step;
    if (this.#seeking) {
      this.#seeking.cancel();
      return;
    }
    while (this.#requested !== null) {
      const target: number | 'live' = this.#requested;
      this.#requested = null;
      const source = new CancelSource();
      this.#seeking = source;
      // A refusal changes nothing: the status goes on telling where the cursor stands.
      await this.#link
        .request('seek', { runId: this.#runId, build: this.#build, step: target }, { token: source.token })
        .catch(() => undefined);
      this.#seeking = null;
    }
  }

  /** What was done to another run was done again to this one: the chart marks it as it did there. */
  redone(done: Redone['done']): void {
    this.#marks = [];
    let edits = 0;
    for (const { mark, edit, isTakeBack } of done) {
      if (mark && isTakeBack) this.#takenBack(mark);
      else if (mark) this.#board.addMark(mark);
      if (isTakeBack) edits++;
      if (edit) this.#mark({ ...edit, undoable: ++edits, takenFrom: null, settings: null });
    }
  }

  /** A weight set by hand is a mark in the chart; those after it are of a way that the run no longer goes. */
  #markEdit(answer: Answer): void {
    if (answer.kind === 'setWeight') this.#mark(answer);
    if (answer.kind !== 'undoWeight' || (answer.layer === null && answer.takenFrom === null)) return;
    const marks = this.#marks.pop() ?? this.#board.status.marks;
    this.#board.set({ marks: answer.settings ? [...marks, answer.settings] : marks });
  }

  #takenBack(mark: Mark): void {
    this.#marks = [...this.#marks, this.#board.status.marks];
    this.#board.addMark(mark);
  }

  #mark(edit: WeightAnswer & { readonly step: number }): void {
    const { marks } = this.#board.status;
    // Of more edits than can be taken back the run forgets the oldest.
    this.#marks = [...this.#marks, marks].slice(-edit.undoable);
    const kept = marks.filter(({ step }) => step <= edit.step);
    const own = { step: edit.step, label: editLabel(edit) };
    this.#board.set({ marks: [...kept, own, ...(edit.settings ? [edit.settings] : [])] });
  }
}
