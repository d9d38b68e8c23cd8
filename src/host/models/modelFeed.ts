/** Between the page of a `.safetensors` and the host: what is in the file, again when it changes, and rows that are tried. */
import * as vscode from 'vscode';
import type { RawValue } from '../../data/columns/cellOfTable.ts';
import { errorText } from '../../config/wording/notice.ts';
import { inMemory } from '../../model/safetensors.ts';
import { withFile } from '../../platform/node/fileAccess.ts';
import type { FromCompareView } from '../../protocol/compare/runsComparison.ts';
import type { ModelPage, ToModelView, TryRow } from '../../protocol/modelView.ts';
import type { FromPredictionView, ToPredictionView } from '../../protocol/predictionView.ts';
import { RequestClient } from '../../protocol/requestClient.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { NewestAnswer } from '../../session/newestAnswer.ts';
import { Owner } from '../base/owner.ts';
import { stopped } from '../workers/stopped.ts';
import { folderOf, nameOf } from '../files/configKey.ts';
import { readRegularUri } from '../files/regularUri.ts';
import { modelSource } from './modelFiles.ts';
import { modelPage } from '../../session/modelPage.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import { PredictionFeed } from './predictionFeed.ts';
import type { Predictions } from './predictions.ts';

type TriedRowMessage = Extract<ToModelView, { type: 'triedRow' }>;

export interface ModelFeedOptions {
  readonly uri: vscode.Uri;
  readonly predictions: Predictions;
  readonly spawn: () => WorkerPort;
  readonly canExport: () => Promise<boolean>;
  readonly post: (message: ToModelView | ToPredictionView) => void;
}

export class ModelFeed extends Owner {
  readonly #options: ModelFeedOptions;
  readonly #predictions: PredictionFeed;
  readonly #tried = new NewestAnswer();
  #page: Promise<ModelPage> | null = null;
  #client: RequestClient | null = null;

  constructor(options: ModelFeedOptions) {
    super();
    this.#options = options;
    const { uri, predictions, post } = options;
    this.#predictions = this.register(new PredictionFeed({ predictions, key: () => uri.toString(), post }));
    const pattern = new vscode.RelativePattern(folderOf(uri), nameOf(uri));
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.register(event(() => this.#again()));
  }

  sendInitialState(): void {
    void this.#send();
    this.#predictions.sendInitialState();
  }

  receive(message: FromPredictionView | TryRow | FromCompareView): void {
    if (message.type === 'tryRow') void this.#answer(message);
    else this.#predictions.receive(message);
  }

  #again(): void {
    this.#page = null;
    void this.#send();
  }

  async #send(): Promise<void> {
    this.#page ??= this.#read();
    const page = this.#page;
    const model = await page;
    if (page === this.#page && !this.isDisposed) this.#options.post({ type: 'model', model });
  }

  async #read(): Promise<ModelPage> {
    const { uri, canExport } = this.#options;
    const named = { name: nameOf(uri), canExport: await canExport() };
    try {
      if (uri.scheme === 'file') return await withFile(uri.fsPath, (file) => modelPage(file, named, weightsSha256));
      return await modelPage(inMemory(await readRegularUri(uri)), named, weightsSha256);
    } catch (error) {
      const nothing = { bytes: 0, own: null, tensors: [], tensorsOmitted: 0, metadata: [] };
      return { ...named, ...nothing, problem: errorText(error) };
    }
  }

  async #answer(question: TryRow): Promise<void> {
    const answer = await this.#tried.of(this.#try(question));
    if (answer) this.#options.post(answer);
  }

  async #try({ id, values }: TryRow): Promise<TriedRowMessage> {
    try {
      const inputs = (await this.#page)?.own?.inputs ?? [];
      const row = new Map(inputs.map(({ column }, k): [string, RawValue] => [column, values[k] ?? null]));
      const model = await modelSource(this.#options.uri);
      const tried = await this.#worker().request('tryRow', { model, values: row });
      return { type: 'triedRow', id, ...tried, problem: '' };
    } catch (error) {
      return { type: 'triedRow', id, header: [], cells: [], problem: errorText(error) };
    }
  }

  /** A thread of the page's own, from the first row on. */
  #worker(): RequestClient {
    if (this.#client) return this.#client;
    const port = this.#options.spawn();
    const client = new RequestClient((message) => port.post(message));
    this.register(port.onMessage((message) => client.receive(message)));
    const onExit = (reason: string): void => {
      client.close(stopped(reason));
      if (this.#client === client) this.#client = null;
    };
    this.register(port.onExit(onExit));
    this.register({ dispose: () => port.terminate() });
    this.register(client);
    this.#client = client;
    return client;
  }
}
