/** Hovers in a `.nnconfig`: shapes and equations of layers, columns of the table, numbers of the run while it is there. */
import * as vscode from 'vscode';
import { hoverAt } from '../../config/hover.ts';
import type { LayerStatistics } from '../../config/statisticsText.ts';
import { sectionOf } from '../../protocol/frame.ts';
import { configKey } from '../files/configKey.ts';
import type { Run } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import type { Tables } from './tables.ts';

/** Milliseconds a hover waits for a table that was never read; the next hover has it. */
const patience = 1000;

export class ConfigHover implements vscode.HoverProvider {
  private readonly tables: Tables;
  private readonly runs: Runs;

  constructor(tables: Tables, runs: Runs) {
    this.tables = tables;
    this.runs = runs;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const summary = await this.tables.soon(document, patience);
    if (token.isCancellationRequested) return null;
    const run = this.runs.get(configKey(document.uri));
    const hover = hoverAt(document.getText(), document.offsetAt(position), summary, run ? statisticsOf(run) : []);
    if (!hover) return null;
    const { offset, length, markdown } = hover;
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    // Column names and cells come from files: no command links, no HTML.
    return new vscode.Hover(new vscode.MarkdownString(markdown), range);
  }
}

/** Layers 1…L at the newest frame; none when no frame was made, because nobody looks. */
function statisticsOf({ session }: Run): readonly LayerStatistics[] {
  const stats = session.lastFrame && sectionOf(session.lastFrame, 'stats');
  if (!stats) return [];
  return Array.from({ length: stats.rows }, (_, row) => {
    const [meanActivation = 0, saturated = 0, dead = 0, normW = 0, normDW = 0] = stats.values.subarray(row * stats.columns);
    return { meanActivation, saturated, dead, normW, normDW };
  });
}
