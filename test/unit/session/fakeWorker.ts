/** A worker that says what a test tells it to, a clock that a test moves, and what a session needs besides. */
import { type Notice, notice } from '../../../src/core/notice.ts';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import type { Frame } from '../../../src/protocol/frame.ts';
import type { Disposable } from '../../../src/protocol/port.ts';
import type { RunDescription, RunState } from '../../../src/protocol/run.ts';
import type { FromWorker, Method, ToWorker, WireError, WorkerStatus } from '../../../src/protocol/workerApi.ts';
import { Emitter } from '../../../src/session/emitter.ts';
import type { Clock, WorkerPort } from '../../../src/session/link/workerPort.ts';

type Request = Extract<ToWorker, { type: 'request' }>;

/** A notice that says just this. */
export function plain(text: string): Notice {
  return notice('request.failed', text);
}

export const config: NetworkConfig = networkConfigSchema.parse({ data: { file: 'iris.csv', target: 'species' } });

export function withTraining(change: Partial<NetworkConfig['training']>): NetworkConfig {
  return { ...config, training: { ...config.training, ...change } };
}

export const description: RunDescription = {
  runId: 'run-1',
  build: 1,
  title: 'iris.nnconfig',
  dataFile: 'iris.csv',
  task: 'multiclass',
  loss: 'categoricalCrossEntropy',
  targets: ['species'],
  classes: ['a', 'b', 'c'],
  m: 120,
  mValidation: 30,
  mTest: 0,
  inputs: [],
  layers: [],
  parameters: 67,
  leakySlope: 0.01,
  engine: 'reference',
  precision: 'float64',
  shownUnits: [],
  shownExamples: [],
  plane: null,
  repairs: [],
  notes: [],
};

export class FakeWorker implements WorkerPort {
  readonly requests: Request[] = [];
  credits = 0;
  terminated = false;
  /** Of the network that was built last. */
  #build = 1;
  readonly #messages = new Emitter<FromWorker>();
  readonly #exits = new Emitter<string>();
  readonly onMessage = this.#messages.event;
  readonly onExit = this.#exits.event;

  post(message: ToWorker): void {
    if (message.type === 'credit') this.credits++;
    else this.requests.push(message);
  }

  terminate(): void {
    this.terminated = true;
    this.#exits.fire('it ended with code 1');
  }

  get listeners(): number {
    return this.#messages.size + this.#exits.size;
  }

  /** The methods asked for, in order. */
  get asked(): Method[] {
    return this.requests.map((request) => request.method);
  }

  say(message: FromWorker): void {
    this.#messages.fire(message);
  }

  status(state: RunState, change: Partial<WorkerStatus> = {}): void {
    const status: WorkerStatus = {
      ...{
        runId: 'run-1',
        build: this.#build,
        state,
        step: 0,
        epoch: 0,
        measured: 0,
        cost: 1,
        validationCost: null,
        trainMetric: null,
        validationMetric: null,
      },
      ...{ stepsPerSecond: 0, slowed: false, stopReason: null, message: null, effective: config.training },
      recording: { first: 0, last: 0, cursor: null, bytes: 0, limit: 0 },
      phases: 0,
      checksum: null,
      undoableWeights: 0,
      ...change,
    };
    this.say({ type: 'status', status });
  }

  frame(number: number): Frame {
    const frame: Frame = {
      runId: 'run-1',
      build: this.#build,
      frame: number,
      step: number,
      live: true,
      sections: [],
      numbers: new Float32Array(4),
    };
    this.say({ type: 'frame', frame });
    return frame;
  }

  /** Answers the last request for `method`, after what is already on its way. */
  async answer(method: Method, result: unknown = undefined): Promise<void> {
    const request = await this.#requestOf(method);
    if (request.method === 'prepare') this.#build = request.params.build;
    const built = request.method === 'prepare' ? { ...(result as RunDescription), build: this.#build } : result;
    this.say({ type: 'response', id: request.id, ok: true, result: built });
    await settled();
  }

  async refuse(method: Method, error: WireError): Promise<void> {
    this.say({ type: 'response', id: (await this.#requestOf(method)).id, ok: false, error });
    await settled();
  }

  die(reason: string): void {
    this.#exits.fire(reason);
  }

  async #requestOf(method: Method): Promise<Request> {
    await settled();
    const request = this.requests.findLast((candidate) => candidate.method === method);
    if (!request) throw new Error(`"${method}" was not asked for, only ${this.asked.join(', ')}.`);
    return request;
  }
}

export class FakeClock implements Clock {
  #time = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  get running(): number {
    return this.#timers.size;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = { at: this.#time + milliseconds, callback };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  pass(milliseconds: number): void {
    this.#time += milliseconds;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#time) continue;
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

/** Lets every promise that can settle do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
