/** Problems of a configuration, also those that only the real table shows, as the editor's squiggles and Problems list. */
import * as vscode from 'vscode';
import type { Problem } from '../../config/problem.ts';
import { configLanguage, isConfig } from '../files/configKey.ts';
import { Owner } from '../owner.ts';
import { rangeOf } from './place.ts';
import type { Findings, Problems } from './problems.ts';
import type { Tables } from './tables.ts';

/** Milliseconds without a keystroke before a text is looked at. */
const pause = 250;
const diagnosticSource = 'Neural Network';

export class Diagnostics extends Owner {
  private readonly problems: Problems;
  private readonly collection = this.register(vscode.languages.createDiagnosticCollection(configLanguage));
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(tables: Tables, problems: Problems) {
    super();
    this.problems = problems;
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.soon(document)));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.soon(document)));
    // An edited table may cure or cause problems of configurations.
    this.register(tables.onDidChange(() => this.all()));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)));
    this.register({ dispose: () => this.timers.forEach((timer) => clearTimeout(timer)) });
    this.all();
  }

  private all(): void {
    for (const document of vscode.workspace.textDocuments) this.soon(document);
  }

  private soon(document: vscode.TextDocument): void {
    if (!isConfig(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => void this.look(document), pause),
    );
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    this.timers.delete(document.uri.toString());
    const findings = await this.problems.of(document);
    this.show(document, findings);
    const more = await this.problems.withStart(document, findings);
    if (more) this.show(document, more);
  }

  private show(document: vscode.TextDocument, { text, problems }: Findings): void {
    if (this.isDisposed || document.isClosed || document.getText() !== text) return;
    const marks = problems.map((problem) => diagnosticOf(document, problem));
    this.collection.set(document.uri, marks);
  }

  private closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.collection.delete(document.uri);
  }
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), problem.message, severities[problem.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.code;
  return diagnostic;
}
