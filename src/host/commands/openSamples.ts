/** Opens a copy of the samples in a window: the extension's own folder is not the user's to write to. */
import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const openSamples: Command = (host) => async () => {
  const target = vscode.Uri.joinPath(host.storage, 'samples');
  if (!(await exists(target))) {
    await vscode.workspace.fs.createDirectory(host.storage);
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(host.extension, 'samples'), target);
  }
  const forceNewWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
};

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
