/** Completion in a `.nnconfig`: keys, words, numbers, columns of the real table, and the tables in the folder. */
import * as vscode from 'vscode';
import { completionAt, fileKindAt, folderAt } from '../../config/language/completion.ts';
import type { Suggestion } from '../../config/language/suggestion.ts';
import { plainText } from '../../config/wording/plainText.ts';
import { folderOf } from '../files/configKey.ts';
import { isCsv } from '../files/csvFiles.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { markdownOf } from '../base/shown.ts';
import type { Tables } from './tables.ts';

/** Milliseconds to wait for a table that was never read. */
const patience = 1000;

export const completionTriggers = ['"', ':', '/'] as const;

export class ConfigCompletion implements vscode.CompletionItemProvider {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const offset = document.offsetAt(position);
    const folder = folderAt(document.getText(), offset);
    const files =
      folder === null ? [] : await filesIn(document.uri, folder, fileKindAt(document.getText(), offset) ?? 'table');
    const summary = folder === null ? await this.#tables.soon(document, patience) : null;
    const completion = token.isCancellationRequested ? null : completionAt(document.getText(), offset, summary, files);
    if (!completion) return [];
    const range = new vscode.Range(
      document.positionAt(completion.offset),
      document.positionAt(completion.offset + completion.length),
    );
    const typed = document.getText(range);
    const comma =
      completion.commaBefore === null ? [] : [vscode.TextEdit.insert(document.positionAt(completion.commaBefore), ',')];
    return completion.suggestions.map((suggestion, index) => {
      const item = itemOf(suggestion, typed.startsWith('"'));
      item.range = range;
      item.additionalTextEdits = comma;
      item.sortText = String(index).padStart(6, '0');
      return item;
    });
  }
}

const kinds: Readonly<Record<Suggestion['kind'], vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  word: vscode.CompletionItemKind.EnumMember,
  number: vscode.CompletionItemKind.Value,
  column: vscode.CompletionItemKind.Field,
  file: vscode.CompletionItemKind.File,
  folder: vscode.CompletionItemKind.Folder,
  snippet: vscode.CompletionItemKind.Snippet,
};

function itemOf(
  { label, kind, snippet, detail, documentation, goesOn }: Suggestion,
  isQuoted: boolean,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: plainText(label), description: plainText(detail) }, kinds[kind]);
  item.insertText = new vscode.SnippetString(snippet);
  item.filterText = isQuoted ? `"${label}"` : label;
  if (documentation !== '') item.documentation = markdownOf(documentation);
  if (goesOn) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

/** Folders and files of a kind in a folder beside the configuration, as its keys name them; nothing outside the workspace. */
async function filesIn(config: vscode.Uri, folder: string, kind: 'table' | 'network'): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folderOf(await resolveDataUri(config, `${folder}x`)));
    const shown = entries.filter(([name]) => !name.startsWith('.') && name !== 'node_modules');
    const names = shown.flatMap(([name, type]) => {
      if (type & vscode.FileType.Directory) return [`${folder}${name}/`];
      const isRequested =
        kind === 'table' ? isCsv(config.with({ path: `/${name}` })) : /\.(safetensors|npz)$/i.test(name);
      return isRequested ? [`${folder}${name}`] : [];
    });
    return names.sort((a, b) => Number(a.endsWith('/')) - Number(b.endsWith('/')) || a.localeCompare(b));
  } catch {
    // A folder that is not there has no tables.
    return [];
  }
}
