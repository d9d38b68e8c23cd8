/** One worker and the talk with it, from its start to its end. A session that restarts gets a new one. */
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import { notice } from '../../core/notice.ts';
import type { LoggedEvent } from '../../core/training/recording.ts';
import type { Disposable } from '../../protocol/port.ts';
import { RequestClient, type RequestOptions } from '../../protocol/requestClient.ts';
import type { FromWorker, Method, Params, RecordMessage, Result, WorkerStatus } from '../../protocol/workerApi.ts';
import type { Frame } from '../../protocol/frame.ts';
import { Watchdog } from './watchdog.ts';
import type { Clock, WorkerPort } from './workerPort.ts';

export interface ConnectionEvents {
  onStatus(status: WorkerStatus): void;
  onFrame(frame: Frame): void;
  onEvents(build: number, events: readonly LoggedEvent[]): void;
  onRecord(message: RecordMessage): void;
  /** The worker ended by itself. */
  onExit(reason: string): void;
  onSilence(silent: boolean): void;
  /** The talk is over. `hasDied`: the worker ended by itself. */
  onClose(hasDied: boolean): void;
}

export class Connection implements Disposable {
  readonly #port: WorkerPort;
  readonly #events: ConnectionEvents;
  readonly #client: RequestClient;
  readonly #watchdog: Watchdog;
  readonly #subscriptions: readonly Disposable[];
  #running = false;
  #open = true;

  constructor(port: WorkerPort, clock: Clock, events: ConnectionEvents) {
    this.#port = port;
    this.#events = events;
    this.#client = new RequestClient((message) => port.post(message));
    this.#watchdog = new Watchdog({
      clock,
      expecting: () => this.#open && (this.#running || this.#client.waitingFor.length > 0),
      onSilence: (silent) => events.onSilence(silent),
    });
    this.#subscriptions = [
      port.onMessage((message) => this.#receive(message)),
      port.onExit((reason) => this.#exited(reason)),
    ];
  }

  /** Rejects with a RequestError. */
  request<M extends Method>(method: M, params: Params<M>, options?: RequestOptions): Promise<Result<M>> {
    const answer = this.#client.request(method, params, options);
    this.#watchdog.asked();
    return answer;
  }

  /** Lets the worker make another frame. */
  credit(build: number): void {
    if (this.#open) this.#port.post({ type: 'credit', build });
  }

  /** Ends the worker; what is pending is rejected as cancelled. */
  dispose(): void {
    if (!this.#open) return;
    this.#close();
    this.#client.dispose();
    this.#port.terminate();
    this.#events.onClose(false);
  }

  #receive(message: FromWorker): void {
    if (!this.#open) return;
    if (message.type === 'status') {
      this.#running = message.status.state === 'running';
      this.#events.onStatus(message.status);
    } else if (message.type === 'frame') this.#events.onFrame(message.frame);
    else if (message.type === 'events') this.#events.onEvents(message.build, message.events);
    else if (message.type === 'record' || message.type === 'recordFailed') this.#events.onRecord(message);
    else this.#client.receive(message);
    if (this.#open) this.#watchdog.onMessage();
  }

  #exited(reason: string): void {
    if (!this.#open) return;
    this.#close();
    this.#client.close({ reason: 'internal', notice: notice('worker.stopped' satisfies RunNoticeCode, reason) });
    this.#events.onClose(true);
    this.#events.onExit(reason);
  }

  #close(): void {
    this.#open = false;
    this.#watchdog.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
