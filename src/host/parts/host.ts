/** What the parts of the extension share; made once in `services.ts`, given to every command and provider. */
import type * as vscode from 'vscode';
import type { FileChanges } from '../files/fileChanges.ts';
import type { Predictions } from '../models/predictions.ts';
import type { LiveText } from '../runs/liveText.ts';
import type { RecordKeeper } from '../records/keeper.ts';
import type { RecordedRuns } from '../records/recordedRuns.ts';
import type { Runs } from '../runs/runs.ts';
import type { SavedModels } from '../runs/savedModels.ts';
import type { Summaries } from '../workers/summaries.ts';
import type { ComparePanels } from '../views/comparePanels.ts';
import type { ModelEditors } from '../views/modelEditors.ts';
import type { Panels } from '../views/panels.ts';
import type { SweepPanels } from '../views/sweepPanels.ts';
import type { WorkerThreads } from '../workers/workerThreads.ts';

export interface Host {
  /** The extension's own folder, and one it may write to. */
  readonly extension: vscode.Uri;
  readonly storage: vscode.Uri;
  /** Of the product. */
  readonly version: string;
  readonly log: vscode.LogOutputChannel;
  readonly files: FileChanges;
  readonly records: RecordKeeper;
  readonly recorded: RecordedRuns;
  readonly runs: Runs;
  readonly savedModels: SavedModels;
  readonly predictions: Predictions;
  readonly liveText: LiveText;
  readonly panels: Panels;
  readonly comparisons: ComparePanels;
  readonly sweeps: SweepPanels;
  readonly models: ModelEditors;
  readonly summaries: Summaries;
  readonly workers: WorkerThreads;
}

/** Something the user has to know or do; shown as it is, without a stack in the log. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
