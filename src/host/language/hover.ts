/** Hovers in a `.nnconfig`: shapes and equations of layers, columns of the table, numbers of the run while it is there. */
import * as vscode from 'vscode';
import { hoverAt } from '../../config/language/hover.ts';
import { configKey } from '../files/configKey.ts';
import type { Runs } from '../runs/runs.ts';
import { markdownOf } from '../base/shown.ts';
import { layerStatistics } from './liveNumbers.ts';
import type { Tables } from './tables.ts';

/** Milliseconds a hover waits for a table that was never read; the next hover has it. */
const patience = 1000;

export class ConfigHover implements vscode.HoverProvider {
  readonly #tables: Tables;
  readonly #runs: Runs;

  constructor(tables: Tables, runs: Runs) {
    this.#tables = tables;
    this.#runs = runs;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const run = this.#runs.get(configKey(document.uri));
    const [summary, live] = await Promise.all([this.#tables.soon(document, patience), run ? layerStatistics(run) : []]);
    if (token.isCancellationRequested) return null;
    const hover = hoverAt(document.getText(), document.offsetAt(position), summary, live);
    if (!hover) return null;
    const { offset, length, markdown } = hover;
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    return new vscode.Hover(markdownOf(markdown), range);
  }
}
