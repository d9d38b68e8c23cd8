/** The light bulb: puts what was probably meant in the place of what is not known. */
import * as vscode from 'vscode';
import { problemsFor } from '../../config/problems.ts';
import type { Host } from '../host.ts';
import { diagnosticSource } from './diagnostics.ts';
import { tableSoon } from './tableOf.ts';

const patience = 500;

export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = context.diagnostics.filter((diagnostic) => diagnostic.source === diagnosticSource);
    if (own.length === 0) return [];
    const problems = problemsFor(document.getText(), await tableSoon(this.host, document, patience));
    return own.flatMap((diagnostic) => {
      const start = document.offsetAt(diagnostic.range.start);
      const problem = problems.find(({ code, offset }) => code === diagnostic.code && offset === start);
      return problem?.suggestion === undefined ? [] : [replacement(document, diagnostic, problem.suggestion)];
    });
  }
}

function replacement(document: vscode.TextDocument, diagnostic: vscode.Diagnostic, suggestion: string): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Replace with {0}', suggestion), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, suggestion);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}
