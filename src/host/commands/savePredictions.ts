/** *Save Predictions…*: what the run's network says of the rows it was built with, as `train --predictions` writes it. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { folderOf } from '../files/configKey.ts';
import { askCsv } from '../models/writePrediction.ts';
import { UserError } from '../parts/host.ts';
import { writeFile } from '../parts/writeFile.ts';
import type { Command } from './command.ts';
import { requireRun } from './target.ts';

/** Gives the Uri of the file. Called with a Uri for it by tests and key bindings, nothing is asked. */
export const savePredictions: Command = (host) => async (argument, target) => {
  const run = requireRun(host, argument);
  if (!run.description) throw new UserError(localize('There is no network yet.'));
  const name = `${run.title.replace(/\.nnconfig$/i, '')}-predictions`;
  const folder = run.uri.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : folderOf(run.uri);
  const uri = target instanceof vscode.Uri ? target : await askCsv(name, folder ?? null);
  if (!uri) return undefined;
  await writeFile(uri, await run.session.inspection.ownPredictions());
  return uri;
};
