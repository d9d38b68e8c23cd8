/** Model files of the window: which Uris are some, which are open, and how the worker gets at one. */
import * as vscode from 'vscode';
import type { ModelSource } from '../../protocol/modelApi.ts';
import { readRegularUri } from '../files/regularUri.ts';

export const modelEditorType = 'neuralNetwork.model';

export function isModel(uri: vscode.Uri): boolean {
  return /\.safetensors$/i.test(uri.path);
}

/** The model file in the active tab. */
export function activeModel(): vscode.Uri | null {
  return modelOf(vscode.window.tabGroups.activeTabGroup.activeTab) ?? null;
}

/** Those that a tab shows. */
export function openModels(): readonly vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
  return tabs.flatMap((tab) => modelOf(tab) ?? []);
}

/** @throws Error with a sentence for the user when a virtual file cannot be read */
export async function modelSource(uri: vscode.Uri): Promise<ModelSource> {
  if (uri.scheme === 'file') return { kind: 'path', path: uri.fsPath };
  return { kind: 'bytes', bytes: new Uint8Array(await readRegularUri(uri)) };
}

function modelOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const { input } = tab ?? {};
  return input instanceof vscode.TabInputCustom && input.viewType === modelEditorType ? input.uri : undefined;
}
