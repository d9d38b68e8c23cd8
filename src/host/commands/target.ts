/** Which run, and which configuration, a command is meant for. */
import { configDocumentOf } from '../files/configDocumentOf.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { activeConfig, type Change, editConfig, loadConfig, configAt } from '../files/configDocuments.ts';
import { configKey, isConfig, configLanguage } from '../files/configKey.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
import { usableConfig } from '../runs/train.ts';

/** The run of the given configuration, of the one in front, or the active one. */
export function targetRun(host: Host, argument: unknown): RunHandle | null {
  const given = configArgument(argument);
  if (given) return host.runs.get(configKey(given)) ?? null;
  const document = activeConfig();
  return (document && host.runs.get(configKey(document.uri))) ?? host.runs.active;
}

/** @throws UserError when there is no run. */
export function requireRun(host: Host, argument: unknown): RunHandle {
  const run = targetRun(host, argument);
  if (!run) throw new UserError(localize('No network is being trained. Train one on a CSV file first.'));
  return run;
}

/**
 * The configuration of a run: its document or its file; where both are gone, its text in a new unsaved document at its place.
 * Rejects when nothing has it.
 */
export async function configOfRun(host: Host, key: string): Promise<vscode.TextDocument> {
  const run = host.runs.get(key);
  const document = await loadConfig(key).catch((error: unknown) => {
    if (!run?.text) throw error;
    return null;
  });
  if (!run?.text || (document && (!document.isUntitled || document.getText() !== '')))
    return document ?? loadConfig(key);
  if (!document) return (await configAt(run.uri, () => run.text)).document;
  return fillAgain(document, run.text);
}

/** Gives an unsaved document that has come back empty the text that it had. */
export async function fillAgain(document: vscode.TextDocument, text: string): Promise<vscode.TextDocument> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  return vscode.languages.setTextDocumentLanguage(document, configLanguage);
}

/**
 * The configuration a control is to change: the given one, the one in front, or the active run's.
 * @throws UserError when there is none.
 */
export async function targetConfig(host: Host, argument: unknown): Promise<vscode.TextDocument> {
  const given = configArgument(argument);
  if (given) return configOfRun(host, configKey(given));
  const document = activeConfig();
  if (document) return document;
  const run = host.runs.active;
  if (run) return configOfRun(host, run.key);
  const visible = vscode.window.visibleTextEditors.map((editor) => editor.document).find(isConfig);
  if (visible) return visible;
  throw new UserError(localize('Open a .nnconfig file or train a network on a CSV file first.'));
}

/**
 * What the document configures; while its text has errors, what its run goes on with.
 * @throws UnusableConfigError when there is neither.
 */
export function configOf(host: Host, document: vscode.TextDocument): NetworkConfig {
  const { config } = configDocumentOf(document);
  return config ?? host.runs.get(configKey(document.uri))?.session.config ?? usableConfig(document);
}

/** Edits the text in one step of undo and hands it to the run at once. */
export async function changeConfig(
  host: Host,
  document: vscode.TextDocument,
  changes: readonly Change[],
): Promise<void> {
  if (!(await editConfig(document, changes))) {
    throw new UserError(
      localize('The configuration could not be edited: it changed in the meantime, or may not be written.'),
    );
  }
  host.liveText.flush(document);
}

/** A command's value when it was called with one: by a test, a key binding or another extension. */
export function valueArgument(args: readonly unknown[]): unknown {
  return args.find((argument) => ['number', 'string', 'boolean'].includes(typeof argument));
}

/** The title bar of a panel hands over an address of the panel itself, which says nothing. */
function configArgument(argument: unknown): vscode.Uri | null {
  return argument instanceof vscode.Uri && !argument.scheme.startsWith('webview') ? argument : null;
}
