/** Problems of a configuration, also those that only the real table shows, as the editor's squiggles and Problems list. */
import { configDocument } from '../../config/text/configDocument.ts';
import * as vscode from 'vscode';
import { plainText } from '../../config/wording/plainText.ts';
import type { Problem } from '../../config/schema/problem.ts';
import { type RelatedLocation, relatedInformation } from '../../config/problems/relatedInformation.ts';
import { configLanguage, isConfig } from '../files/configKey.ts';
import { Owner } from '../base/owner.ts';
import { cellOf } from './dataLinks.ts';
import { rangeOf } from './place.ts';
import type { Findings, Problems } from './problems.ts';
import type { Tables } from './tables.ts';

/** Milliseconds without a keystroke before a text is looked at. */
const pause = 250;
const diagnosticSource = 'Neural Network';
/** Places that are shown of one problem. */
const maxRelated = 5;

export class Diagnostics extends Owner {
  readonly #tables: Tables;
  readonly #problems: Problems;
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection(configLanguage));
  readonly #looked = this.register(new vscode.EventEmitter<vscode.Uri>());
  /** A text was looked at, or is no longer there. */
  readonly onDidLook = this.#looked.event;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(tables: Tables, problems: Problems) {
    super();
    this.#tables = tables;
    this.#problems = problems;
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document)));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)));
    // An edited table may cure or cause problems of configurations.
    this.register(tables.onDidChange(() => this.#all()));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.register({ dispose: () => this.#timers.forEach((timer) => clearTimeout(timer)) });
    this.#all();
  }

  /** What was last found; `undefined` for a text that was not looked at yet. */
  of(uri: vscode.Uri): readonly vscode.Diagnostic[] | undefined {
    return this.#collection.get(uri);
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document);
  }

  #soon(document: vscode.TextDocument): void {
    if (!isConfig(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#look(document), pause),
    );
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    this.#timers.delete(document.uri.toString());
    const findings = await this.#problems.of(document);
    await this.#show(document, findings);
    const more = await this.#problems.withStart(document, findings);
    if (more) await this.#show(document, more);
  }

  async #show(document: vscode.TextDocument, { text, problems, summary }: Findings): Promise<void> {
    const isOld = () => this.isDisposed || document.isClosed || document.getText() !== text;
    if (isOld()) return;
    const { root } = configDocument(text);
    const marks = problems.map((problem) => ({
      mark: diagnosticOf(document, problem),
      locations: relatedInformation(problem, root, summary),
    }));
    for (const { mark, locations } of marks) {
      if (locations.length > 0) mark.relatedInformation = await relatedTo(document, locations, this.#tables);
      if (isOld()) return;
    }
    this.#collection.set(
      document.uri,
      marks.map(({ mark }) => mark),
    );
    this.#looked.fire(document.uri);
  }

  #closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#collection.delete(document.uri);
    this.#looked.fire(document.uri);
  }
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem),
    plainText(problem.message),
    severities[problem.severity],
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.code;
  return diagnostic;
}

/** Where the editor shows the places that explain a problem; cells of a table that cannot be found are left out. */
async function relatedTo(
  document: vscode.TextDocument,
  locations: readonly RelatedLocation[],
  tables: Tables,
): Promise<vscode.DiagnosticRelatedInformation[]> {
  const found = await Promise.all(
    locations.slice(0, maxRelated).map(async (location) => {
      if (location.in === 'text')
        return new vscode.DiagnosticRelatedInformation(
          new vscode.Location(document.uri, rangeOf(document, location)),
          plainText(location.message),
        );
      const cell = await cellOf(document, location.column, tables, location.row).catch(() => null);
      return (
        cell &&
        new vscode.DiagnosticRelatedInformation(new vscode.Location(cell.uri, cell.range), plainText(location.message))
      );
    }),
  );
  return found.filter((location) => location !== null);
}
