/**
 * The only file that shows something outside of a page: messages, questions, trees, the status bar, lenses, Markdown.
 * Everything goes through
 * `plainText`, because nearly all of it can hold a name from a workspace, and a name must never become a link, an icon or other writing.
 * A test of the project looks that nobody else calls what is called here.
 */
import * as vscode from 'vscode';
import { plainLines, plainText } from '../../config/wording/plainText.ts';

/** Resolves to the button that was pressed. */
export function showError(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(plainText(message), ...buttons);
}

/** Resolves to the button that was pressed. */
export function showWarning(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainText(message), ...buttons);
}

/** Resolves to the button that was pressed. */
export function showInformation(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(plainText(message), ...buttons);
}

/** Shows in a notification that work goes on, and lets the user leave it. */
export function showProgress<T>(
  title: string,
  work: (progress: vscode.Progress<{ readonly increment: number }>, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainText(title), cancellable: true };
  return vscode.window.withProgress(options, work);
}

export interface Choice extends vscode.QuickPickItem {
  /** Of the editor's own icons. */
  readonly icon?: string;
}

/** Asks for one of several; `undefined` when the user leaves. */
export async function pickOne<T extends Choice>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const shown = items.map((item) => ({ ...plainItem(item), item }));
  const chosen = await vscode.window.showQuickPick(shown, {
    ...options,
    ...(options.title === undefined ? {} : { title: plainText(options.title) }),
  });
  return chosen?.item;
}

/** Asks for any number of several; `undefined` when the user leaves. */
export async function pickSeveral<T extends Choice>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<readonly T[] | undefined> {
  const shown = items.map((item) => ({ ...plainItem(item), picked: item.picked ?? false, item }));
  const title = options.title === undefined ? {} : { title: plainText(options.title) };
  const chosen = await vscode.window.showQuickPick(shown, { ...options, ...title, canPickMany: true });
  return chosen?.map(({ item }) => item);
}

function plainItem({ icon, label, description, detail, kind, alwaysShow }: Choice): vscode.QuickPickItem {
  return {
    label: withIcon(icon, label),
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(detail === undefined ? {} : { detail: plainText(detail) }),
    ...(kind === undefined ? {} : { kind }),
    ...(alwaysShow === undefined ? {} : { alwaysShow }),
  };
}

/** Asks for a line of text; `undefined` when the user leaves. @param options.validateInput says why a text will not do */
export function askText(options: {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly validateInput: (text: string) => string | null;
}): Thenable<string | undefined> {
  const { title, prompt, value, validateInput } = options;
  return vscode.window.showInputBox({
    title: plainText(title),
    prompt: plainText(prompt),
    value,
    validateInput: (text) => {
      const reason = validateInput(text);
      return reason === null ? null : plainText(reason);
    },
  });
}

export interface TreeRow {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly state?: vscode.TreeItemCollapsibleState;
}

export function treeItem({ label, description, tooltip, icon, state }: TreeRow): vscode.TreeItem {
  const item = new vscode.TreeItem(plainText(label), state);
  if (description !== undefined) item.description = plainText(description);
  if (tooltip !== undefined) item.tooltip = plainLines(tooltip);
  if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

/** A line above the rows of a tree; "" for none. */
export function setTreeMessage(view: vscode.TreeView<unknown>, text: string): void {
  view.message = plainText(text);
}

/** Text, or one of the editor's own icons. */
export type StatusPart = string | { readonly icon: string };

export function newStatusItem(id: string): vscode.StatusBarItem {
  return vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, 50);
}

export function setStatus(item: vscode.StatusBarItem, parts: readonly StatusPart[], tooltip: string): void {
  item.text = parts.map((part) => (typeof part === 'string' ? plainText(part) : `$(${part.icon})`)).join(' ');
  item.tooltip = plainLines(tooltip);
}

/** What the editor shows under the braces of its status bar while a text of the language is in front. */
export interface LanguageStatusRow {
  readonly text: string;
  readonly detail?: string;
  readonly severity?: vscode.LanguageStatusSeverity;
  readonly isBusy?: boolean;
  readonly command: Omit<vscode.Command, 'title'> & { readonly title: string };
}

export function setLanguageStatus(item: vscode.LanguageStatusItem, row: LanguageStatusRow): void {
  item.text = plainText(row.text);
  item.detail = plainText(row.detail ?? '');
  item.severity = row.severity ?? vscode.LanguageStatusSeverity.Information;
  item.busy = row.isBusy ?? false;
  item.command = row.command;
}

/** A lens over `range`. The editor draws no ordinary blank behind an icon. */
export function codeLens(
  range: vscode.Range,
  icon: string | undefined,
  title: string,
  command: Omit<vscode.Command, 'title'>,
): vscode.CodeLens {
  return new vscode.CodeLens(range, { ...command, title: withIcon(icon, title, '\u00a0') });
}

/** Markdown of ours, in which names from files are escaped: it runs no commands and holds no HTML. */
export function markdownOf(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}

function withIcon(icon: string | undefined, text: string, blank = ' '): string {
  return icon === undefined ? plainText(text) : `$(${icon})${blank}${plainText(text)}`;
}
