/**
 * Carries edits of a `.nnconfig` (typed, undone, or made by a control) into its run, a moment after the last keystroke.
 * A text with errors changes nothing: the last good configuration trains on, and the run says so.
 */
import { configDocumentOf } from '../files/configDocumentOf.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { configKey, isConfig, nameOf } from '../files/configKey.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from './run.ts';
import type { Runs } from './runs.ts';

/** Milliseconds without a keystroke before the text is read. */
const pause = 150;

export class LiveText extends Owner {
  readonly #runs: Runs;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(runs: Runs) {
    super();
    this.#runs = runs;
    this.register(vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.register({ dispose: () => this.#timers.forEach((timer) => clearTimeout(timer)) });
  }

  /** Does not wait for the end of typing: a control made the edit. */
  flush(document: vscode.TextDocument): void {
    const key = configKey(document.uri);
    clearTimeout(this.#timers.get(key));
    this.#settle(key, document);
  }

  #changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || !isConfig(document)) return;
    const key = configKey(document.uri);
    if (!this.#runs.get(key)) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.#settle(key, document), pause),
    );
  }

  #settle(key: string, document: vscode.TextDocument): void {
    this.#timers.delete(key);
    const run = this.#runs.get(key);
    if (run && !document.isClosed) applyText(run, document);
  }
}

/** Gives the run the configuration that the text now says. */
export function applyText(run: RunHandle, document: vscode.TextDocument): void {
  // An unsaved text that is thrown away is emptied before it closes.
  if (document.getText() !== '') run.text = document.getText();
  const { config, problems } = configDocumentOf(document);
  if (config) {
    run.say('text', '');
    void run.session.apply(config);
    return;
  }
  const error = problems.find(({ severity }) => severity === 'error');
  const location = `${nameOf(document.uri)}:${error?.line ?? 1}:${error?.column ?? 1}`;
  run.say('text', localize('{0}: {1} The last good configuration stays in force.', location, error?.message ?? ''));
}
