/** What the editor can do with a `.nnconfig`: each feature of the language, and what it needs. */
import * as vscode from 'vscode';
import { configLanguage } from '../files/configKey.ts';
import type { Host } from '../parts/host.ts';
import { ConfigActions } from './codeActions.ts';
import { ConfigCodeLens } from './codeLens.ts';
import { ColumnRename } from './columnRename.ts';
import { ConfigCompletion, completionTriggers } from './completion.ts';
import { dataLinks, HeaderDefinition } from './dataLinks.ts';
import { Diagnostics } from './diagnostics.ts';
import { ConfigHover } from './hover.ts';
import { ShapeHints } from './inlayHints.ts';
import { LanguageStatus } from './languageStatus.ts';
import { folding, formatting } from './layout.ts';
import { followMovedFiles } from './movedFiles.ts';
import { registerOutline } from './outline.ts';
import { highlights, selections } from './selections.ts';
import { Problems } from './problems.ts';
import { Tables } from './tables.ts';

const selector: vscode.DocumentSelector = { language: configLanguage };

export function registerLanguage(host: Host): vscode.Disposable {
  const { languages } = vscode;
  const tables = new Tables(host.summaries, host.files);
  const problems = new Problems(tables, host.summaries);
  const codeLens = new ConfigCodeLens(tables, host.runs);
  const hints = new ShapeHints(tables);
  const diagnostics = new Diagnostics(tables, problems);
  return vscode.Disposable.from(
    tables,
    codeLens,
    hints,
    diagnostics,
    new LanguageStatus(selector, diagnostics, host.runs),
    languages.registerHoverProvider(selector, new ConfigHover(tables, host.runs)),
    languages.registerCodeLensProvider(selector, codeLens),
    languages.registerInlayHintsProvider(selector, hints),
    languages.registerCodeActionsProvider(selector, new ConfigActions(problems), ConfigActions.metadata),
    registerOutline(selector, tables),
    languages.registerDocumentLinkProvider(selector, dataLinks),
    languages.registerDefinitionProvider(selector, new HeaderDefinition(tables)),
    languages.registerRenameProvider(selector, new ColumnRename(tables)),
    followMovedFiles(),
    languages.registerCompletionItemProvider(selector, new ConfigCompletion(tables), ...completionTriggers),
    languages.registerSelectionRangeProvider(selector, selections),
    languages.registerDocumentHighlightProvider(selector, highlights),
    languages.registerFoldingRangeProvider(selector, folding),
    languages.registerDocumentFormattingEditProvider(selector, formatting),
    languages.registerDocumentRangeFormattingEditProvider(selector, formatting),
  );
}
