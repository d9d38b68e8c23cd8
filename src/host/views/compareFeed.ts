/** Between the page of a comparison and the host: what the worker makes of the runs, again when one of them has changed. */
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import type { ComparePage, ToCompareView } from '../../protocol/compare/runsComparison.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { OneAtATime } from '../../session/oneAtATime.ts';
import { Owner } from '../base/owner.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import { askOnce } from '../workers/askOnce.ts';
import type { FeedMessage } from './viewConnection.ts';

export interface CompareFeedOptions {
  readonly runs: readonly RecordedRun[];
  readonly recorded: Pick<RecordedRuns, 'find' | 'onDidChange'>;
  /** What the user calls it. */
  readonly nameOf: (record: RunRecord) => string;
  readonly spawn: () => WorkerPort;
  /** Shows one of them in the panel. */
  readonly open: (run: RecordedRun) => void;
  readonly post: (message: ToCompareView) => void;
}

export class CompareFeed extends Owner {
  readonly #options: CompareFeedOptions;
  #page: ComparePage;
  #runs: readonly RecordedRun[];
  /** What of the records decides whether they are to be compared again. */
  #seen = '';
  /** Runs that train may change more often than a large table is read. */
  readonly #looking = new OneAtATime(() => this.#look());
  #port: WorkerPort | null = null;

  constructor(options: CompareFeedOptions) {
    super();
    this.#options = options;
    this.#runs = options.runs;
    this.#page = { names: this.#names(), compared: null, problem: '' };
    this.register(options.recorded.onDidChange(() => this.#looking.ask()));
    this.register({ dispose: () => this.#port?.terminate() });
    this.#looking.ask();
  }

  sendInitialState(): void {
    this.#options.post({ type: 'comparePage', page: this.#page });
  }

  receive(message: FeedMessage): void {
    const shown = message.type === 'showCompared' ? this.#runs[message.index] : undefined;
    if (shown) this.#options.open(shown);
  }

  #names(): string[] {
    return this.#runs.map(({ record }) => this.#options.nameOf(record));
  }

  async #look(): Promise<void> {
    if (this.isDisposed) return;
    const { recorded } = this.#options;
    const found = await Promise.all(
      this.#runs.map(async (run) => (await recorded.find(run.place.root, run.record.id)) ?? run),
    );
    const seen = JSON.stringify(found.map(({ record }) => whatCounts(record)));
    if (seen === this.#seen || this.isDisposed) return;
    this.#seen = seen;
    this.#runs = found;
    const page = await this.#compare();
    if (this.isDisposed) return;
    this.#page = page;
    this.sendInitialState();
  }

  /** By a thread that is there only for this: a table may be large. */
  async #compare(): Promise<ComparePage> {
    const names = this.#names();
    const runs = this.#runs.map(({ place, record }) => ({ root: place.root, id: record.id }));
    try {
      this.#port = this.#options.spawn();
      return { names, compared: await askOnce(this.#port, 'compareRuns', { runs }), problem: '' };
    } catch (error) {
      return { names, compared: null, problem: localize('The runs cannot be compared: {0}', errorText(error)) };
    } finally {
      this.#port = null;
    }
  }
}

function whatCounts({ name, state, step, weightsSha256, figures }: RunRecord): unknown {
  return [name, state, step, weightsSha256, figures];
}
