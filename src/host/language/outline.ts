/** A configuration at a glance: the outline and the breadcrumbs, with the shapes of the layers. */
import * as vscode from 'vscode';
import { type OutlineEntry, outlineOf } from '../../config/language/outline.ts';
import { plainText } from '../../config/wording/plainText.ts';
import { rangeOf } from './place.ts';
import type { Tables } from './tables.ts';

/** Milliseconds to wait for a table that was never read; the shapes that depend on it are letters then. */
const patience = 500;

/**
 * The editor keeps an outline until the text is another one, and knows no "it has changed" as it does for hints: where a table has
 * changed, or was read after the outline had been made without it, it is told of another provider.
 */
export function registerOutline(selector: vscode.DocumentSelector, tables: Tables): vscode.Disposable {
  const outline = new ConfigOutline(tables);
  const register = () => vscode.languages.registerDocumentSymbolProvider(selector, outline);
  let registered = register();
  const changes = tables.onDidChange(() => {
    registered.dispose();
    registered = register();
  });
  return vscode.Disposable.from(changes, { dispose: () => registered.dispose() });
}

class ConfigOutline implements vscode.DocumentSymbolProvider {
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
