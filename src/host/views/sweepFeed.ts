/** Between the page of a sweep and the worker that trains its members: what is known of it, and what is to be done with it. */
import { memberCount } from '../../config/sweep/sweepPlan.ts';
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import { originMetrics } from '../../model/origin.ts';
import { RequestClient } from '../../protocol/requestClient.ts';
import type { SweepPlace, SweepWork } from '../../protocol/sweep/sweepApi.ts';
import type {
  SweepCommand,
  SweepPage,
  SweptFigures,
  SweptMember,
  ToSweepView,
} from '../../protocol/sweep/sweepPage.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { Owner } from '../base/owner.ts';
import { showError } from '../base/shown.ts';
import { stopped } from '../workers/stopped.ts';
import type { FeedMessage } from './viewConnection.ts';

export interface SweepFeedOptions {
  readonly work: SweepWork;
  /** Where it is kept; `null`: nowhere. */
  readonly place: SweepPlace | null;
  /** What was kept before a reload; `null`: it begins now. */
  readonly shown: ToSweepView | null;
  readonly workers: number;
  readonly spawn: () => WorkerPort;
  /** @throws where table or weights may not be read, or are no files */
  readonly filesOf: (work: SweepWork) => Promise<{ readonly data: string; readonly start: string | null }>;
  /** Trains a member again, as a run. */
  readonly open: (work: SweepWork, member: SweptMember) => Promise<void>;
  readonly post: (message: ToSweepView) => void;
}

export class SweepFeed extends Owner {
  readonly #options: SweepFeedOptions;
  #page: SweepPage;
  readonly #members = new Map<number, SweptMember>();
  #client: RequestClient | null = null;
  #port: WorkerPort | null = null;

  constructor(options: SweepFeedOptions) {
    super();
    this.#options = options;
    this.#page = blankPage(options.work);
    this.register({ dispose: () => this.#port?.terminate() });
    if (options.shown) this.#take(options.shown);
    else void this.#train();
  }

  /** The page as it is, and members by their places; for tests, too. */
  get page(): SweepPage {
    return this.#page;
  }

  get place(): SweepPlace | null {
    return this.#options.place;
  }

  get members(): readonly SweptMember[] {
    return [...this.#members.values()];
  }

  sendInitialState(): void {
    this.#options.post({ type: 'sweepPage', page: this.#page, members: this.members, isFirst: true });
  }

  receive(message: FeedMessage): void {
    if (message.type === 'sweep') this.#follow(message.command);
    if (message.type !== 'openMember') return;
    const member = this.#members.get(message.place);
    if (member)
      this.#options.open(this.#options.work, member).catch((error: unknown) => void showError(errorText(error)));
  }

  #follow(command: SweepCommand): void {
    if (this.#client) void this.#client.request('steerSweep', { command }).catch(() => undefined);
    else if (command === 'resume' && this.#page.state !== 'finished') void this.#train();
  }

  #take(message: ToSweepView): void {
    if (message.isFirst) this.#members.clear();
    for (const member of message.members) this.#members.set(member.place, member);
    this.#page = message.page;
    this.#options.post(message);
  }

  /** In a worker that is there only for this, and ends with it. */
  async #train(): Promise<void> {
    const { work, place, workers, spawn, filesOf } = this.#options;
    const port = spawn();
    const client = new RequestClient((message) => port.post(message));
    this.#port = port;
    this.#client = client;
    port.onMessage((message) => {
      if (message.type === 'sweep') this.#take(message.message);
      else client.receive(message);
    });
    port.onExit((reason) => client.close(stopped(reason)));
    try {
      const files = await filesOf(work);
      await client.request('sweep', { place, work, ...files, workers });
    } catch (error) {
      if (!this.isDisposed) this.#fail(localize('The trainings ended: {0}', errorText(error)));
    } finally {
      client.dispose();
      port.terminate();
      this.#client = null;
      this.#port = null;
    }
  }

  #fail(problem: string): void {
    this.#page = { ...this.#page, state: 'failed', problem, secondsLeft: null };
    this.sendInitialState();
  }
}

/** Before anything is known. */
function blankPage(work: SweepWork): SweepPage {
  const { file, table, variations, folds, seeds, until, config } = work;
  const none = Object.fromEntries(originMetrics.map((name) => [name, null])) as SweptFigures;
  return {
    ...{ file, table, state: 'training', problem: '', all: memberCount(work), secondsLeft: null },
    varied: variations.map(({ path }) => path),
    own: { values: variations.map(() => null), seed: config.network.initialization.seed },
    ...{ folds, seeds: seeds ?? 1, until },
    summary: { members: 0, reached: until === null ? null : 0, stepReached: null, mean: none, sd: none },
    bands: { cost: null, validationCost: null },
  };
}
