/** What the tests inside the extension host share: the extension's API, files of the workspace, waiting. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, before } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import type { RunState } from '../../src/protocol/run.ts';
import type { RunController } from '../../src/session/session.ts';

/** Longest wait for anything (ms); generous, because no test is about speed. */
const patience = 90_000;

export async function activate(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('nn-explorer.neural-network-explorer');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Runs a command of the extension by its short name. */
export function run<T = unknown>(name: string, ...args: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(`neuralNetwork.${name}`, ...args);
}

export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await untilReadAgain(uri, text);
  return uri;
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** A document of an earlier test that is still open has what the file held then until the editor has read it again. */
async function untilReadAgain(uri: vscode.Uri, text: string): Promise<void> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (!open || open.isDirty) return;
  await until(() => open.isClosed || open.isDirty || open.getText() === text, `${uri.path} is read again`);
}

/** Waits until what is read is what is expected, and asserts it. */
export async function untilEqual<T>(read: () => T | Thenable<T>, expected: NoInfer<T>, what: string): Promise<void> {
  const isEqual = async (): Promise<boolean> => isDeepStrictEqual(await read(), expected);
  await until(isEqual, what).catch(async () => assert.deepEqual(await read(), expected, what));
}

/** Waits until a text has the pattern in it, and asserts it. */
export async function untilMatch(read: () => string | Thenable<string>, pattern: RegExp, what: string): Promise<void> {
  const isMatch = async (): Promise<boolean> => pattern.test(await read());
  await until(isMatch, what).catch(async () => assert.match(await read(), pattern, what));
}

/** Waits until the condition gives something true, and gives it. */
export async function until<T>(
  condition: () => T | Thenable<T>,
  what: string,
): Promise<Exclude<NonNullable<T>, false>> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const result = await condition();
    if (result) return result as Exclude<NonNullable<T>, false>;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`It did not come about that ${what}.`);
}

export async function untilState(session: RunController, ...states: readonly RunState[]): Promise<void> {
  await until(() => states.includes(session.status.state), `${session.title} is ${states.join(' or ')}`).catch(
    (error: Error) => {
      throw new Error(`${error.message} It is ${session.status.state}: ${session.status.message}`);
    },
  );
}

/** A suite's hold on the extension: it is active before the first test, and everything is closed after each. */
export function useExtension(): { readonly api: Api } {
  const held: { api?: Api } = {};
  before(async () => {
    held.api = await activate();
  });
  afterEach(() => held.api && cleanUp(held.api));
  return {
    get api() {
      assert.ok(held.api, 'the extension is active');
      return held.api;
    },
  };
}

export interface EasyRun {
  readonly table: vscode.Uri;
  readonly config: vscode.Uri;
  readonly session: RunController;
}

/** Writes `<name>.csv` and `<name>.nnconfig`, and trains the configuration, which is open in no editor. */
export async function trainEasy(
  api: Api,
  name: string,
  options: Parameters<typeof easyConfig>[1] = {},
): Promise<EasyRun> {
  const table = await writeFile(`${name}.csv`, easyTable());
  const config = await writeFile(`${name}.nnconfig`, easyConfig(`${name}.csv`, options));
  await run('trainConfig', config);
  return { table, config, session: await sessionOf(api, `${name}.nnconfig`) };
}

/** The run of a configuration's file name. */
export async function sessionOf(api: Api, title: string): Promise<RunController> {
  return until(() => api.sessions.sessions.find((session) => session.title === title), `${title} has a run`);
}

/** The document, shown and in front, so that undo and context-dependent commands mean it. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
}

/** What the editor says about a place under the mouse. */
export async function hoverText({ uri }: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
    .join('\n');
}

/** Open panels of the extension. */
export function panelTabs(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('neuralNetwork.panel'),
  );
}

/** Ends all runs and closes everything, unsaved texts without a question. */
export async function cleanUp(api: Api): Promise<void> {
  for (const session of api.sessions.sessions) api.sessions.remove(session);
  await vscode.window.tabGroups.close(panelTabs());
  for (const document of vscode.workspace.textDocuments.filter(
    (candidate) => candidate.isDirty || candidate.isUntitled,
  )) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(() => vscode.window.tabGroups.all.every((group) => group.tabs.length === 0), 'all editors are closed');
}

/** A table that a network learns in no time: the class is the sign of u, kept off zero. */
export function easyTable(rows = 40): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const u = (index - rows / 2 + 0.5) / rows;
    return `${u.toFixed(4)},${((index * 7) % rows) / rows},${u < 0 ? 'left' : 'right'}`;
  });
  return `u,v,side\n${lines.join('\n')}\n`;
}

/** A configuration for it; more epochs than anyone waits for, unless said otherwise. */
export function easyConfig(file: string, { epochs = 10_000_000, learningRate = 0.01 } = {}): string {
  return `{
  // The sign of u.
  "data": { "file": ${JSON.stringify(file)}, "target": "side" },
  "network": { "layers": [{ "units": 3, "activation": "tanh" }] },
  "training": {
    "learningRate": ${learningRate}, // alpha
    "batchSize": "full",
    "epochs": ${epochs}
  }
}
`;
}
