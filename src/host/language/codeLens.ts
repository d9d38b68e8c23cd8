/** The line above a configuration: train, or what its run can do now, and the gradient check. */
import * as vscode from 'vscode';
import type { RunState } from '../../protocol/run.ts';
import { configKey } from '../files/configKey.ts';
import type { Host } from '../host.ts';
import { Owner } from '../owner.ts';

export class ConfigCodeLens extends Owner implements vscode.CodeLensProvider {
  private readonly host: Host;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private readonly states = new Map<string, RunState>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(host: Host) {
    super();
    this.host = host;
    this.register(host.runs.onDidChange(({ run, status }) => this.note(run.key, status.state)));
    this.register(host.runs.onDidRemove((run) => this.note(run.key, null)));
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('nnExplorer.editor') && this.changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration('nnExplorer').get('editor.codeLens', true)) return [];
    const brace = document.getText().indexOf('{');
    const position = document.positionAt(Math.max(0, brace));
    const range = new vscode.Range(position, position);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(range, { title, command: `nnExplorer.${command}`, arguments: [document.uri] });
    const run = this.host.runs.get(configKey(document.uri));
    const state = run?.status.state;
    const main =
      state === 'running' || state === 'waiting'
        ? lens(vscode.l10n.t('$(debug-pause) Pause'), 'pause')
        : state === 'paused'
          ? lens(vscode.l10n.t('$(debug-continue) Resume'), 'resume')
          : lens(vscode.l10n.t('$(play) Train'), 'trainConfig');
    const panel = run ? [lens(vscode.l10n.t('Show panel'), 'showPanel')] : [];
    return [main, ...panel, lens(vscode.l10n.t('Check gradients'), 'checkGradients')];
  }

  private note(key: string, state: RunState | null): void {
    if ((this.states.get(key) ?? null) === state) return;
    if (state) this.states.set(key, state);
    else this.states.delete(key);
    this.changed.fire();
  }
}
