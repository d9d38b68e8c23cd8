/**
 * The asking end of the channel. Every request settles exactly once: with its answer, with the other side's error, or,
 * when the connection ends, with the reason why.
 */
import { type Notice, notice } from '../core/notice.ts';
import type { CancelToken, Disposable } from './port.ts';
import { RequestError } from './requestError.ts';
import type { FromWorker, Method, Params, Result, ToWorker, WireError } from './workerApi.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly notice: Notice;
}

export interface RequestOptions {
  readonly token?: CancelToken | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

interface Pending {
  readonly method: Method;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: RequestError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly cancellation: Disposable | undefined;
}

export class RequestClient implements Disposable {
  readonly #post: (message: ToWorker) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #closed: WireError | null = null;

  constructor(post: (message: ToWorker) => void) {
    this.#post = post;
  }

  /** Methods asked for and not yet answered, oldest first. */
  get waitingFor(): readonly Method[] {
    return [...this.#pending.values()].map((request) => request.method);
  }

  /** Rejects with a RequestError; "cancelled" when `token` ended it. Never throws at once. */
  request<M extends Method>(method: M, params: Params<M>, options: RequestOptions = {}): Promise<Result<M>> {
    if (this.#closed) return Promise.reject(new RequestError(this.#closed));
    if (options.token?.isCancellationRequested) return Promise.reject(new RequestError(cancelled));
    const id = ++this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      const cancellation = options.token?.onCancellationRequested(() => this.#cancel(id));
      this.#pending.set(id, { method, resolve, reject, onProgress: options.onProgress, cancellation });
      try {
        this.#post({ type: 'request', id, method, params } as ToWorker);
      } catch (error) {
        this.#settle(id)?.reject(
          new RequestError({
            reason: 'internal',
            notice: notice('request.unsent', method, String(error)),
          }),
        );
      }
    }) as Promise<Result<M>>;
  }

  /** Takes a message if it belongs to a request; says whether it did. Answers nobody waits for are dropped. */
  receive(message: FromWorker): boolean {
    if (message.type === 'progress') {
      this.#pending.get(message.id)?.onProgress?.(message);
      return true;
    }
    if (message.type !== 'response') return false;
    const request = this.#settle(message.id);
    if (message.ok) request?.resolve(message.result);
    else request?.reject(new RequestError(message.error));
    return true;
  }

  /** Ends the connection: what is pending and what is asked later is rejected with `error`. */
  close(error: WireError): void {
    this.#closed ??= error;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(new RequestError(error));
  }

  dispose(): void {
    this.close({ reason: 'cancelled', notice: notice('request.closed') });
  }

  #cancel(id: number): void {
    if (!this.#pending.has(id)) return;
    // The request itself settles when the worker has really ended it; this answer only says that it heard.
    this.request('cancel', { id }).catch(() => undefined);
  }

  #settle(id: number): Pending | undefined {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    request?.cancellation?.dispose();
    return request;
  }
}

const cancelled: WireError = { reason: 'cancelled', notice: notice('request.cancelled') };
