/** Trains the configuration in front, or the given one. */
import type * as vscode from 'vscode';
import { readSetting } from '../base/settings.ts';
import { requireTrust } from '../files/trust.ts';
import type { Host } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
import { train } from '../runs/train.ts';
import type { Command } from './command.ts';
import { targetConfig } from './target.ts';

export const trainConfig: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  if (await requireTrust(document.uri)) await trainAndShow(host, document);
};

/** Trains a configuration and shows its panel, unless the user does not want that. */
export async function trainAndShow(host: Host, document: vscode.TextDocument): Promise<RunHandle> {
  return showRun(host, await train(host.runs, document));
}

/** Shows the panel of a run, unless the user does not want that. */
export function showRun(host: Host, run: RunHandle): RunHandle {
  if (opensPanel()) host.panels.show(run);
  return run;
}

export function opensPanel(): boolean {
  return readSetting('panel.openOnTrain', true);
}
