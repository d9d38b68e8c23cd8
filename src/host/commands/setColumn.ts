/** A column's type or role, chosen in the panel: one edit of the configuration's text. */
import * as vscode from 'vscode';
import { columnChanges } from '../../config/facts/columnEdits.ts';
import { readColumnChoices } from '../../config/facts/columnRoles.ts';
import { readTree } from '../../config/text/tree.ts';
import type { FromView } from '../../protocol/viewMessages.ts';
import type { Host } from '../parts/host.ts';
import { tableOf } from '../parts/columnFeed.ts';
import { changeConfig, configOfRun } from './target.ts';

/** @throws Error with a sentence for the user when the text cannot be edited, or the table not be read */
export async function setColumn(
  host: Host,
  key: string,
  { name, change }: Extract<FromView, { type: 'column' }>,
): Promise<void> {
  const document = await configOfRun(host, key);
  const text = document.getText();
  const summary = await tableOf(host, vscode.Uri.parse(key, true), text);
  const changes = columnChanges(readColumnChoices(readTree(text).root), summary, name, change);
  if (changes.length > 0 && document.getText() === text) await changeConfig(host, document, changes);
}
