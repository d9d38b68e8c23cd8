/** The few messages that interrupt: a run failed, or a long one ended where nobody saw it. */
import { networkLine, stateLine } from '../../config/wording/logTexts.ts';
import { verdictText } from '../../config/wording/verdictText.ts';
import { noticeText } from '../../config/wording/notice.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { RunDescription, RunState, RunStatus } from '../../protocol/run.ts';
import { Owner } from '../base/owner.ts';
import { readNumber } from '../base/settings.ts';
import type { RunHandle } from '../runs/run.ts';
import type { RunChange, Runs } from '../runs/runs.ts';
import { showError, showInformation } from '../base/shown.ts';
import { stateText } from './statusBar.ts';

export interface NotificationOptions {
  readonly runs: Runs;
  readonly log: vscode.LogOutputChannel;
  readonly isVisible: (run: RunHandle) => boolean;
}

interface Seen {
  readonly state: RunState;
  readonly message: string;
  /** When it last began to train, in ms. */
  readonly since: number;
}

export class Notifications extends Owner {
  readonly #options: NotificationOptions;
  readonly #seen = new WeakMap<RunHandle, Seen>();
  readonly #noted = new WeakSet<RunDescription>();
  /** Notes about threads that were told, of each run's present network. */
  readonly #reported = new WeakMap<RunDescription, number>();

  constructor(options: NotificationOptions) {
    super();
    this.#options = options;
    this.register(options.runs.onDidChange((change) => this.#changed(change)));
  }

  #changed({ run, status }: RunChange): void {
    this.#noteEngine(run);
    this.#noteThreads(run, status);
    const before = this.#seen.get(run);
    if (before?.state === status.state && before.message === status.message) return;
    const begins = status.state === 'running' && before?.state !== 'running';
    const since = begins || !before ? Date.now() : before.since;
    this.#seen.set(run, { state: status.state, message: status.message, since });
    if (before?.state === status.state) return;
    this.#note(run, status, before?.state === 'running' ? Date.now() - since : null);
    if (status.state === 'failed') void this.#tellFailure(run, status);
    else if (before?.state === 'running' && isEnd(status.state)) void this.#tellEnd(run, status, Date.now() - since);
  }

  #note({ title, description }: RunHandle, status: RunStatus, time: number | null): void {
    const { state, verdict = [], weightsOf = null } = status;
    const earlier = verdict.find(({ code }) => code === 'bestWasEarlier')?.values['epoch'];
    const best = weightsOf ?? (earlier === undefined ? null : Number(earlier));
    const text = stateLine({ ...status, title, best, time });
    if (state === 'failed') this.#options.log.error(text);
    else this.#options.log.info(text);
    for (const found of verdict) this.#options.log.info(`${title}: ${verdictText(found, description?.classes ?? [])}`);
  }

  #noteEngine({ title, session: { description } }: RunHandle): void {
    if (!description || this.#noted.has(description)) return;
    this.#noted.add(description);
    this.#options.log.info(networkLine(description));
    for (const note of description.engineNotes ?? []) this.#options.log.warn(`${title}: ${noticeText(note)}`);
  }

  /** How many train the network, when it is more than one for the first time, and what becomes of them. */
  #noteThreads({ title, session: { description } }: RunHandle, { threads = 1, threadNotes = [] }: RunStatus): void {
    if (!description) return;
    const reported = this.#reported.get(description);
    if (reported === undefined && threads > 1)
      this.#options.log.info(`${title}: ${threads} threads are faster than one here`);
    else if (reported === undefined && threadNotes.length === 0) return;
    for (const note of threadNotes.slice(reported ?? 0)) this.#options.log.warn(`${title}: ${noticeText(note)}`);
    this.#reported.set(description, threadNotes.length);
  }

  async #tellFailure(run: RunHandle, { message }: RunStatus): Promise<void> {
    const again = localize('Train Again');
    const log = localize('Show Log');
    const answer = await showError(`${run.title}: ${message}`, again, log);
    if (answer === log) this.#options.log.show();
    else if (answer === again && !run.isDisposed) await run.session.restart();
  }

  async #tellEnd(run: RunHandle, { state, cost }: RunStatus, time: number): Promise<void> {
    const least = readNumber('notifications.longRun', 30, { min: 0, max: 86_400 });
    if (least === 0 || time < least * 1000 || this.#options.isVisible(run)) return;
    const show = localize('Show Panel');
    const text = localize('{0}: {1}, cost {2}.', run.title, stateText(state), cost === null ? '–' : cost.toFixed(4));
    const answer = await showInformation(text, show);
    if (answer === show && !run.isDisposed) await vscode.commands.executeCommand('neuralNetwork.showPanel', run.uri);
  }
}

function isEnd(state: RunState): boolean {
  return state === 'finished' || state === 'diverged';
}
