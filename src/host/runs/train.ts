/** From a configuration's text to a running network. */
import { configDocumentOf } from '../files/configDocumentOf.ts';
import * as vscode from 'vscode';
import { configDifference } from '../../config/text/difference.ts';
import type { Problem } from '../../config/schema/problem.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { configKey, nameOf } from '../files/configKey.ts';
import { tableVersion } from '../files/tableSource.ts';
import type { RunHandle } from './run.ts';
import type { Runs } from './runs.ts';

/** The configuration cannot be used; `range` is the place of its first error. */
export class UnusableConfigError extends Error {
  override readonly name = 'UnusableConfigError';
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;

  constructor(document: vscode.TextDocument, message: string, range: vscode.Range) {
    super(message);
    this.document = document;
    this.range = range;
  }
}

/** @throws UnusableConfigError with the first error. */
export function usableConfig(document: vscode.TextDocument): NetworkConfig {
  const { config, problems } = configDocumentOf(document);
  if (config) return config;
  const nowhere = { offset: 0, length: 0, line: 1, column: 1, message: '' };
  throw unusableConfig(document, problems.find(({ severity }) => severity === 'error') ?? nowhere);
}

/** What is to be told of a problem, with its place. */
export function unusableConfig(
  document: vscode.TextDocument,
  { offset, length, line, column, message }: Pick<Problem, 'offset' | 'length' | 'line' | 'column' | 'message'>,
): UnusableConfigError {
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return new UnusableConfigError(document, `${nameOf(document.uri)}:${line}:${column}: ${message}`, range);
}

/**
 * The configuration's run with its network built, not started. Resolves when the data are read or could not be.
 * @throws UnusableConfigError when the text has errors.
 */
export async function prepareRun(runs: Runs, document: vscode.TextDocument): Promise<RunHandle> {
  const config = usableConfig(document);
  const known = runs.get(configKey(document.uri));
  const run = runs.obtain(document.uri, config);
  if (known?.description) await run.session.apply(config);
  else await run.session.prepare();
  return run;
}

/**
 * Trains the configuration: goes on when its run is paused, begins anew when it is over or the table has changed.
 * @throws UnusableConfigError when the text has errors.
 */
export async function train(runs: Runs, document: vscode.TextDocument): Promise<RunHandle> {
  const config = usableConfig(document);
  const run = runs.get(configKey(document.uri));
  if (!run) return trainNew(runs, document.uri, config);
  runs.activate(run);
  run.say('text', '');
  const { session } = run;
  const { requestNumber } = session;
  // Whoever pauses, stops or starts meanwhile has said what is wanted now.
  const isRequested = () => session.requestNumber === requestNumber;
  const isFailed = session.status.state === 'failed';
  const isTheSame = configDifference(session.config, config).kind === 'none';
  if ((isFailed && !isTheSame) || (await dataChanged(run))) {
    if (isRequested()) await session.restart(config);
    return run;
  }
  if (isFailed) {
    if (isRequested()) await session.start();
    return run;
  }
  const failedBefore = session.isUnbuilt;
  await session.apply(config);
  if (!isRequested()) return run;
  if (failedBefore || session.status.state !== 'running') await session.start();
  return run;
}

/**
 * Trains a configuration that has no run yet. Its document may still be on its way: reading the table and building take
 * their time, too.
 */
export function trainNew(runs: Runs, uri: vscode.Uri, config: NetworkConfig): RunHandle {
  const run = runs.obtain(uri, config);
  void run.session.prepare();
  void run.session.start();
  return run;
}

async function dataChanged({ dataUri, dataVersion }: RunHandle): Promise<boolean> {
  return dataUri !== null && dataVersion !== null && (await tableVersion(dataUri)) !== dataVersion;
}
