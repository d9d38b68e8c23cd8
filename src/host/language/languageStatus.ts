/** The braces in the status bar while a `.nnconfig` is in front: whether it is valid, and what its run does. */
import * as vscode from 'vscode';
import type { Severity } from '../../config/schema/problem.ts';
import { localize } from '../../config/wording/localize.ts';
import { validityText } from '../../config/wording/statusTexts.ts';
import { Owner } from '../base/owner.ts';
import { setLanguageStatus } from '../base/shown.ts';
import { configKey, isConfig } from '../files/configKey.ts';
import type { Runs } from '../runs/runs.ts';
import { stateText } from '../views/statusBar.ts';
import type { Diagnostics } from './diagnostics.ts';

export class LanguageStatus extends Owner {
  readonly #diagnostics: Diagnostics;
  readonly #runs: Runs;
  readonly #validity: vscode.LanguageStatusItem;
  readonly #run: vscode.LanguageStatusItem;
  /** What the second row says: most changes of a run are other figures of the same state. */
  #state = '';

  constructor(selector: vscode.DocumentSelector, diagnostics: Diagnostics, runs: Runs) {
    super();
    this.#diagnostics = diagnostics;
    this.#runs = runs;
    const { createLanguageStatusItem } = vscode.languages;
    this.#validity = this.register(createLanguageStatusItem('neuralNetwork.validity', selector));
    this.#run = this.register(createLanguageStatusItem('neuralNetwork.run', selector));
    this.#validity.name = localize('Neural Network: Configuration');
    this.#run.name = localize('Neural Network: Run');
    this.register(diagnostics.onDidLook(() => this.#showValidity()));
    this.register(runs.onDidChange(() => this.#showRun()));
    this.register(runs.onDidRemove(() => this.#showRun()));
    this.register(vscode.window.onDidChangeActiveTextEditor(() => this.#show()));
    this.#show();
  }

  #show(): void {
    this.#showValidity();
    this.#showRun();
  }

  #showValidity(): void {
    const document = configInFront();
    if (!document) return;
    const found = this.#diagnostics.of(document.uri);
    const severities = (found ?? []).map(({ severity }) => severityOf(severity));
    setLanguageStatus(this.#validity, {
      text: found ? validityText(severities) : localize('Checking'),
      isBusy: !found,
      severity: worstOf(found ?? []),
      command: { title: localize('Show Problems'), command: 'workbench.actions.view.problems' },
    });
  }

  #showRun(): void {
    const document = configInFront();
    if (!document) return;
    const run = this.#runs.get(configKey(document.uri));
    const text = run ? stateText(run.status.state) : localize('no run');
    if (`${document.uri} ${text}` === this.#state) return;
    this.#state = `${document.uri} ${text}`;
    setLanguageStatus(this.#run, {
      text,
      command: run
        ? { title: localize('Show Panel'), command: 'neuralNetwork.showPanel', arguments: [document.uri] }
        : { title: localize('Train'), command: 'neuralNetwork.trainConfig', arguments: [document.uri] },
    });
  }
}

function configInFront(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isConfig(document) ? document : undefined;
}

function severityOf(severity: vscode.DiagnosticSeverity): Severity {
  if (severity === vscode.DiagnosticSeverity.Error) return 'error';
  return severity === vscode.DiagnosticSeverity.Warning ? 'warning' : 'information';
}

function worstOf(found: readonly vscode.Diagnostic[]): vscode.LanguageStatusSeverity {
  const all = found.map(({ severity }) => severityOf(severity));
  if (all.includes('error')) return vscode.LanguageStatusSeverity.Error;
  return all.includes('warning') ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
}
