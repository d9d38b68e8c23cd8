/** The shapes of each hidden layer, written behind it in the editor. */
import * as vscode from 'vscode';
import { layerViews, weightShapes } from '../../config/layerText.ts';
import { readFacts, readLayers } from '../../config/lenient.ts';
import { nodeAt, readTree } from '../../config/tree.ts';
import type { Host } from '../host.ts';
import { Owner } from '../owner.ts';
import { tableSoon } from './tableOf.ts';

const patience = 2000;

export class ShapeHints extends Owner implements vscode.InlayHintsProvider {
  private readonly host: Host;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.changed.event;

  constructor(host: Host) {
    super();
    this.host = host;
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('nnExplorer.editor') && this.changed.fire()),
    );
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (!vscode.workspace.getConfiguration('nnExplorer').get('editor.shapeHints', true)) return [];
    const summary = await tableSoon(this.host, document, patience);
    if (token.isCancellationRequested) return [];
    const { root } = readTree(document.getText());
    const layers = nodeAt(root, ['network', 'layers'])?.children ?? [];
    const views = layerViews(readLayers(root), readFacts(root, summary));
    return layers.flatMap((node, index) => {
      const view = views[index];
      const end = document.positionAt(node.offset + node.length);
      if (!view || !range.contains(end)) return [];
      const hint = new vscode.InlayHint(end, weightShapes(view));
      hint.paddingLeft = true;
      return [hint];
    });
  }
}
