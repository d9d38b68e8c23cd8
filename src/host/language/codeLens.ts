/**
 * Above the text: train, or what its run can do now, the gradient check, the shapes. Above the table's name: the table.
 * Above α: ÷3 and ×3. Above a sweep: its trainings.
 */
import { configDocument } from '../../config/text/configDocument.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { layerViews, parametersOf } from '../../config/facts/layerText.ts';
import { readFacts, readLayers } from '../../config/facts/partialConfig.ts';
import { dataFileLink } from '../../config/language/links.ts';
import { keyNodeAt, type Node } from '../../config/text/tree.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import type { RunState } from '../../protocol/run.ts';
import { configKey } from '../files/configKey.ts';
import type { Runs } from '../runs/runs.ts';
import { Owner } from '../base/owner.ts';
import { codeLens } from '../base/shown.ts';
import { settingOf } from './setting.ts';
import type { Tables } from './tables.ts';

/** Milliseconds to wait for a table that was never read; the lenses come again when it is there. */
const patience = 500;
const setting = 'editor.codeLens';
/** Layers that a lens names. */
const maxShown = 5;

export class ConfigCodeLens extends Owner implements vscode.CodeLensProvider {
  readonly #runs: Runs;
  readonly #tables: Tables;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly #states = new Map<string, RunState>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(tables: Tables, runs: Runs) {
    super();
    this.#tables = tables;
    this.#runs = runs;
    this.register(runs.onDidChange(({ run, status }) => this.#note(run.key, status.state)));
    this.register(runs.onDidRemove((run) => this.#note(run.key, null)));
    this.register(tables.onDidChange(() => this.#changed.fire()));
    this.register(
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration(`neuralNetwork.${setting}`) && this.#changed.fire(),
      ),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!settingOf(document, setting)) return [];
    const summary = await this.#tables.soon(document, patience);
    const text = document.getText();
    const { root } = configDocument(text);
    const state = this.#runs.get(configKey(document.uri))?.status.state;
    const at = (offset: number) => lensesAt(document, offset);
    const file = dataFileLink(text);
    const sweep = keyNodeAt(root, ['sweep']);
    const rate = keyNodeAt(root, ['training', 'learningRate']);
    return [
      ...at(Math.max(0, text.indexOf('{')))(
        mainLens(state),
        [localize('Check gradients'), 'checkGradients'],
        shapesLens(root, summary),
      ),
      ...(file && summary ? at(file.offset)([localize('Open CSV · {0} rows', summary.rows), 'openData']) : []),
      ...(sweep ? at(sweep.offset)([localize('Sweep'), 'sweep', 'run-all']) : []),
      ...(rate && state === 'running' ? at(rate.offset)(['÷3', 'learningRateDown'], ['×3', 'learningRateUp']) : []),
    ];
  }

  #note(key: string, state: RunState | null): void {
    if ((this.#states.get(key) ?? null) === state) return;
    if (state) this.#states.set(key, state);
    else this.#states.delete(key);
    this.#changed.fire();
  }
}

/** What is shown, the command without its prefix, and an icon. */
type Entry = readonly [title: string, command: string, icon?: string];

/** Makes lenses side by side at one place, for the document's own configuration. */
function lensesAt(document: vscode.TextDocument, offset: number): (...entries: readonly Entry[]) => vscode.CodeLens[] {
  const position = document.positionAt(offset);
  const range = new vscode.Range(position, position);
  return (...entries) =>
    entries.map(([title, command, icon]) =>
      codeLens(range, icon, title, { command: `neuralNetwork.${command}`, arguments: [document.uri] }),
    );
}

function mainLens(state: RunState | undefined): Entry {
  if (state === 'running' || state === 'waiting') return [localize('Pause'), 'pause', 'debug-pause'];
  return state === 'paused'
    ? [localize('Resume'), 'resume', 'debug-continue']
    : [localize('Train'), 'trainConfig', 'play'];
}

/** "2 → 4 → 1 · 17 parameters" once the table is known; of a deep network both ends, so that the line is not cut off. */
function shapesLens(root: Node | undefined, summary: TableSummary | null): Entry {
  const facts = readFacts(root, summary);
  const views = layerViews(readLayers(root), facts);
  const units = [facts?.inputs ?? null, ...views.map((view) => view.units)];
  if (units.includes(null)) return [localize('Shapes'), 'showShapes'];
  const parameters = views.reduce((sum, view) => sum + (parametersOf(view) ?? 0), 0);
  const shown = units.length > maxShown ? [...units.slice(0, 2), '…', ...units.slice(-2)] : units;
  return [localize('{0} · {1} parameters', shown.join(' → '), parameters.toLocaleString('en-US')), 'showShapes'];
}
