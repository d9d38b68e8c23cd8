/** The one place where a run's status lies. Whatever changes it tells the listeners. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import type { Disposable } from '../protocol/port.ts';
import type { Mark, RunId, RunState, RunStatus } from '../protocol/run.ts';
import type { WorkerStatus } from '../protocol/workerApi.ts';
import { Emitter } from './emitter.ts';
import { blankStatus, composeStatus, type HostPart } from './sessionStatus.ts';

export class StatusStore implements Disposable {
  readonly #emitter = new Emitter<RunStatus>();
  #worker: WorkerStatus;
  #host: HostPart = { state: 'preparing', message: '', notice: '', progress: null, pending: {}, marks: [] };
  #silence = '';
  /** Of the network that is described; `null` before the first one. */
  #build: number | null = null;
  #announced: Partial<WorkerStatus> | null = null;

  readonly onDidChange = this.#emitter.event;

  constructor(runId: RunId, config: NetworkConfig) {
    this.#worker = blankStatus(runId, config);
  }

  get status(): RunStatus {
    return composeStatus(this.#worker, { ...this.#host, message: this.#silence || this.#host.message });
  }

  /** What the worker said last, even when the host knows better. */
  get workerState(): RunState {
    return this.#worker.state;
  }

  /** What the host says in place of the worker's state; `null`: the worker's counts. */
  get hostState(): RunState | null {
    return this.#host.state;
  }

  get pending(): Partial<TrainingSettings> {
    return this.#host.pending;
  }

  /** The worker spoke. What it says of a network that is not yet described waits: never the numbers of one beside the shapes of another. */
  update(status: Partial<WorkerStatus>): void {
    if (this.#build !== null && status.build !== undefined && status.build !== this.#build) {
      this.#announced = status;
      return;
    }
    this.#worker = { ...this.#worker, ...status };
    this.#emitter.fire(this.status);
  }

  /** Another network is about to be described: what the worker said of it counts. Nobody is told before its description is. */
  turnTo(build: number): void {
    this.#build = build;
    if (this.#announced?.build === build) this.#worker = { ...this.#worker, ...this.#announced };
    this.#announced = null;
    this.#host = { ...this.#host, pending: {}, marks: [] };
  }

  set(change: Partial<HostPart>): void {
    this.#host = { ...this.#host, ...change };
    this.#emitter.fire(this.status);
  }

  /** Forgets the last message without a word about it: the next change takes its place. */
  clearMessage(): void {
    this.#host = { ...this.#host, message: '' };
  }

  addMark(mark: Mark): void {
    this.set({ marks: [...this.#host.marks, mark] });
  }

  /** A sentence about a worker that does not answer, in front of any other; empty when it does. */
  setSilence(sentence: string): void {
    this.#silence = sentence;
    this.#emitter.fire(this.status);
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
