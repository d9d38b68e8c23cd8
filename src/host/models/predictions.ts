/** All predictions of this window, by what they belong to: the run of a configuration, or a model file. */
import * as vscode from 'vscode';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import type { Runs } from '../runs/runs.ts';
import { Owner } from '../base/owner.ts';
import { Prediction, type PredictionTask } from './prediction.ts';

/** Of one network: each has a thread. */
const maxKept = 6;

export class Predictions extends Owner {
  readonly #spawn: () => WorkerPort;
  readonly #all = new Map<string, Prediction[]>();
  readonly #changed = this.register(new vscode.EventEmitter<string>());
  /** The key whose predictions have changed. */
  readonly onDidChange = this.#changed.event;
  #lastId = 0;

  /** @param runs whose predictions go with them */
  constructor(spawn: () => WorkerPort, runs: Pick<Runs, 'onDidMove' | 'onDidRemove'>) {
    super();
    this.#spawn = spawn;
    this.register(runs.onDidMove(({ run, from }) => this.#move(from, run.key)));
    this.register(runs.onDidRemove((run) => this.forget(run.key)));
    this.register({ dispose: () => [...this.#all.keys()].forEach((key) => this.forget(key)) });
  }

  /** Oldest first. */
  of(key: string): readonly Prediction[] {
    return this.#all.get(key) ?? [];
  }

  /** Begins one; of many the oldest goes. */
  begin(key: string, task: PredictionTask): Prediction {
    const prediction = new Prediction(++this.#lastId, task, this.#spawn());
    const kept = this.of(key);
    const old = kept.slice(0, Math.max(0, kept.length + 1 - maxKept));
    for (const one of old) one.dispose();
    this.#all.set(key, [...kept.slice(old.length), prediction]);
    prediction.onDidChange(() => this.#fire(prediction));
    this.#changed.fire(key);
    return prediction;
  }

  /** Ends it, and its thread. */
  close(key: string, id: number): void {
    const kept = this.of(key);
    kept.find((one) => one.id === id)?.dispose();
    this.#keep(
      key,
      kept.filter((one) => one.id !== id),
    );
    this.#changed.fire(key);
  }

  /** Under the key that it has now: what it belongs to may have another name since it began. */
  #fire(prediction: Prediction): void {
    for (const [key, kept] of this.#all) if (kept.includes(prediction)) this.#changed.fire(key);
  }

  /** What they belong to is gone. */
  forget(key: string): void {
    for (const one of this.of(key)) one.dispose();
    this.#all.delete(key);
  }

  /** The configuration that a key names has another name. */
  #move(from: string, to: string): void {
    const moved = this.of(from);
    this.#all.delete(from);
    this.#keep(to, moved);
    if (moved.length > 0) this.#changed.fire(to);
  }

  #keep(key: string, list: readonly Prediction[]): void {
    if (list.length > 0) this.#all.set(key, [...list]);
    else this.#all.delete(key);
  }
}
