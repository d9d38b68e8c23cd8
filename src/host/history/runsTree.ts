/** The "Runs" tree: what was trained, under each its recorded runs, the newest first, and under a run its branches. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { Owner } from '../base/owner.ts';
import { setTreeMessage, treeItem } from '../base/shown.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import { TableStates } from '../../platform/node/records/tableStates.ts';
import { byParent, grouped, matchesFilter, runDetails, runName, runSummary, stateIcons } from '../../record/runText.ts';

export const runsViewId = 'neuralNetwork.runs';
/** Whether only some of the runs are shown. */
const filteredKey = 'neuralNetwork.runsFiltered';

export interface RunGroup {
  readonly file: string;
  readonly runs: readonly RecordedRun[];
}

/** A row of the tree. */
export type RunNode = RunGroup | RecordedRun;

export class RunsTree extends Owner implements vscode.TreeDataProvider<RunNode> {
  readonly #recorded: RecordedRuns;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  readonly #tables = new TableStates();
  readonly #view: vscode.TreeView<RunNode>;
  /** By the run that they come from. */
  #branches: ReadonlyMap<string | null, readonly RecordedRun[]> = new Map();
  #known: ReadonlyMap<string, RecordedRun> = new Map();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(recorded: RecordedRuns) {
    super();
    this.#recorded = recorded;
    const options = { treeDataProvider: this, canSelectMany: true };
    this.#view = this.register(vscode.window.createTreeView(runsViewId, options));
    this.register(recorded.onDidChange(() => this.#changed.fire(undefined)));
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    return 'record' in node ? this.#runItem(node) : groupItem(node);
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node) return 'record' in node ? [...(this.#branches.get(node.record.id) ?? [])] : roots(node);
    const all = await this.#recorded.list();
    const { filter } = this.#recorded;
    const runs = filter === '' ? all : all.filter(({ record }) => matchesFilter(record, filter));
    this.#say(filter, runs.length, all.length);
    const groups = [...grouped(runs)];
    this.#branches = new Map(groups.flatMap(([, ofFile]) => [...byParent(ofFile)]));
    this.#known = new Map(all.map((run) => [run.record.id, run]));
    void this.#lookAtTables(runs);
    return groups.map(([file, ofFile]) => ({ file, runs: ofFile }));
  }

  #say(filter: string, shown: number, all: number): void {
    const text = filter === '' ? '' : localize('{0} of {1} runs: "{2}"', shown, all, filter);
    setTreeMessage(this.#view, text);
    void vscode.commands.executeCommand('setContext', filteredKey, filter !== '');
  }

  async #lookAtTables(runs: readonly RecordedRun[]): Promise<void> {
    if (vscode.workspace.isTrusted && (await this.#tables.look(runs)) && !this.isDisposed)
      this.#changed.fire(undefined);
  }

  #runItem(run: RecordedRun): vscode.TreeItem {
    const { place, record } = run;
    const { language } = vscode.env;
    const parent = record.parent && (this.#known.get(record.parent.run)?.record ?? null);
    const facts = { parent, table: this.#tables.of(run) };
    const item = treeItem({
      label: runName(record, language, Date.now()),
      description: runSummary(record, Date.now(), language, facts),
      tooltip: `${runSummary(record, Date.now(), language, facts)}\n${runDetails(record, language)}`,
      icon: record.pinned ? 'pinned' : stateIcons[record.state],
      state: this.#branches.has(record.id)
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.None,
    });
    item.id = `${place.root} ${record.id}`;
    item.contextValue = `run ${record.state} ${record.pinned ? 'pinned' : 'loose'}`;
    return item;
  }
}

/** Those of a group that are no branch of another one in it. */
function roots({ runs }: RunGroup): RunNode[] {
  return [...(byParent(runs).get(null) ?? [])];
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
