/** What the editor shows in a configuration can be switched off, for a folder if one likes. */
import type * as vscode from 'vscode';
import { readSetting } from '../base/settings.ts';

/** Whether the setting `neuralNetwork.<name>` is on for the document. */
export function settingOf(document: vscode.TextDocument, name: string): boolean {
  return readSetting(name, true, document.uri);
}
