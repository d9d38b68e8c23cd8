/** A worker in this thread behind a real session: messages are copied and come later, as over the wire, and every run can be repeated. */
import type { Disposable } from '../../../src/protocol/port.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/workerApi.ts';
import { Emitter } from '../../../src/session/emitter.ts';
import type { Clock, WorkerPort } from '../../../src/session/link/workerPort.ts';
import { WorkerService } from '../../../src/worker/workerService.ts';

export class InProcessWorker implements WorkerPort {
  readonly #messages = new Emitter<FromWorker>();
  readonly #exits = new Emitter<string>();
  readonly #service: WorkerService;
  #open = true;
  readonly onMessage = this.#messages.event;
  readonly onExit = this.#exits.event;

  /** @param speed of its clock */
  constructor(speed = 1) {
    this.#service = new WorkerService({
      now: () => speed * performance.now(),
      defer: (callback) => this.#soon(callback),
      later: (callback) => this.#soon(callback),
      post: (message) => this.#say(structuredClone(message)),
    });
  }

  post(message: ToWorker): void {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (this.#open) this.#service.receive(copy);
    });
  }

  terminate(): void {
    this.die('it was ended');
  }

  /** Ends by itself. */
  die(reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    this.#exits.fire(reason);
  }

  /** What was on its way to the disk is there. */
  settled(): Promise<void> {
    return this.#service.dispose();
  }

  /** Who has died does nothing more. */
  #soon(callback: () => void): void {
    setImmediate(() => {
      if (this.#open) callback();
    });
  }

  #say(message: FromWorker): void {
    setImmediate(() => {
      if (this.#open) this.#messages.fire(message);
    });
  }
}

/** Nobody waits for a silence here. */
export const noClock: Clock = { after: (): Disposable => ({ dispose: () => undefined }) };
