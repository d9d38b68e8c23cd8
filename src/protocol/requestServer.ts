/** The answering end of the channel: one answer for every request, whatever the handler does. */
import type { Notice } from '../core/notice.ts';
import type { FromWorker, Method, Params, Result, ToWorker, WireError } from './workerApi.ts';

/** What a handler gets besides its parameters. */
export interface RequestContext {
  /** Turns true when the asker no longer wants the answer. Long handlers look at it between pieces of work. */
  readonly signal: { readonly aborted: boolean };
  progress(done: number, total: number, notice: Notice): void;
}

type Served = Exclude<Method, 'cancel'>;

export type Handlers = { readonly [M in Served]: (params: Params<M>, context: RequestContext) => Promise<Result<M>> };

export class RequestServer {
  readonly #handlers: Handlers;
  readonly #post: (message: FromWorker) => void;
  readonly #toWireError: (error: unknown) => WireError;
  readonly #active = new Map<number, { aborted: boolean }>();

  constructor(handlers: Handlers, post: (message: FromWorker) => void, toWireError: (error: unknown) => WireError) {
    this.#handlers = handlers;
    this.#post = post;
    this.#toWireError = toWireError;
  }

  /** Starts answering; settles when the answer is sent. */
  async receive(message: Extract<ToWorker, { type: 'request' }>): Promise<void> {
    const { id } = message;
    const signal = { aborted: false };
    this.#active.set(id, signal);
    try {
      const result = await this.#answer(message, {
        signal,
        progress: (done, total, notice) => this.#progress(id, signal, done, total, notice),
      });
      this.#post({ type: 'response', id, ok: true, result });
    } catch (error) {
      this.#post({ type: 'response', id, ok: false, error: this.#toWireError(error) });
    } finally {
      this.#active.delete(id);
    }
  }

  async #answer(message: Extract<ToWorker, { type: 'request' }>, context: RequestContext): Promise<unknown> {
    if (message.method === 'cancel') return this.#cancel(message.params.id);
    const handler: unknown = Object.hasOwn(this.#handlers, message.method) ? this.#handlers[message.method] : undefined;
    if (typeof handler !== 'function') throw new Error(`There is no method "${String(message.method)}".`);
    return handler.call(this.#handlers, message.params, context);
  }

  #cancel(id: number): void {
    const signal = this.#active.get(id);
    if (signal) signal.aborted = true;
  }

  #progress(id: number, signal: { readonly aborted: boolean }, done: number, total: number, notice: Notice): void {
    if (!signal.aborted && this.#active.has(id)) this.#post({ type: 'progress', id, done, total, notice });
  }
}
