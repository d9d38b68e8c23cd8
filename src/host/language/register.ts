/** What the editor can do with a `.nnconfig` beyond plain JSON. */
import * as vscode from 'vscode';
import { configLanguage, isConfig } from '../files/configKey.ts';
import type { Host } from '../host.ts';
import { ConfigCodeLens } from './codeLens.ts';
import { ColumnNames } from './completion.ts';
import { Diagnostics } from './diagnostics.ts';
import { ConfigHover } from './hover.ts';
import { ShapeHints } from './inlayHints.ts';
import { QuickFixes } from './quickFixes.ts';

const selector: vscode.DocumentSelector = { language: configLanguage };

export function registerLanguage(host: Host): vscode.Disposable {
  const codeLens = new ConfigCodeLens(host);
  const hints = new ShapeHints(host);
  return vscode.Disposable.from(
    codeLens,
    hints,
    new Diagnostics(host),
    vscode.languages.registerHoverProvider(selector, new ConfigHover(host)),
    vscode.languages.registerCodeLensProvider(selector, codeLens),
    vscode.languages.registerInlayHintsProvider(selector, hints),
    vscode.languages.registerCodeActionsProvider(selector, new QuickFixes(host), QuickFixes.metadata),
    vscode.languages.registerCompletionItemProvider(selector, new ColumnNames(host), '"'),
    wakeJson(),
  );
}

/** The built-in JSON features serve our language, but nothing starts them for it. */
function wakeJson(): vscode.Disposable {
  const wake = (document: vscode.TextDocument) => {
    if (isConfig(document)) void vscode.extensions.getExtension('vscode.json-language-features')?.activate();
  };
  vscode.workspace.textDocuments.forEach(wake);
  return vscode.workspace.onDidOpenTextDocument(wake);
}
