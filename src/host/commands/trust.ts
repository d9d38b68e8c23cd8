/** Data files are read and networks trained only in a workspace the user trusts. */
import * as vscode from 'vscode';

/** Whether the workspace is trusted; where it is not, says so and offers the way. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const text = vscode.l10n.t('This workspace is in Restricted Mode: data files are not read and nothing is trained.');
  if ((await vscode.window.showWarningMessage(text, manage)) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
