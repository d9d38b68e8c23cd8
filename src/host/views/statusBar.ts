/** The status bar item of the active run, and the context keys that menus and keys ask for. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { type HeadlinePart, headlineParts } from '../../config/wording/headline.ts';
import { verdictText } from '../../config/wording/verdictText.ts';
import type { RunDescription, RunState, RunStatus } from '../../protocol/run.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { newStatusItem, setStatus, type StatusPart } from '../base/shown.ts';

const stateKey = 'neuralNetwork.state';
/** Milliseconds between two texts of a training that goes on: faster than anyone reads, and the editor draws each. */
const interval = 400;

export class StatusBar extends Owner {
  readonly #item = this.register(newStatusItem('neuralNetwork.run'));
  readonly #keys = new Map<string, unknown>();
  readonly #runs: Runs;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(runs: Runs) {
    super();
    this.#runs = runs;
    this.#item.name = localize('Neural Network');
    this.#item.command = 'neuralNetwork.showPanel';
    this.register(runs.onDidChangeActive(() => this.#show()));
    this.register(runs.onDidChange(({ run, status }) => run === runs.active && this.#changed(status)));
    this.register({ dispose: () => clearTimeout(this.#timer) });
    this.#show();
  }

  #changed({ state }: RunStatus): void {
    if (state !== 'running' || this.#keys.get(stateKey) !== state) this.#show();
    else this.#timer ??= setTimeout(() => this.#show(), interval);
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const run = this.#runs.active;
    this.#setKey('neuralNetwork.hasRun', run !== null);
    this.#setKey(stateKey, run?.status.state ?? '');
    if (!run) {
      this.#item.hide();
      return;
    }
    const { status } = run;
    setStatus(this.#item, statusBarParts(run), tooltipOf(run));
    this.#item.accessibilityInformation = { label: `${localize('Neural Network')}: ${stateText(status.state)}` };
    const failed = status.state === 'failed' || status.state === 'diverged';
    this.#item.backgroundColor = failed
      ? new vscode.ThemeColor(`statusBarItem.${status.state === 'failed' ? 'error' : 'warning'}Background`)
      : undefined;
    this.#item.show();
  }

  #setKey(key: string, value: unknown): void {
    if (this.#keys.get(key) === value) return;
    this.#keys.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

/** A training that lasts turns no wheel: without a graphics card the editor would draw its whole window anew for each turn. */
const icons: Readonly<Record<RunState, string>> = {
  waiting: 'watch',
  preparing: 'loading~spin',
  ready: 'circle-outline',
  running: 'pulse',
  paused: 'debug-pause',
  finished: 'check',
  stopped: 'debug-stop',
  diverged: 'warning',
  failed: 'error',
};

/** "$(pulse) NN 12/300 · 0.3112 · validation 90.3 %"; while an earlier step is looked at, that step. */
function statusBarParts({ description, status }: RunHandle): readonly StatusPart[] {
  const { state, epoch, effective, cost, progress, notice, recording } = status;
  const begin = [{ icon: icons[state] }, 'NN', ...(notice === '' ? [] : [{ icon: 'info' }])];
  if (state === 'preparing') return [...begin, `${Math.round((progress ?? 0) * 100)} %`];
  if (state === 'failed') return begin;
  if (recording.cursor !== null)
    return [
      ...begin,
      `${localize('step {0}', recording.cursor.toLocaleString())} ${localize('of {0}', recording.last.toLocaleString())}`,
    ];
  const reported = headlineOf(description, status).filter(({ key }) => key === 'validation' || key === 'baseline');
  const figures = reported.map(({ label, value }) => ` · ${label} ${value}`).join('');
  return [
    ...begin,
    `${Math.floor(epoch)}/${effective.epochs}${cost === null ? '' : ` · ${cost.toFixed(4)}`}${figures}`,
  ];
}

function headlineOf(run: RunDescription | null, status: RunStatus): readonly HeadlinePart[] {
  if (!run) return [];
  const { trainMetric, validationMetric, balanced = null } = status;
  const { task, classes, baseline = null } = run;
  return headlineParts({ task, classes, baseline, trainMetric, validationMetric, balanced });
}

function tooltipOf({ title, description, status }: RunHandle): string {
  const { step, measured, cost, message, notice, state, stepsPerSecond, verdict = [] } = status;
  const facts = [stateText(state), localize('step {0}', step.toLocaleString())];
  if (cost !== null) facts.push(localize('cost {0}', cost.toFixed(4)));
  for (const { label, value } of headlineOf(description, status)) facts.push(`${label} ${value}`);
  if (measured !== step) facts.push(localize('figures of step {0}', measured.toLocaleString()));
  if (state === 'running') facts.push(localize('{0} steps/s', Math.round(stepsPerSecond).toLocaleString()));
  const judged = verdict.map((found) => verdictText(found, description?.classes ?? []));
  return [title, facts.join(' · '), message, ...judged, notice].filter((line) => line !== '').join('\n');
}

export function stateText(state: RunState): string {
  const texts: Readonly<Record<RunState, string>> = {
    waiting: localize('waiting for its turn'),
    preparing: localize('preparing'),
    ready: localize('ready'),
    running: localize('running'),
    paused: localize('paused'),
    finished: localize('finished'),
    stopped: localize('stopped'),
    diverged: localize('diverged'),
    failed: localize('failed'),
  };
  return texts[state];
}
