/** What the editor shows in a configuration can be switched off, for a folder if one likes. */
import * as vscode from 'vscode';

/** Whether the setting `neuralNetwork.<name>` is on for the document. */
export function settingOf(document: vscode.TextDocument, name: string): boolean {
  return vscode.workspace.getConfiguration('neuralNetwork', document.uri).get(name, true);
}
