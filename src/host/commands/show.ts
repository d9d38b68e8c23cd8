/** Brings something to the front: the panel, the configuration, the data, the log. */
import * as vscode from 'vscode';
import { configKey } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import type { Command } from './command.ts';
import { configOf, fillAgain, configOfRun, requireRun, targetConfig } from './target.ts';

export const showPanel: Command = (host) => (argument) => {
  const run = requireRun(host, argument);
  host.runs.activate(run);
  host.panels.show(run, false);
};

export const openConfiguration: Command = (host) => async (argument) => {
  const run = requireRun(host, argument);
  const { document } = await showConfig(await configOfRun(host, run.key));
  // A document that was closed a moment ago may be thrown away once more before it is seen.
  if (document.isUntitled && document.getText() === '' && run.text !== '') await fillAgain(document, run.text);
};

/** Opens the table, at a line when one is given. */
export const openData: Command =
  (host) =>
  async (...args) => {
    const document = await targetConfig(host, args[0]);
    const known = host.runs.get(configKey(document.uri))?.dataUri;
    const uri = known ?? (await resolveDataUri(document.uri, configOf(host, document).data.file));
    const line = args.find((argument) => typeof argument === 'number');
    const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
    // The command, not showTextDocument: large files never become documents of an extension.
    await vscode.commands.executeCommand('vscode.open', uri, {
      preview: true,
      ...(line ? { selection: new vscode.Range(position, position) } : {}),
    });
  };

export const showLog: Command = (host) => () => host.log.show();

/** Shows the document where it is open already, else in front. `preserveFocus`: the keyboard stays where it is. */
export async function showConfig(document: vscode.TextDocument, preserveFocus = false): Promise<vscode.TextEditor> {
  const requested = document.uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === requested),
  );
  const viewColumn = group?.viewColumn ?? columnBesidePanel();
  return vscode.window.showTextDocument(document, {
    preview: false,
    preserveFocus,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
}

/** Not over a panel: where the active column shows one, another column, or a new one beside it. */
function columnBesidePanel(): vscode.ViewColumn | undefined {
  const { activeTabGroup, all } = vscode.window.tabGroups;
  if (!showsPage(activeTabGroup)) return undefined;
  return all.find((group) => !showsPage(group))?.viewColumn ?? vscode.ViewColumn.Beside;
}

function showsPage(group: vscode.TabGroup): boolean {
  return group.activeTab?.input instanceof vscode.TabInputWebview;
}
