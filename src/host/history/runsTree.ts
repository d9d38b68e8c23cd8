/** The "Runs" tree: what was trained, and under each its recorded runs, the newest first. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { Owner } from '../base/owner.ts';
import { treeItem } from '../base/shown.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import { grouped, runDetails, runName, runSummary, stateIcons } from './runText.ts';

export const runsViewId = 'neuralNetwork.runs';

export interface RunGroup {
  readonly file: string;
  readonly runs: readonly RecordedRun[];
}

/** A row of the tree. */
export type RunNode = RunGroup | RecordedRun;

export class RunsTree extends Owner implements vscode.TreeDataProvider<RunNode> {
  readonly #recorded: RecordedRuns;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(recorded: RecordedRuns) {
    super();
    this.#recorded = recorded;
    this.register(vscode.window.createTreeView(runsViewId, { treeDataProvider: this, canSelectMany: true }));
    this.register(recorded.onDidChange(() => this.#changed.fire(undefined)));
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    return 'record' in node ? runItem(node) : groupItem(node);
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node) return 'record' in node ? [] : [...node.runs];
    return [...grouped(await this.#recorded.list())].map(([file, runs]) => ({ file, runs }));
  }
}

function groupItem({ file, runs }: RunGroup): vscode.TreeItem {
  const item = treeItem({
    label: file.slice(file.lastIndexOf('/') + 1),
    description: localize(runs.length === 1 ? '1 run' : '{0} runs', runs.length),
    tooltip: file,
    icon: 'history',
    state: vscode.TreeItemCollapsibleState.Expanded,
  });
  item.id = file;
  item.contextValue = 'runs';
  return item;
}

function runItem({ place, record }: RecordedRun): vscode.TreeItem {
  const { language } = vscode.env;
  const item = treeItem({
    label: runName(record, language, Date.now()),
    description: runSummary(record, Date.now(), language),
    tooltip: runDetails(record, language),
    icon: record.pinned ? 'pinned' : stateIcons[record.state],
  });
  item.id = `${place.root} ${record.id}`;
  item.contextValue = `run ${record.state} ${record.pinned ? 'pinned' : 'loose'}`;
  return item;
}
