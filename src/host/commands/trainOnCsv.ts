/**
 * Trains a network on a table: finds the table, guesses what is to be predicted, opens the configuration at its target
 * path and lets it run. One keystroke accepts everything.
 */
import { configDocument } from '../../config/text/configDocument.ts';
import { targetLine } from '../../config/wording/logTexts.ts';
import { noticeText } from '../../config/wording/notice.ts';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { setValues } from '../../config/text/edit.ts';
import { applyEdits } from '../../config/text/textEdit.ts';
import { readTree } from '../../config/text/tree.ts';
import { guessedChoices, readColumnChoices } from '../../config/facts/columnRoles.ts';
import { tableDoubts } from '../../config/facts/tableDoubts.ts';
import { configForCsv } from '../../config/facts/defaultConfig.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { configAt, configText } from '../files/configDocuments.ts';
import { configKey, isConfig, nameOf, savedUri } from '../files/configKey.ts';
import { activeCsv, pickCsv } from '../files/csvFiles.ts';
import { relativeDataPath } from '../files/dataUri.ts';
import { requireTrust } from '../files/trust.ts';
import type { Host } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
import { trainNew } from '../runs/train.ts';
import type { Command } from './command.ts';
import { describeWithProgress } from './describeWithProgress.ts';
import { type Picked, pickTarget } from './pickTarget.ts';
import { showConfig } from './show.ts';
import { opensPanel, showRun, trainAndShow } from './trainConfig.ts';

/** Milliseconds that the configuration's text waits for the first picture of the network. */
const patience = 1000;

/** For callers that have decided: no question is asked. */
export interface TrainOnCsvOptions {
  /** Accept the guess, or the configuration that is there. */
  readonly now?: boolean;
  /** The column to predict. */
  readonly target?: string;
}

export const trainOnCsv: Command = (host) => async (argument, second) => {
  const csv = argument instanceof vscode.Uri ? argument : (activeCsv() ?? (await pickCsv()));
  if (!csv || !(await requireTrust(csv))) return undefined;
  const [summary, location] = await Promise.all([describeWithProgress(host, csv), configLocation(csv)]);
  // The reader has its worker; this one is for the run.
  host.workers.warm();
  const existing = location.text === null ? null : configuredTarget(location.text);
  const options = optionsOf(second);
  const name = location.uri ? nameOf(location.uri) : '';
  const picked = await chooseTarget(summary, csv, { existing, text: location.text, name, options });
  if (!picked) return undefined;
  const { target } = picked;
  const reason = existing === null ? summary.target && noticeText(summary.target.reason) : `as in ${name}`;
  host.log.info(
    targetLine(nameOf(csv), target ?? existing ?? summary.target?.name ?? '', target === null ? reason : null),
  );
  const isKept = target === null || location.text === null || target === existing;
  const home = isKept ? location : await copyLocation(location, target);
  const write = () =>
    location.text !== null && home !== location && target !== null
      ? retargeted(location.text, target)
      : configForCsv(relativeDataPath(home.uri ?? csv, csv), summary, target === null ? {} : { target });
  if (picked.look) return lookAtColumns(host, home, write);
  const text = home.text ?? write();
  const looks = picked.isAsked && tableDoubts(readColumnChoices(readTree(text).root), summary).length > 0;
  const ahead = trainAhead(host, home.uri, text);
  // Loading the panel's page takes longest, so it begins first; but with no editor open it would take the configuration's column.
  const isEmpty = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  const takeBack = isEmpty ? () => undefined : showAhead(host, home.uri, ahead);
  try {
    const { document } = await configAt(home.uri, write);
    if (isEmpty) await showConfig(document);
    // It comes late: whoever types meanwhile, as into the palette, goes on there.
    const shown = pictureFirst(host, ahead).then(() => showConfig(document, true));
    const [run] = await Promise.all([ahead ? showRun(host, ahead) : trainAndShow(host, document), shown]);
    if (looks && opensPanel()) host.panels.lookAtColumns(run.key);
    return run.uri;
  } catch (error) {
    if (ahead) host.runs.remove(ahead);
    takeBack();
    throw error;
  }
};

/** Page and text editor share the window's one thread: a new network is seen first, its text a moment later. */
async function pictureFirst({ panels }: Host, run: RunHandle | null): Promise<void> {
  if (run) await Promise.race([panels.firstDrawn(run), setTimeout(patience)]);
}

/** The panel of what is about to be trained. Says how to take it back should nothing come of it. */
function showAhead(host: Host, uri: vscode.Uri | null, run: RunHandle | null): () => void {
  if (run) showRun(host, run);
  else if (uri && opensPanel()) return host.panels.expect(configKey(uri));
  return () => undefined;
}

/** Lets the run of a configuration begin before the editor has opened its text; `null` when it has one, or the text is no use. */
function trainAhead({ runs }: Host, uri: vscode.Uri | null, text: string): RunHandle | null {
  const { config } = configDocument(text);
  return uri && config && !runs.get(configKey(uri)) ? trainNew(runs, uri, config) : null;
}

/** Explorer and title bar pass further arguments of their own; only a plain object is ours. */
function optionsOf(argument: unknown): TrainOnCsvOptions {
  return typeof argument === 'object' &&
    argument !== null &&
    !Array.isArray(argument) &&
    Object.getPrototypeOf(argument) === Object.prototype
    ? argument
    : {};
}

interface Choice {
  /** What the configuration that is there predicts, and its text. */
  readonly existing: string | null;
  readonly text: string | null;
  readonly name: string;
  readonly options: TrainOnCsvOptions;
}

/** `undefined`: the user left. */
async function chooseTarget(
  summary: TableSummary,
  csv: vscode.Uri,
  { existing, text, name, options }: Choice,
): Promise<(Picked & { readonly isAsked: boolean }) | undefined> {
  if (options.target !== undefined) return { target: options.target, look: false, isAsked: false };
  if (options.now && (existing !== null || summary.target)) return { target: null, look: false, isAsked: false };
  const choices = text === null ? guessedChoices(summary) : readColumnChoices(readTree(text).root);
  const guess = summary.target && { name: summary.target.name, reason: noticeText(summary.target.reason), choices };
  const now = existing === null ? guess : { name: existing, reason: localize('as in {0}', name), choices };
  const picked = await pickTarget(nameOf(csv), summary, now);
  return picked && { ...picked, isAsked: true };
}

export interface ConfigLocation {
  /** `null`: nowhere yet, as the table. */
  readonly uri: vscode.Uri | null;
  /** Of the configuration that is there, saved or not; `null` when it has to be written. */
  readonly text: string | null;
}

/**
 * `iris.nnconfig` beside `iris.csv`. When that one is about another table (`iris.tsv`), `iris.csv.nnconfig`. A table that was
 * never saved has its configuration in an untitled document.
 */
export async function configLocation(csv: vscode.Uri): Promise<ConfigLocation> {
  const table = savedUri(csv);
  if (table.scheme === 'untitled') return untitledLocation(csv);
  const candidates = [table.path.replace(/\.[^./]*$/, ''), table.path].map((path) =>
    table.with({ path: `${path}.nnconfig` }),
  );
  for (const uri of candidates) {
    const text = await configText(uri);
    if (text === null || isAbout(text, uri, csv)) return { uri, text };
  }
  const [uri = table] = candidates;
  return { uri, text: await configText(uri) };
}

function untitledLocation(csv: vscode.Uri): ConfigLocation {
  const open = vscode.workspace.textDocuments.filter(
    (document) => isConfig(document) && document.isUntitled && !document.isClosed,
  );
  const document = open.find((candidate) => isAbout(candidate.getText(), candidate.uri, csv));
  return document ? { uri: document.uri, text: document.getText() } : { uri: null, text: null };
}

/** A text with errors may be about this table; opening it shows the errors. */
function isAbout(text: string, config: vscode.Uri, csv: vscode.Uri): boolean {
  const file = configDocument(text).config?.data.file;
  return file === undefined || file.replaceAll('\\', '/').replace(/^\.\//, '') === relativeDataPath(config, csv);
}

function configuredTarget(text: string): string | null {
  const target = configDocument(text).config?.data.target;
  return target === undefined ? null : [target].flat().join(', ');
}

/** Beside the configuration that is there: it stays as it is, and another target has a copy of its own that is not saved yet. */
async function copyLocation(location: ConfigLocation, target: string): Promise<ConfigLocation> {
  return freeLocation(location, target.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60));
}

/** A name beside it that nothing has: `iris-new.nnconfig`, `iris-new-2.nnconfig`. */
export async function freeLocation({ uri, text }: ConfigLocation, suffix: string): Promise<ConfigLocation> {
  if (text === null || !uri?.path.startsWith('/')) return { uri: null, text: null };
  const base = `${uri.path.replace(/\.nnconfig$/, '')}-${suffix}`;
  for (let number = 1; ; number++) {
    const copy = savedUri(uri).with({ path: `${base}${number === 1 ? '' : `-${number}`}.nnconfig` });
    if ((await configText(copy)) === null) return { uri: copy, text: null };
  }
}

/** The text with another target, which then is no feature any more. */
function retargeted(text: string, target: string): string {
  const features = configDocument(text).config?.data.features;
  const rest = features?.filter((name) => name !== target);
  const list = { path: ['data', 'features'], value: rest?.length === 0 ? undefined : rest };
  const isListed = features !== undefined && rest?.length !== features.length;
  return applyEdits(text, setValues(text, [{ path: ['data', 'target'], value: target }, ...(isListed ? [list] : [])]));
}

/** Nothing is trained yet: the configuration and, beside it, the columns of its table. */
async function lookAtColumns(host: Host, { uri }: ConfigLocation, write: () => string): Promise<vscode.Uri> {
  const { document } = await configAt(uri, write);
  await showConfig(document);
  host.panels.lookAtColumns(configKey(document.uri));
  return savedUri(document.uri);
}
