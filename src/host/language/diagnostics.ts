/** Problems of a configuration, also those that only the real table shows, as the editor's squiggles and Problems list. */
import * as vscode from 'vscode';
import { readData } from '../../config/lenient.ts';
import type { Problem } from '../../config/problem.ts';
import { problemsFor } from '../../config/problems.ts';
import { nodeAt, readTree } from '../../config/tree.ts';
import type { TableSummary } from '../../data/summary.ts';
import { configLanguage, isConfig } from '../files/configKey.ts';
import { Owner } from '../owner.ts';
import type { Tables } from './tables.ts';

/** Milliseconds without a keystroke before a text is looked at. */
const pause = 250;
const diagnosticSource = 'Neural Network';

export class Diagnostics extends Owner {
  private readonly tables: Tables;
  private readonly collection = this.register(vscode.languages.createDiagnosticCollection(configLanguage));
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(tables: Tables) {
    super();
    this.tables = tables;
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
    const { version } = document;
    let summary: TableSummary | null = null;
    let refusal: vscode.Diagnostic | null = null;
    try {
      summary = await this.tables.of(document);
    } catch (error) {
      refusal = aboutFile(document, error instanceof Error ? error.message : String(error));
    }
    if (this.isDisposed || document.isClosed || document.version !== version) return;
    const problems = problemsFor(document.getText(), summary);
    const found = problems.map((problem) => diagnosticOf(document, problem));
    this.collection.set(document.uri, refusal ? [...found, refusal] : found);
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

function diagnosticOf(document: vscode.TextDocument, { offset, length, message, severity, code }: Problem): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = code;
  return diagnostic;
}

/** The path is refused or the file cannot be read: said where the file is named. */
function aboutFile(document: vscode.TextDocument, message: string): vscode.Diagnostic {
  const { root } = readTree(document.getText());
  const node = readData(root) ? nodeAt(root, ['data', 'file']) : undefined;
  const range = new vscode.Range(document.positionAt(node?.offset ?? 0), document.positionAt((node?.offset ?? 0) + (node?.length ?? 0)));
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = diagnosticSource;
  diagnostic.code = 'dataFile';
  return diagnostic;
}
