/** Shapes behind the layers, the output layer behind their list, m behind "full": written between the words of the editor. */
import * as vscode from 'vscode';
import { layerHints } from '../../config/language/layerHints.ts';
import { Owner } from '../base/owner.ts';
import { settingOf } from './setting.ts';
import type { Tables } from './tables.ts';

const patience = 2000;
const setting = 'editor.shapeHints';

export class ShapeHints extends Owner implements vscode.InlayHintsProvider {
  readonly #tables: Tables;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(tables: Tables) {
    super();
    this.#tables = tables;
    this.register(tables.onDidChange(() => this.#changed.fire()));
    this.register(
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration(`neuralNetwork.${setting}`) && this.#changed.fire(),
      ),
    );
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (!settingOf(document, setting)) return [];
    const summary = await this.#tables.soon(document, patience);
    if (token.isCancellationRequested) return [];
    return layerHints(document.getText(), summary).flatMap(({ offset, text }) => {
      const position = document.positionAt(offset);
      if (!range.contains(position)) return [];
      const hint = new vscode.InlayHint(position, text);
      hint.paddingLeft = true;
      return [hint];
    });
  }
}
