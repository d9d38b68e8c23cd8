/** The tables behind the configurations in the editor, for hovers, hints and problems; says when one may have changed. */
import { configDocumentOf } from '../files/configDocumentOf.ts';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { readTableConfig } from '../../config/facts/partialConfig.ts';
import { tableOptionsOf } from '../../data/read/readOptions.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { isCsv } from '../files/csvFiles.ts';
import type { FileChanges } from '../files/fileChanges.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { Owner } from '../base/owner.ts';
import type { Summaries } from '../workers/summaries.ts';

/** Milliseconds without a change of a table's text before it counts. */
const pause = 250;

export class Tables extends Owner {
  readonly #summaries: Summaries;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was last found for each document, and what its text asked for then. */
  readonly #latest = new WeakMap<vscode.TextDocument, { readonly asked: string; readonly summary: TableSummary }>();
  /** A table was edited, saved, replaced on disk, or has just been read for the first time. */
  readonly onDidChange = this.#changed.event;

  constructor(summaries: Summaries, files: FileChanges) {
    super();
    this.#summaries = summaries;
    this.register(files.onDidChange(() => this.#changed.fire()));
    const edited = ({ uri }: vscode.TextDocument) => isCsv(uri) && this.#soonChanged();
    this.register(
      vscode.workspace.onDidChangeTextDocument(
        ({ document, contentChanges }) => contentChanges.length > 0 && edited(document),
      ),
    );
    this.register(vscode.workspace.onDidCloseTextDocument(edited));
    this.register(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  /**
   * The table's summary, or `null` when the text names none.
   * Rejects with a sentence for the user when the path is refused or the file cannot be read.
   */
  async of(document: vscode.TextDocument): Promise<TableSummary | null> {
    const data = readTableConfig(configDocumentOf(document).root);
    if (!data) return null;
    const summary = await this.#summaries.describe(await resolveDataUri(document.uri, data.file), tableOptionsOf(data));
    this.#latest.set(document, { asked: JSON.stringify(data), summary });
    return summary;
  }

  /**
   * The same for someone who waits with the mouse: `null` when it cannot be had, or takes longer than `patience` ms and
   * was never read. Even
   * asking whether a known table has changed takes its time in a busy window; until then it is as it was, and nothing flickers.
   */
  async soon(document: vscode.TextDocument, patience: number): Promise<TableSummary | null> {
    const reading = this.of(document).catch(() => null);
    const isLate = delay(patience, 'late' as const, { ref: false });
    const result = await Promise.race([reading, isLate]);
    if (result !== 'late') return result;
    const known = this.#lastKnown(document);
    void reading.then((summary) => summary && summary !== known && !this.isDisposed && this.#changed.fire());
    return known;
  }

  #lastKnown(document: vscode.TextDocument): TableSummary | null {
    const known = this.#latest.get(document);
    const asked = JSON.stringify(readTableConfig(configDocumentOf(document).root));
    return known?.asked === asked ? known.summary : null;
  }

  #soonChanged(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), pause);
  }
}
