/**
 * Restricted Mode: nothing here runs code that a workspace brings along, so that tables inside the open folders are read and trained as
 * ever. What lies outside of them waits until the user trusts the window: a configuration from anywhere could name any file beside it.
 */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { showWarning } from '../base/shown.ts';
import { savedUri } from './configKey.ts';

/** Whether a table or configuration may be read and trained now. What was never saved is the user's own typing. */
export function mayRead(uri: vscode.Uri): boolean {
  const { isTrusted, getWorkspaceFolder } = vscode.workspace;
  const saved = savedUri(uri);
  return isTrusted || saved.scheme === 'untitled' || getWorkspaceFolder(saved) !== undefined;
}

/** The same, and where it may not, says so and offers the way. */
export async function requireTrust(uri: vscode.Uri): Promise<boolean> {
  if (mayRead(uri)) return true;
  const manage = localize('Manage Workspace Trust');
  const text = localize(
    'The window is in Restricted Mode: only what lies in the folders that are open is read and trained.',
  );
  if ((await showWarning(text, manage)) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return mayRead(uri);
}
