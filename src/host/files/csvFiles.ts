/** Which table the user means: the one that was clicked, the one in front, or one of the workspace. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { looksLikeTable } from '../../data/read/detectDialect.ts';
import { type Choice, pickOne } from '../base/shown.ts';

const ending = /\.(csv|tsv)$/i;
const languages = new Set(['csv', 'tsv']);
/** Lines of a plain text that are looked at to see whether it is a table. */
const linesLooked = 50;
const maxListed = 500;

export function isCsv(uri: vscode.Uri): boolean {
  return ending.test(uri.path);
}

/** The table in the active tab, whatever kind of editor shows it. */
export function activeCsv(): vscode.Uri | null {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputCustom ||
    input instanceof vscode.TabInputNotebook
  ) {
    if (isCsv(input.uri)) return input.uri;
  }
  const document = vscode.window.activeTextEditor?.document;
  return document && isTable(document) ? document.uri : null;
}

/** By its name, by its language, or, of a plain text such as one that was pasted and never saved, by how it is written. */
function isTable(document: vscode.TextDocument): boolean {
  if (isCsv(document.uri) || languages.has(document.languageId)) return true;
  if (document.languageId !== 'plaintext') return false;
  return looksLikeTable(document.getText(new vscode.Range(0, 0, linesLooked, 0)));
}

/** Asks for one of the workspace's tables; `null` when the user leaves or there is none. */
export async function pickCsv(title = localize('Train a network on which table?')): Promise<vscode.Uri | null> {
  const found = await vscode.workspace.findFiles('**/*.{csv,tsv,CSV,TSV,Csv,Tsv}', '**/node_modules/**', maxListed);
  const untitled = vscode.workspace.textDocuments.filter((document) => document.isUntitled && isTable(document));
  const uris = [...untitled.map((document) => document.uri), ...found.sort((a, b) => a.path.localeCompare(b.path))];
  if (uris.length === 0) return browse(title);
  const items = uris.map((uri) => itemOf(uri));
  const other: Item = { icon: 'folder-opened', label: localize('Another file…'), uri: null, alwaysShow: true };
  const chosen = await pickOne([...items, other], {
    title,
    matchOnDescription: true,
  });
  if (!chosen) return null;
  return chosen.uri ?? browse(title);
}

interface Item extends Choice {
  readonly uri: vscode.Uri | null;
}

function itemOf(uri: vscode.Uri): Item {
  const path = vscode.workspace.asRelativePath(uri);
  const slash = path.lastIndexOf('/');
  return { icon: 'table', label: path.slice(slash + 1), description: slash < 0 ? '' : path.slice(0, slash), uri };
}

async function browse(title: string): Promise<vscode.Uri | null> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    filters: { [localize('Tables')]: ['csv', 'tsv', 'CSV', 'TSV'] },
  });
  return chosen?.[0] ?? null;
}
