/** A thread's messages: heard one after the other in their order, and known of in the middle of long work. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Method, ToWorker } from '../protocol/workerApi.ts';

/** For what is asked by these, work beside the training is left. */
const commands: ReadonlySet<Method> = new Set(['pause', 'stop', 'reset', 'prepare', 'cancel']);

export class Mailbox {
  readonly #port: MessagePort;
  readonly #hear: (message: ToWorker) => void;
  /** Taken from the port, and not heard yet. */
  #waiting: ToWorker[] = [];

  constructor(port: MessagePort, hear: (message: ToWorker) => void) {
    this.#port = port;
    this.#hear = hear;
    port.on('message', (message: ToWorker) => {
      this.#waiting.push(message);
      this.#deliver();
    });
  }

  /** Whether one of those that have arrived and were not heard is a command. */
  hasCommand(): boolean {
    const known = this.#waiting.length;
    for (let got = receiveMessageOnPort(this.#port); got; got = receiveMessageOnPort(this.#port))
      this.#waiting.push(got.message as ToWorker);
    if (known === 0 && this.#waiting.length > 0) setImmediate(() => this.#deliver());
    return this.#waiting.some((message) => message.type === 'request' && commands.has(message.method));
  }

  #deliver(): void {
    try {
      // One by one: while one is heard, those behind it still wait, and a command among them is known of.
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#hear(next);
    } finally {
      if (this.#waiting.length > 0) setImmediate(() => this.#deliver());
    }
  }
}
