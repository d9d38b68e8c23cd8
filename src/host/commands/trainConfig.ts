/** Trains the configuration in front, or the given one. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import type { Run } from '../runs/run.ts';
import { train } from '../runs/train.ts';
import type { Command } from './command.ts';
import { targetConfig } from './target.ts';
import { requireTrust } from './trust.ts';

export const trainConfig: Command = (host) => async (argument) => {
  if (!(await requireTrust())) return;
  await trainAndShow(host, await targetConfig(host, argument));
};

/** Trains a configuration and shows its panel, unless the user does not want that. */
export async function trainAndShow(host: Host, document: vscode.TextDocument): Promise<Run> {
  return showRun(host, await train(host.runs, document));
}

/** Shows the panel of a run, unless the user does not want that. */
export function showRun(host: Host, run: Run): Run {
  if (opensPanel()) host.panels.show(run);
  return run;
}

export function opensPanel(): boolean {
  return vscode.workspace.getConfiguration('nnExplorer').get('panel.openOnTrain', true);
}
