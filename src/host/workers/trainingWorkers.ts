/**
 * Who trains: a thread of the extension host, or, for a large network, a process whose V8 may use vectors of 256 bits. Which it is, is
 * settled before the table is looked for, because only threads share the memory of one that was read already.
 */
import type * as vscode from 'vscode';
import { largestLayer } from '../../config/facts/largestLayer.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Progress } from '../../protocol/requestClient.ts';
import type { TableSource } from '../../protocol/tableSource.ts';
import type { Params } from '../../protocol/workerApi.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { readAutomatic } from '../base/settings.ts';
import type { Summaries } from './summaries.ts';
import type { WorkerProcesses } from './workerProcesses.ts';

/** Weights of a layer from which a training is worth a process: with fewer it is over before it has won what its start takes. */
const minWeights = 50_000;
/** Bytes of a table without a file that are sent to a process: the extension host stands still meanwhile. */
const maxSentBytes = 8 << 20;

export interface TrainingWorkersOptions {
  readonly summaries: Pick<Summaries, 'known' | 'source'>;
  readonly processes: Pick<WorkerProcesses, 'spawn' | 'isPossible'>;
  readonly thread: () => WorkerPort;
}

export class TrainingWorkers {
  readonly #options: TrainingWorkersOptions;
  /** Tables that a process is to read. */
  readonly #forProcess = new WeakSet<TableSource>();

  constructor(options: TrainingWorkersOptions) {
    this.#options = options;
  }

  /** Where a run's worker finds its table; see `Summaries.source`. */
  async findTable(
    uri: vscode.Uri,
    config: NetworkConfig,
    onProgress?: (progress: Progress) => void,
  ): Promise<TableSource> {
    const { summaries } = this.#options;
    const isForProcess = await this.#isForProcess(uri, config);
    const source = await summaries.source(uri, config.data, isForProcess ? undefined : onProgress);
    if (isForProcess) this.#forProcess.add(source);
    return source;
  }

  /** @param first with the table that was found for it */
  spawn({ config, source }: Params<'prepare'>): WorkerPort {
    const { processes, thread } = this.#options;
    const setting = readAutomatic('engine.wideVectors');
    if (setting === 'on') return processes.spawn(null);
    const isSmall = source.kind !== 'bytes' || source.bytes.length <= maxSentBytes;
    if (setting === 'off' || !this.#forProcess.has(source) || !isSmall) return thread();
    return processes.spawn(config.training.precision === 'float64' ? 'float64' : 'float32');
  }

  async #isForProcess(uri: vscode.Uri, config: NetworkConfig): Promise<boolean> {
    const { processes, summaries } = this.#options;
    const setting = readAutomatic('engine.wideVectors');
    if (setting !== 'auto' || !processes.isPossible) return setting === 'on' && processes.isPossible;
    return largestLayer(config, await summaries.known(uri, config.data)) >= minWeights;
  }
}
