/** The light bulb: what cures a problem, and what can be done to layers, features and the whole text. */
import * as vscode from 'vscode';
import { actionsAt } from '../../config/language/actions.ts';
import { fixesFor } from '../../config/language/fixes.ts';
import type { Problem } from '../../config/schema/problem.ts';
import type { TextEdit } from '../../config/text/textEdit.ts';
import { plainText } from '../../config/wording/plainText.ts';
import { addEdits, rangeOf } from './place.ts';
import type { Findings, Problems } from './problems.ts';

/** Characters from which refactorings are only worked out when someone asks for them. */
const longText = 10_000;

const source = vscode.CodeActionKind.Source.append('nnconfig');

export class ConfigActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor, source],
  };
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only, triggerKind }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const findings = await this.#problems.of(document);
    if (token.isCancellationRequested || document.getText() !== findings.text) return [];
    const isRequested = (kind: vscode.CodeActionKind) => !only || only.contains(kind);
    const fixes = isRequested(vscode.CodeActionKind.QuickFix)
      ? findings.problems.flatMap((problem) => fixesOf(document, range, problem, findings, diagnostics))
      : [];
    // The bulb is looked for whenever the cursor moves: there fixes are enough, and work on a long text too much.
    const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke || findings.text.length <= longText;
    if (!isAsked) return fixes;
    const actions = actionsAt(findings.text, document.offsetAt(range.start), findings.summary).flatMap(
      ({ name, kind, title, edits }) => {
        const ofKind = kind === 'refactor' ? vscode.CodeActionKind.Refactor.append(name) : source.append(name);
        return isRequested(ofKind) ? [actionOf(document, title, ofKind, edits)] : [];
      },
    );
    return [...fixes, ...actions];
  }
}

function fixesOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  problem: Problem,
  { text, summary, start, files }: Findings,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const problemRange = rangeOf(document, problem);
  if (!problemRange.intersection(range)) return [];
  return fixesFor(text, problem, summary, { start, files }).map(({ title, edits, preferred }) => {
    const action = actionOf(document, title, vscode.CodeActionKind.QuickFix, edits);
    action.diagnostics = diagnostics.filter(
      ({ code, range: marked }) => code === problem.code && marked.isEqual(problemRange),
    );
    action.isPreferred = preferred;
    return action;
  });
}

function actionOf(
  document: vscode.TextDocument,
  title: string,
  kind: vscode.CodeActionKind,
  edits: readonly TextEdit[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(plainText(title), kind);
  action.edit = new vscode.WorkspaceEdit();
  addEdits(action.edit, document, edits);
  return action;
}
