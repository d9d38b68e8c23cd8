/** Where the editor begins and ends the extension. */
import type * as vscode from 'vscode';
import type { SessionStore } from '../session/sessionStore.ts';
import type { RecordedRuns } from './records/recordedRuns.ts';
import type { RecordKeeper } from './records/keeper.ts';
import type { Runs } from './runs/runs.ts';
import { Services } from './services.ts';
import type { ComparePanels } from './views/comparePanels.ts';
import type { SweepPanels } from './views/sweepPanels.ts';
import type { WorkerProcesses } from './workers/workerProcesses.ts';
import type { WorkerThreads } from './workers/workerThreads.ts';

/** What other extensions, and the tests, get from `activate`. */
export interface Api {
  readonly sessions: SessionStore;
  readonly runs: Runs;
  readonly workers: WorkerThreads;
  readonly processes: WorkerProcesses;
  readonly records: RecordKeeper;
  readonly recorded: RecordedRuns;
  readonly sweeps: SweepPanels;
  readonly comparisons: ComparePanels;
}

export function activate(context: vscode.ExtensionContext): Api {
  const services = new Services(context);
  context.subscriptions.push(services);
  const { sessions, runs, workers, processes, records, recorded, sweeps, comparisons } = services;
  return { sessions, runs, workers, processes, records, recorded, sweeps, comparisons };
}
