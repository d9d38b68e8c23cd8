/**
 * What is known of the tables, for hovers, problems, hints and the target guess. Tables are read in a worker of their
 * own, remembered by file and time of change, and the worker ends when nothing was asked for a while.
 */
import { tableOptionsOf } from '../../data/read/readOptions.ts';
import type * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { PreflightFacts } from '../../config/facts/preflightFacts.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import type { Table } from '../../data/columns/table.ts';
import type { NamedModel } from '../../protocol/modelApi.ts';
import type { CancelToken } from '../../protocol/port.ts';
import { type Progress, RequestClient } from '../../protocol/requestClient.ts';
import type { ReadOptions, TableSource } from '../../protocol/tableSource.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { nameOf } from '../files/configKey.ts';
import { tableSource, tableVersion } from '../files/tableSource.ts';
import { Owner } from '../base/owner.ts';
import { stopped } from './stopped.ts';

/** Milliseconds without a request after which the worker ends. */
const idleTime = 10_000;
const maxRemembered = 50;

interface Connection {
  readonly client: RequestClient;
  readonly port: WorkerPort;
}

export interface DescribeOptions {
  readonly token?: CancelToken | undefined;
  /** 0…1, now and then. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export class Summaries extends Owner {
  readonly #spawn: () => WorkerPort;
  readonly #remembered = new Map<string, Promise<TableSummary>>();
  #connection: Connection | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #busy = 0;
  /** What the worker there is was asked to read; a large one of these it may have kept. */
  readonly #asked = new Set<string>();
  readonly #starts = new Map<string, Promise<PreflightFacts>>();

  constructor(spawn: () => WorkerPort) {
    super();
    this.#spawn = spawn;
    this.register({ dispose: () => this.#disconnect('closed') });
  }

  /** Reads the table or remembers it. Rejects when it cannot be read, or with reason "cancelled". */
  async describe(
    uri: vscode.Uri,
    options: ReadOptions,
    { token, onProgress }: DescribeOptions = {},
  ): Promise<TableSummary> {
    const key = readingOf(uri, options, await tableVersion(uri));
    const known = key === undefined ? undefined : this.#remembered.get(key);
    if (known) return known;
    const summary = this.#read(uri, options, key, { token, onProgress });
    if (key === undefined) return summary;
    remember(this.#remembered, key, summary);
    try {
      return await summary;
    } catch (error) {
      // An unreadable table is asked for again next time: the user may have repaired it.
      this.#remembered.delete(key);
      throw error;
    }
  }

  /** What is known of the table, or is just being found out; nothing is read for it. */
  async known(uri: vscode.Uri, options: ReadOptions): Promise<TableSummary | null> {
    const key = readingOf(uri, options, await tableVersion(uri));
    const summary = key === undefined ? undefined : this.#remembered.get(key);
    return summary?.catch(() => null) ?? null;
  }

  /** What table and initial weights together tell before the first step. Rejects when the network cannot be built. */
  async analyze(uri: vscode.Uri, config: NetworkConfig, start?: NamedModel): Promise<PreflightFacts> {
    const reading = readingOf(uri, config.data, await tableVersion(uri));
    const key = `${reading} ${JSON.stringify([config.data, config.network, config.training.l2])}`;
    const known = this.#starts.get(key);
    // A file that is started from may be another one by now.
    if (known && !start) return known;
    const facts = this.#withWorker(async (client) =>
      client.request('analyze', { source: await tableSource(uri, reading), config, start }),
    );
    remember(this.#starts, key, facts);
    return facts;
  }

  /**
   * Where another worker finds the table. With `onProgress`, that may be here, if it was read lately or is being read,
   * so that nothing is read
   * twice; else it is where it lies. @throws Error with a sentence for the user when a virtual file cannot be read
   */
  async source(uri: vscode.Uri, options: ReadOptions, onProgress?: (progress: Progress) => void): Promise<TableSource> {
    const reading = readingOf(uri, options, await tableVersion(uri));
    const table =
      onProgress && reading !== undefined && this.#asked.has(reading) ? await this.#share(reading, onProgress) : null;
    return table ? { kind: 'table', table, name: nameOf(uri), reading } : tableSource(uri, reading);
  }

  #share(reading: string, onProgress: (progress: Progress) => void): Promise<Table | null> {
    // Whatever goes wrong here: who reads the table for himself will be told.
    return this.#withWorker((client) => client.request('share', { reading }, { onProgress })).catch(() => null);
  }

  async #read(
    uri: vscode.Uri,
    options: ReadOptions,
    reading: string | undefined,
    { token, onProgress }: DescribeOptions,
  ): Promise<TableSummary> {
    const source = await tableSource(uri, reading);
    const progress =
      onProgress && (({ done, total }: { done: number; total: number }) => onProgress(total > 0 ? done / total : 0));
    return this.#withWorker((client) => {
      if (reading !== undefined) this.#asked.add(reading);
      return client.request('describe', { source, options }, { token, onProgress: progress });
    });
  }

  async #withWorker<T>(ask: (client: RequestClient) => Promise<T>): Promise<T> {
    const { client } = this.#connect();
    this.#busy++;
    try {
      return await ask(client);
    } finally {
      this.#busy--;
      this.#waitForIdle();
    }
  }

  #connect(): Connection {
    clearTimeout(this.#idle);
    if (this.#connection) return this.#connection;
    const port = this.#spawn();
    const client = new RequestClient((message) => port.post(message));
    port.onMessage((message) => client.receive(message));
    port.onExit((reason) => {
      if (this.#connection?.port === port) this.#disconnect(reason);
    });
    this.#connection = { client, port };
    return this.#connection;
  }

  #waitForIdle(): void {
    clearTimeout(this.#idle);
    if (this.#busy === 0 && this.#connection) this.#idle = setTimeout(() => this.#disconnect('idle'), idleTime);
  }

  #disconnect(reason: string): void {
    clearTimeout(this.#idle);
    const connection = this.#connection;
    this.#connection = null;
    this.#asked.clear();
    connection?.client.close(stopped(reason));
    connection?.port.terminate();
  }
}

/** The oldest is forgotten when there are too many. */
function remember<T>(all: Map<string, T>, key: string, value: T): void {
  all.set(key, value);
  const oldest = all.keys().next();
  if (all.size > maxRemembered && !oldest.done) all.delete(oldest.value);
}

/** Names one reading of a table: the same bytes understood in the same way. Of what is not there, there is none. */
function readingOf(uri: vscode.Uri, options: ReadOptions, version: string | null): string | undefined {
  if (version === null) return undefined;
  return JSON.stringify([uri.toString(), version, tableOptionsOf(options)]);
}
