/** What the editor can do with a `.nnconfig`: each feature of the language, and what it needs. */
import * as vscode from 'vscode';
import { configLanguage } from '../files/configKey.ts';
import type { Host } from '../host.ts';
import { ConfigCodeLens } from './codeLens.ts';
import { ConfigCompletion, completionTriggers } from './completion.ts';
import { Diagnostics } from './diagnostics.ts';
import { ConfigHover } from './hover.ts';
import { ShapeHints } from './inlayHints.ts';
import { folding, formatting } from './layout.ts';
import { QuickFixes } from './quickFixes.ts';
import { Tables } from './tables.ts';

const selector: vscode.DocumentSelector = { language: configLanguage };

export function registerLanguage(host: Host): vscode.Disposable {
  const { languages } = vscode;
  const tables = new Tables(host.summaries);
  const codeLens = new ConfigCodeLens(host);
  const hints = new ShapeHints(tables);
  return vscode.Disposable.from(
    tables,
    codeLens,
    hints,
    new Diagnostics(tables),
    languages.registerHoverProvider(selector, new ConfigHover(tables, host.runs)),
    languages.registerCodeLensProvider(selector, codeLens),
    languages.registerInlayHintsProvider(selector, hints),
    languages.registerCodeActionsProvider(selector, new QuickFixes(tables), QuickFixes.metadata),
    languages.registerCompletionItemProvider(selector, new ConfigCompletion(tables), ...completionTriggers),
    languages.registerFoldingRangeProvider(selector, folding),
    languages.registerDocumentFormattingEditProvider(selector, formatting),
    languages.registerDocumentRangeFormattingEditProvider(selector, formatting),
  );
}
