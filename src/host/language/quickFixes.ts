/** The light bulb: puts what was probably meant in the place of what is not known. */
import * as vscode from 'vscode';
import type { Problem } from '../../config/problem.ts';
import { problemsFor } from '../../config/problems.ts';
import type { Tables } from './tables.ts';

/** Milliseconds to wait for a table that was never read. */
const patience = 500;

export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  private readonly tables: Tables;

  constructor(tables: Tables) {
    this.tables = tables;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (context.diagnostics.length === 0) return [];
    const problems = problemsFor(document.getText(), await this.tables.soon(document, patience));
    return problems.flatMap((problem) => {
      const place = rangeOf(document, problem);
      return problem.suggestion !== undefined && place.intersection(range)
        ? [replacement(document, place, problem.suggestion, context)]
        : [];
    });
  }
}

function rangeOf(document: vscode.TextDocument, { offset, length }: Problem): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}

function replacement(
  document: vscode.TextDocument,
  range: vscode.Range,
  suggestion: string,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Replace with {0}', suggestion), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, range, suggestion);
  action.diagnostics = context.diagnostics.filter((diagnostic) => diagnostic.range.intersection(range));
  action.isPreferred = true;
  return action;
}
