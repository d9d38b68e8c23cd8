/** A network applied to a table, in a thread of its own: giving it up ends the thread, whatever that is doing. */
import * as vscode from 'vscode';
import { errorText } from '../../config/wording/notice.ts';
import type { ModelSource, PredictionReport } from '../../protocol/modelApi.ts';
import type { PredictionView } from '../../protocol/predictionView.ts';
import { type Progress, RequestClient } from '../../protocol/requestClient.ts';
import type { TableSource } from '../../protocol/tableSource.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { Owner } from '../base/owner.ts';
import { stopped } from '../workers/stopped.ts';

export interface PredictionTask {
  /** Where the model is; asked once. */
  readonly model: () => Promise<ModelSource>;
  readonly table: () => Promise<TableSource>;
  /** The table's name. */
  readonly name: string;
  /** Where its predictions are saved unless told. */
  readonly folder: vscode.Uri | null;
  /** Columns with the answers; empty: those of the model. */
  readonly answers?: readonly string[];
}

export class Prediction extends Owner {
  readonly id: number;
  readonly folder: vscode.Uri | null;
  /** Resolves when it is over, well or not; `null` when it failed. */
  readonly done: Promise<PredictionReport | null>;
  readonly #client: RequestClient;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #view: PredictionView;

  constructor(id: number, task: PredictionTask, port: WorkerPort) {
    super();
    this.id = id;
    this.folder = task.folder;
    this.#view = {
      ...{ id, name: task.name, state: 'running', progress: 0, secondsLeft: null, message: '', report: null },
    };
    this.#client = new RequestClient((message) => port.post(message));
    this.register(port.onMessage((message) => this.#client.receive(message)));
    this.register(port.onExit((reason) => this.#client.close(stopped(reason))));
    this.register({ dispose: () => port.terminate() });
    this.register({ dispose: () => this.#client.dispose() });
    this.done = this.#run(task);
  }

  get view(): PredictionView {
    return this.#view;
  }

  /** Cells of lines from there on. Rejects with a RequestError. */
  rows(from: number, count: number): Promise<readonly (readonly string[])[]> {
    return this.#client.request('predictedRows', { from, count });
  }

  /** As a file at `path`, or as bytes. Rejects with a RequestError. */
  write(path: string | null, append: boolean, token?: vscode.CancellationToken): Promise<Uint8Array | null> {
    return this.#client.request('writePredictions', { path, append }, { token });
  }

  async #run({ model, table, answers = [] }: PredictionTask): Promise<PredictionReport | null> {
    const onProgress = ({ done, notice: { values } }: Progress): void =>
      this.#set({ progress: done, secondsLeft: Number(values[0] ?? 0) });
    try {
      const [modelSource, tableSource] = await Promise.all([model(), table()]);
      const request = { model: modelSource, table: tableSource, answers };
      const report = await this.#client.request('predict', request, { onProgress });
      this.#set({ state: 'done', progress: 1, report });
      return report;
    } catch (error) {
      this.#set({ state: 'failed', message: errorText(error) });
      return null;
    }
  }

  #set(change: Partial<PredictionView>): void {
    if (this.isDisposed) return;
    this.#view = { ...this.#view, ...change };
    this.#changed.fire();
  }
}
