/**
 * What a page may lay over its run's curves: the curve of another run of this window, or of the same run before it began
 * anew. Tells the page what there is, and sends the chosen curve again while that run goes on.
 */
import { keyDifferences } from '../../config/text/keyDifferences.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { beforeId, type ComparableRun, type ComparedRun } from '../../protocol/comparison.ts';
import type { ToView } from '../../protocol/viewMessages.ts';
import { type ChangeLog, reportedTraining } from '../../session/changeLog.ts';
import { NewestAnswer } from '../../session/newestAnswer.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';

/** Milliseconds between two curves of a run that goes on. */
const pause = 1000;

export class Comparison extends Owner {
  readonly #runs: Runs;
  readonly #post: (message: ToView) => void;
  readonly #newest = new NewestAnswer();
  #run: RunHandle | null = null;
  #chosen: string | null = null;
  #reported = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(runs: Runs, post: (message: ToView) => void) {
    super();
    this.#runs = runs;
    this.#post = post;
    this.register(runs.onDidChange(({ run }) => this.#changed(run)));
    this.register(runs.onDidRemove((run) => this.#changed(run)));
    this.register(runs.onDidMove(() => this.#tell()));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  /** The page shows another run, or none: nothing is laid over its curves yet. */
  show(run: RunHandle | null): void {
    this.#run = run;
    this.#chosen = null;
  }

  /** The page is there, perhaps anew: it knows nothing. */
  sendInitialState(): void {
    this.#reported = '';
    this.#tell();
  }

  choose(id: string | null): void {
    this.#chosen = id;
    void this.#send();
  }

  #changed(run: RunHandle): void {
    this.#tell();
    if (this.#chosen === null || (run !== this.#run && run.key !== this.#chosen) || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, pause);
  }

  #tell(): void {
    const runs = this.#comparable();
    const reported = JSON.stringify(runs);
    if (reported === this.#reported) return;
    this.#reported = reported;
    this.#post({ type: 'comparable', runs });
  }

  #comparable(): readonly ComparableRun[] {
    const run = this.#run;
    if (!run) return [];
    const others = this.#runs.list.filter((other) => other !== run && other.description !== null);
    const before = run.session.earlier.run ? [{ id: beforeId, title: run.title }] : [];
    return [...before, ...others.map(({ key, title }) => ({ id: key, title }))];
  }

  async #send(): Promise<void> {
    const [run, chosen] = [this.#run, this.#chosen];
    if (!run || chosen === null) return;
    const compared = await this.#newest.of(this.#compared(run, chosen));
    // Meanwhile the page may have turned to something else.
    if (!compared || this.isDisposed || this.#run !== run || this.#chosen !== chosen) return;
    this.#post({ type: 'compared', compared });
  }

  async #compared(run: RunHandle, id: string): Promise<ComparedRun> {
    const own = reportedTraining(run.session.config, run.session.trace);
    const differences = (config: NetworkConfig, trace: ChangeLog | null) =>
      keyDifferences(own, reportedTraining(config, trace));
    const earlier = id === beforeId ? run.session.earlier.run : null;
    if (earlier)
      return { id, title: run.title, curve: earlier.curve, differences: differences(earlier.config, earlier.trace) };
    const other = this.#runs.get(id);
    if (!other) return { id, title: '', curve: null, differences: [] };
    const curve = await curveOf(other);
    return { id, title: other.title, curve, differences: differences(other.session.config, other.session.trace) };
  }
}

/** `null` when the run's worker has none to give. */
async function curveOf({ session }: RunHandle): Promise<Float32Array | null> {
  try {
    const answer = await session.inspection.query({ kind: 'wholeCurve' });
    return answer.kind === 'wholeCurve' ? answer.curve : null;
  } catch {
    return null;
  }
}
