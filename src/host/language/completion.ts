/** Column names of the real table inside "target", "features" and "types"; all else completes from the schema. */
import * as vscode from 'vscode';
import { placeAt, readTree } from '../../config/tree.ts';
import type { ColumnSummary } from '../../data/summary.ts';
import type { Host } from '../host.ts';
import { tableSoon } from './tableOf.ts';

const patience = 1000;

export class ColumnNames implements vscode.CompletionItemProvider {
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const place = placeAt(readTree(document.getText()).root, document.offsetAt(position));
    if (place?.path[0] !== 'data' || !namesColumn(place.path, place.onKey)) return [];
    const summary = await tableSoon(this.host, document, patience);
    const { offset, length } = place.node;
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const text = document.getText(range);
    return text.startsWith('"') ? (summary?.columns ?? []).map((column) => itemOf(column, range)) : [];
  }
}

function namesColumn([, name, index]: readonly (string | number)[], onKey: boolean): boolean {
  if (name === 'types') return onKey && index !== undefined;
  return !onKey && (name === 'target' || (name === 'features' && index !== undefined));
}

function itemOf({ name, type, reason, index }: ColumnSummary, range: vscode.Range): vscode.CompletionItem {
  const quoted = JSON.stringify(name);
  const item = new vscode.CompletionItem({ label: name, description: type }, vscode.CompletionItemKind.Field);
  item.insertText = quoted;
  item.filterText = quoted;
  item.range = range;
  item.documentation = reason;
  // In the order of the file.
  item.sortText = String(index).padStart(6, '0');
  return item;
}
