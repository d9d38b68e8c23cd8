/** Sends a page the columns of a configuration's table in sight: when it asks, and again whenever text or table change. */
import * as vscode from 'vscode';
import { readColumnChoices } from '../../config/facts/columnRoles.ts';
import { columnRows } from '../../config/facts/columnRows.ts';
import { readTableConfig } from '../../config/facts/partialConfig.ts';
import { readTree } from '../../config/text/tree.ts';
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { tableOptionsOf } from '../../data/read/readOptions.ts';
import type { ToView } from '../../protocol/viewMessages.ts';
import { NewestAnswer } from '../../session/newestAnswer.ts';
import { Owner } from '../base/owner.ts';
import { configText } from '../files/configDocuments.ts';
import { configKey } from '../files/configKey.ts';
import { isCsv } from '../files/csvFiles.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import type { Host } from './host.ts';

/** Milliseconds without a change of the table's text before it is read again. */
const pause = 250;

export class ColumnFeed extends Owner {
  readonly #host: Pick<Host, 'summaries' | 'files' | 'runs'>;
  readonly #key: () => string;
  readonly #post: (message: ToView) => void;
  readonly #newest = new NewestAnswer();
  #stretch = { from: 0, count: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param key of the configuration as it is called now */
  constructor(host: Pick<Host, 'summaries' | 'files' | 'runs'>, key: () => string, post: (message: ToView) => void) {
    super();
    this.#host = host;
    this.#key = key;
    this.#post = post;
    this.register(host.files.onDidChange(() => void this.#send()));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)));
    this.register(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#send()));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  show(from: number, count: number): void {
    this.#stretch = { from, count };
    void this.#send();
  }

  #edited(document: vscode.TextDocument): void {
    if (configKey(document.uri) === this.#key()) void this.#send();
    if (!isCsv(document.uri)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), pause);
  }

  async #send(): Promise<void> {
    const message = await this.#newest.of(this.#message());
    if (message && !this.isDisposed) this.#post(message);
  }

  async #message(): Promise<ToView> {
    try {
      const uri = vscode.Uri.parse(this.#key(), true);
      const text = (await configText(uri)) ?? this.#host.runs.get(this.#key())?.text ?? '';
      const summary = await tableOf(this.#host, uri, text);
      const choices = readColumnChoices(readTree(text).root);
      return { type: 'columns', columns: columnRows(choices, summary, this.#stretch), problem: '' };
    } catch (error) {
      return { type: 'columns', columns: null, problem: errorText(error) };
    }
  }
}

/** The table that the text names. Rejects with a sentence for the user when it cannot be read. */
export async function tableOf(
  { summaries }: Pick<Host, 'summaries'>,
  config: vscode.Uri,
  text: string,
): Promise<TableSummary> {
  const data = readTableConfig(readTree(text).root);
  if (!data) throw new Error(localize('The configuration names no table: set "data.file".'));
  return summaries.describe(await resolveDataUri(config, data.file), tableOptionsOf(data));
}
