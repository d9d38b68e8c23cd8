/** The "Hyperparameters" tree of the active run: what is in force now. A click edits the configuration's text. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { type Row, rowsOf, valueText } from './hyperparameterText.ts';
import { Owner } from '../base/owner.ts';
import type { Runs } from '../runs/runs.ts';
import { treeItem } from '../base/shown.ts';

export const hyperparametersViewId = 'neuralNetwork.hyperparameters';

export class HyperparametersTree extends Owner implements vscode.TreeDataProvider<Row> {
  readonly #runs: Runs;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  /** What is shown: the tree is told only when a value differs, not ten times a second. */
  #shown = '';
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(runs: Runs) {
    super();
    this.#runs = runs;
    this.register(vscode.window.registerTreeDataProvider(hyperparametersViewId, this));
    this.register(runs.onDidChangeActive(() => this.#refresh()));
    this.register(runs.onDidChange(({ run }) => run === runs.active && this.#refresh()));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = treeItem({
      label: row.symbol === '' ? row.label : `${row.label} ${row.symbol}`,
      description: valueText(row, this.#runs.active?.status ?? null),
      tooltip: row.description,
    });
    item.id = row.path;
    item.contextValue = 'hyperparameter';
    item.command = {
      command: 'neuralNetwork.editHyperparameter',
      title: localize('Change…'),
      arguments: [row.path],
    };
    return item;
  }

  getChildren(row?: Row): Row[] {
    const run = this.#runs.active;
    return run && !row ? [...rowsOf(run.session.config)] : [];
  }

  #refresh(): void {
    const run = this.#runs.active;
    const now = run
      ? rowsOf(run.session.config)
          .map((row) => `${row.path}=${valueText(row, run.status)}`)
          .join('\n')
      : '';
    if (now === this.#shown) return;
    this.#shown = now;
    this.#changed.fire(undefined);
  }
}
