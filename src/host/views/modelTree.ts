/** The "Model" tree: the active run's layers, and under each the matrices W, b, Z, A with their shapes. */
import * as vscode from 'vscode';
import { formatShape, superscript } from '../../core/network/shape.ts';
import type { LayerDescription, RunDescription } from '../../protocol/run.ts';
import { Owner } from '../owner.ts';
import type { RunHandle } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';

export const modelViewId = 'neuralNetwork.model';

interface Node {
  readonly item: vscode.TreeItem;
  readonly children: readonly Node[];
}

export class ModelTree extends Owner implements vscode.TreeDataProvider<Node> {
  readonly #runs: Runs;
  readonly #changed = this.register(new vscode.EventEmitter<undefined>());
  #listening: vscode.Disposable | null = null;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(runs: Runs) {
    super();
    this.#runs = runs;
    this.register(vscode.window.registerTreeDataProvider(modelViewId, this));
    this.register(runs.onDidChangeActive((run) => this.#follow(run)));
    this.register({ dispose: () => this.#listening?.dispose() });
  }

  getTreeItem({ item }: Node): vscode.TreeItem {
    return item;
  }

  getChildren(node?: Node): Node[] {
    const description = this.#runs.active?.description;
    return [...(node ? node.children : description ? modelNodes(description) : [])];
  }

  #follow(run: RunHandle | null): void {
    this.#listening?.dispose();
    this.#listening = run?.onDescription(() => this.#changed.fire(undefined)) ?? null;
    this.#changed.fire(undefined);
  }
}

function modelNodes(description: RunDescription): Node[] {
  return [inputNode(description), ...description.layers.map((layer) => layerNode(layer, description))];
}

function inputNode({ inputs, m, mValidation }: RunDescription): Node {
  const names = inputs.map(({ name }) => leaf(name, '', 'symbol-field'));
  const count = vscode.l10n.t('{0} features', inputs.length);
  const item = branch(
    vscode.l10n.t('Input'),
    `X ${inputs.length}×m · ${count}`,
    'symbol-array',
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.tooltip = vscode.l10n.t('m = {0} examples for training, {1} for validation', m, mValidation);
  return { item, children: names };
}

function layerNode(layer: LayerDescription, { m, layers }: RunDescription): Node {
  const l = superscript(layer.layer);
  const isOutput = layer.layer === layers.length;
  const label = isOutput ? vscode.l10n.t('Layer {0} (output)', layer.layer) : vscode.l10n.t('Layer {0}', layer.layer);
  const text = vscode.l10n.t('{0} units · {1} · {2} parameters', layer.units, layer.activation, layer.parameters);
  const examples = vscode.l10n.t('m = {0} examples', m);
  const item = branch(label, text, 'layers', vscode.TreeItemCollapsibleState.Expanded);
  item.tooltip = `Z${l} = W${l} · A${superscript(layer.layer - 1)} + b${l}\nA${l} = ${layer.activation}(Z${l})`;
  return {
    item,
    children: [
      leaf(`W${l}`, formatShape(layer.W), 'symbol-array', vscode.l10n.t('weights')),
      leaf(`b${l}`, formatShape(layer.b), 'symbol-array', vscode.l10n.t('biases')),
      leaf(`Z${l}`, `${layer.units}×m`, 'symbol-variable', examples),
      leaf(`A${l}`, `${layer.units}×m`, 'symbol-variable', examples),
    ],
  };
}

function branch(
  label: string,
  description: string,
  icon: string,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function leaf(label: string, description: string, icon: string, tooltip = ''): Node {
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = tooltip === '' ? `${label} ${description}` : `${label} ${description} · ${tooltip}`;
  return { item, children: [] };
}
