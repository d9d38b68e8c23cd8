/** *Save Predictions…* of another table: asks where, and lets the worker write it. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { showProgress } from '../base/shown.ts';
import type { Prediction } from './prediction.ts';

/** @param withCells all cells of the table first. Gives the file; `undefined` when the user leaves */
export async function writePrediction(prediction: Prediction, withCells: boolean): Promise<vscode.Uri | undefined> {
  const { name } = prediction.view;
  const target = await askCsv(`${name.replace(/\.[^.]*$/, '')}-predictions`, prediction.folder);
  if (!target) return undefined;
  await showProgress(localize('Saving the predictions of {0}', name), async (_progress, token) => {
    const bytes = await prediction.write(target.scheme === 'file' ? target.fsPath : null, withCells, token);
    if (bytes) await vscode.workspace.fs.writeFile(target, bytes);
  });
  return target;
}

/** Where a table of predictions is to lie. @param name without an ending */
export async function askCsv(name: string, folder: vscode.Uri | null): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: localize('Save the predictions'),
    filters: { CSV: ['csv'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}.csv`) } : {}),
  });
}
