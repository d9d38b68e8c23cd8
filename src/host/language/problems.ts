/**
 * Everything that can be said against a configuration in the editor: its text, its table, its start. Squiggles and
 * light bulbs ask here.
 */
import { configDocument } from '../../config/text/configDocument.ts';
import { errorText, unsaidLine } from '../../config/wording/notice.ts';
import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import { type FileFailure, fileKeyProblem, fileProblem } from '../../config/problems/fileProblem.ts';
import { layerViews, parametersOf } from '../../config/facts/layerText.ts';
import { readFacts, readLayers, readTableConfig } from '../../config/facts/partialConfig.ts';
import type { Problem } from '../../config/schema/problem.ts';
import { locate } from '../../config/text/parse.ts';
import { problemsFor } from '../../config/problems/problems.ts';
import type { PreflightFacts } from '../../config/facts/preflightFacts.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { RequestError } from '../../protocol/requestError.ts';
import { DataPathError, resolveDataUri } from '../files/dataUri.ts';
import { tablesBeside } from '../files/tablesBeside.ts';
import { startOf } from '../models/startOf.ts';
import type { Summaries } from '../workers/summaries.ts';
import type { Tables } from './tables.ts';

/** Larger tables are not read a second time for what the start alone tells. */
const maxStartBytes = 2_000_000;
/** Where the worker trains, too. */
const machine = { memory: totalmem() };
/** Larger networks are not built only to be looked at. */
const maxStartParameters = 500_000;

export interface Findings {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** `null` where there is no table, or none that can be read. */
  readonly summary: TableSummary | null;
  readonly start: PreflightFacts | null;
  /** Tables beside the configuration; only looked for when its own one is missing. */
  readonly files: readonly string[];
}

export class Problems {
  readonly #tables: Tables;
  readonly #summaries: Summaries;
  /** What was last found about each document's text at its start. */
  readonly #starts = new WeakMap<vscode.TextDocument, { readonly text: string; readonly facts: PreflightFacts }>();

  constructor(tables: Tables, summaries: Summaries) {
    this.#tables = tables;
    this.#summaries = summaries;
  }

  /** Does not wait for the start; what is known of it already is among the findings. */
  async of(document: vscode.TextDocument): Promise<Findings> {
    const text = document.getText();
    try {
      const summary = await this.#tables.of(document);
      const known = this.#starts.get(document);
      const start = known?.text === text ? known.facts : null;
      const own = problemsFor(text, summary, start, machine);
      const problems = [...own, ...(await aboutStart(document.uri, text))];
      return { text, problems, summary, start, files: [] };
    } catch (error) {
      const files = await tablesBeside(document.uri);
      const facts = await aboutFile(document.uri, text, error, files);
      const others = problemsFor(text, null);
      // While the syntax is broken nobody knows what the text names.
      const problems = others.some(({ code }) => code === 'syntax') ? others : [...others, facts];
      return { text, problems, summary: null, start: null, files };
    }
  }

  /** The problems of the first pass too, found by the worker; `null` when there is nothing to find or the text has changed. */
  async withStart(document: vscode.TextDocument, { text, summary, problems }: Findings): Promise<Findings | null> {
    const { config } = configDocument(text);
    const isSound = config && !problems.some(({ severity }) => severity === 'error');
    if (!isSound || !summary || !isSmall(text, summary)) return null;
    try {
      const begun = await startOf(document.uri, config);
      const table = await resolveDataUri(document.uri, config.data.file);
      const facts = await this.#summaries.analyze(table, config, begun ?? undefined);
      if (document.isClosed || document.getText() !== text) return null;
      this.#starts.set(document, { text, facts });
      return await this.of(document);
    } catch {
      // What cannot be built says so where it is trained.
      return null;
    }
  }
}

/** The file that the network is to start from, where it cannot be had. */
async function aboutStart(uri: vscode.Uri, text: string): Promise<readonly Problem[]> {
  const { config, root, lines } = configDocument(text);
  const { scheme, file } = config?.network.initialization ?? {};
  if (!root || scheme !== 'file' || file === undefined) return [];
  const failure = await startFailure(uri, file);
  if (!failure) return [];
  const path = ['network', 'initialization', 'file'];
  return [locate({ ...fileKeyProblem(failure, file), code: 'startFile', path }, root, lines)];
}

async function startFailure(config: vscode.Uri, file: string): Promise<FileFailure | null> {
  try {
    await vscode.workspace.fs.stat(await resolveDataUri(config, file));
    return null;
  } catch (error) {
    return error instanceof DataPathError ? error.failure : { kind: 'missing' };
  }
}

function isSmall(text: string, summary: TableSummary): boolean {
  const { root } = configDocument(text);
  const views = layerViews(readLayers(root), readFacts(root, summary));
  const parameters = views.reduce((sum, view) => sum + (parametersOf(view) ?? 0), 0);
  return summary.bytes <= maxStartBytes && parameters <= maxStartParameters;
}

async function aboutFile(config: vscode.Uri, text: string, error: unknown, files: readonly string[]): Promise<Problem> {
  const file = readTableConfig(configDocument(text).root)?.file ?? '';
  if (error instanceof DataPathError) return fileProblem(text, error.failure, file, files);
  return fileProblem(text, await failureOf(config, file, error), file, files);
}

async function failureOf(config: vscode.Uri, file: string, error: unknown): Promise<FileFailure> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(await resolveDataUri(config, file));
    if (type & vscode.FileType.Directory) return { kind: 'folder' };
    if (!(type & vscode.FileType.File)) return { kind: 'notFile' };
    if (size === 0) return { kind: 'empty' };
  } catch (failure) {
    if (failure instanceof vscode.FileSystemError && failure.code === 'FileNotFound') return { kind: 'missing' };
  }
  const { key } = error instanceof RequestError ? error : {};
  const line = unsaidLine(error);
  return {
    kind: 'unreadable',
    reason: errorText(error),
    ...(line === undefined ? {} : { line }),
    ...(key === undefined ? {} : { key }),
  };
}
