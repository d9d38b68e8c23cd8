/** The "Model" tree: the active run's layers, and under each the matrices W, b, Z, A with their shapes. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { plural } from '../../config/wording/plural.ts';
import { formatShape, superscript } from '../../core/network/shape.ts';
import type { LayerDescription, RunDescription } from '../../protocol/run.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { treeItem } from '../base/shown.ts';

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
    if (node) return [...node.children];
    const description = this.#runs.active?.description;
    return description ? [...modelNodes(description)] : [];
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
  const item = treeItem({
    label: localize('Input'),
    description: `X ${inputs.length}×m · ${localize('{0} features', inputs.length)}`,
    tooltip: localize('m = {0} examples for training, {1} for validation', m, mValidation),
    icon: 'symbol-array',
    state: vscode.TreeItemCollapsibleState.Collapsed,
  });
  return { item, children: inputs.map(({ name }) => leaf(name, '', 'symbol-field')) };
}

function layerNode(layer: LayerDescription, { m, layers }: RunDescription): Node {
  const l = superscript(layer.layer);
  const isOutput = layer.layer === layers.length;
  const examples = localize('m = {0} examples', m);
  return {
    item: treeItem({
      label: isOutput ? localize('Layer {0} (output)', layer.layer) : localize('Layer {0}', layer.layer),
      description: [plural(layer.units, 'unit'), layer.activation, plural(layer.parameters, 'parameter')].join(' · '),
      tooltip: `Z${l} = W${l} · A${superscript(layer.layer - 1)} + b${l}\nA${l} = ${layer.activation}(Z${l})`,
      icon: 'layers',
      state: vscode.TreeItemCollapsibleState.Expanded,
    }),
    children: [
      leaf(`W${l}`, formatShape(layer.W), 'symbol-array', localize('weights')),
      leaf(`b${l}`, formatShape(layer.b), 'symbol-array', localize('biases')),
      leaf(`Z${l}`, `${layer.units}×m`, 'symbol-variable', examples),
      leaf(`A${l}`, `${layer.units}×m`, 'symbol-variable', examples),
    ],
  };
}

function leaf(label: string, description: string, icon: string, meaning = ''): Node {
  const tooltip = meaning === '' ? `${label} ${description}` : `${label} ${description} · ${meaning}`;
  return { item: treeItem({ label, description, tooltip, icon }), children: [] };
}
