/** A run's worker, whichever it is at the moment: started when first needed, replaced by another after its end. */
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import { notice } from '../../core/notice.ts';
import { RequestError } from '../../protocol/requestError.ts';
import type { RequestOptions } from '../../protocol/requestClient.ts';
import type { RunDescription } from '../../protocol/run.ts';
import type { Method, Params, Result } from '../../protocol/workerApi.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import type { Clock, WorkerPort } from './workerPort.ts';

export interface WorkerLinkOptions extends ConnectionEvents {
  /** @param first what it will be asked first */
  readonly spawn: (first: Params<'prepare'>) => WorkerPort;
  readonly clock: Clock;
  /** Something is about to be asked of the run by `ask`. */
  readonly onAsk: () => void;
  /** A request of `ask` was refused by a worker that is still there. */
  readonly onRefusal: (error: unknown) => void;
}

export class WorkerLink {
  readonly #options: WorkerLinkOptions;
  #connection: Connection | null = null;
  #prepared = false;

  constructor(options: WorkerLinkOptions) {
    this.#options = options;
  }

  /** There is a worker. */
  get isConnected(): boolean {
    return this.#connection !== null;
  }

  /** The worker there is has a run: what is asked of it makes sense. */
  get isPrepared(): boolean {
    return this.#prepared;
  }

  /** Starts a worker if there is none. Rejects with a RequestError, or when no worker can be started. */
  async prepare(params: Params<'prepare'>, options: RequestOptions): Promise<RunDescription> {
    this.#connection ??= new Connection(this.#options.spawn(params), this.#options.clock, this.#options);
    const connection = this.#connection;
    const description = await connection.request('prepare', params, options);
    if (connection === this.#connection) this.#prepared = true;
    return description;
  }

  /** Rejects with a RequestError; at once when the worker has no run. */
  async request<M extends Method>(method: M, params: Params<M>, options?: RequestOptions): Promise<Result<M>> {
    if (this.#connection && this.#prepared) return this.#connection.request(method, params, options);
    throw new RequestError({ reason: 'training', notice: notice('request.noNetwork' satisfies RunNoticeCode) });
  }

  /** As `request`, for those who need not know: `undefined` when it is refused, cancelled or there is no run. */
  async ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M> | undefined> {
    const connection = this.#connection;
    if (method !== 'watch') this.#options.onAsk();
    if (!connection || !this.#prepared) return undefined;
    try {
      return await connection.request(method, params);
    } catch (error) {
      if (connection === this.#connection && !isCancelled(error)) this.#options.onRefusal(error);
      return undefined;
    }
  }

  /** Lets the worker make another frame. */
  credit(build: number): void {
    this.#connection?.credit(build);
  }

  /** Ends the worker, if there is one. The next preparation starts another. */
  close(): void {
    const connection = this.#connection;
    this.#connection = null;
    this.#prepared = false;
    connection?.dispose();
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof RequestError && error.reason === 'cancelled';
}
