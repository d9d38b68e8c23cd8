/** A configuration at a glance: the outline and the breadcrumbs, with the shapes of the layers. */
import * as vscode from 'vscode';
import { type OutlineEntry, outlineOf } from '../../config/language/outline.ts';
import { plainText } from '../../config/wording/plainText.ts';
import { rangeOf } from './place.ts';
import type { Tables } from './tables.ts';

/** Milliseconds to wait for a table that was never read; the shapes that depend on it are letters then. */
const patience = 500;

export class ConfigOutline implements vscode.DocumentSymbolProvider {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const summary = await this.#tables.soon(document, patience);
    return outlineOf(document.getText(), summary).map((entry) => symbolOf(document, entry));
  }
}

const kinds: Readonly<Record<OutlineEntry['kind'], vscode.SymbolKind>> = {
  part: vscode.SymbolKind.Module,
  layer: vscode.SymbolKind.Class,
  list: vscode.SymbolKind.Array,
  number: vscode.SymbolKind.Number,
  text: vscode.SymbolKind.String,
  truth: vscode.SymbolKind.Boolean,
};

function symbolOf(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const { name, detail, kind, selectionOffset, selectionLength, children } = entry;
  const selection = rangeOf(document, { offset: selectionOffset, length: selectionLength });
  // The editor refuses symbols without a name.
  const symbol = new vscode.DocumentSymbol(
    plainText(name) || '""',
    plainText(detail),
    kinds[kind],
    rangeOf(document, entry),
    selection,
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
