/** Between the page of a comparison and the host: what the worker makes of the runs, again when one of them has changed. */
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import type { ComparePage, ToCompareView } from '../../protocol/compare/runsComparison.ts';
import { RequestClient } from '../../protocol/requestClient.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { NewestAnswer } from '../../session/newestAnswer.ts';
import { Owner } from '../base/owner.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import { stopped } from '../workers/stopped.ts';
import type { FeedMessage } from './viewConnection.ts';

/** A recorded run and what the user calls it. */
export interface NamedRun {
  readonly run: RecordedRun;
  readonly name: string;
}

export interface CompareFeedOptions {
  readonly runs: readonly NamedRun[];
  readonly recorded: RecordedRuns;
  readonly spawn: () => WorkerPort;
  /** Shows one of them in the panel. */
  readonly open: (run: RecordedRun) => void;
  readonly post: (message: ToCompareView) => void;
}

export class CompareFeed extends Owner {
  readonly #options: CompareFeedOptions;
  readonly #answers = new NewestAnswer();
  #page: ComparePage;
  #runs: readonly NamedRun[];
  /** What of the records decides whether they are to be compared again. */
  #seen = '';

  constructor(options: CompareFeedOptions) {
    super();
    this.#options = options;
    this.#runs = options.runs;
    this.#page = { names: this.#runs.map(({ name }) => name), compared: null, problem: '' };
    this.register(options.recorded.onDidChange(() => void this.#look()));
    void this.#look();
  }

  sendInitialState(): void {
    this.#options.post({ type: 'comparePage', page: this.#page });
  }

  receive(message: FeedMessage): void {
    const shown = message.type === 'showCompared' ? this.#runs[message.index] : undefined;
    if (shown) this.#options.open(shown.run);
  }

  async #look(): Promise<void> {
    const { recorded } = this.#options;
    const found = await Promise.all(
      this.#runs.map(async ({ run, name }) => {
        return { run: (await recorded.find(run.place.root, run.record.id)) ?? run, name };
      }),
    );
    const seen = JSON.stringify(found.map(({ run }) => whatCounts(run.record)));
    if (seen === this.#seen || this.isDisposed) return;
    this.#seen = seen;
    this.#runs = found;
    const page = await this.#answers.of(this.#compare());
    if (!page || this.isDisposed) return;
    this.#page = page;
    this.sendInitialState();
  }

  /** By a thread that is there only for this: a table may be large. */
  async #compare(): Promise<ComparePage> {
    const names = this.#runs.map(({ name }) => name);
    const runs = this.#runs.map(({ run }) => ({ root: run.place.root, id: run.record.id }));
    const port = this.#options.spawn();
    const client = new RequestClient((message) => port.post(message));
    const ended = this.register({ dispose: () => port.terminate() });
    port.onMessage((message) => client.receive(message));
    port.onExit((reason) => client.close(stopped(reason)));
    try {
      return { names, compared: await client.request('compareRuns', { runs }), problem: '' };
    } catch (error) {
      return { names, compared: null, problem: localize('The runs cannot be compared: {0}', errorText(error)) };
    } finally {
      client.dispose();
      ended.dispose();
    }
  }
}

function whatCounts({ state, step, weightsSha256, figures }: RunRecord): unknown {
  return [state, step, weightsSha256, figures];
}
