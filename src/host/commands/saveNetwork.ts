/** *Save Network…*: asks which weights and where, and writes the run's model file. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { type SavedModel, type SavedWeights, savedWeights } from '../../protocol/modelApi.ts';
import { nameOf } from '../files/configKey.ts';
import { tableSource, tableVersion } from '../files/tableSource.ts';
import { writeFile } from '../parts/writeFile.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
import { type Choice, pickOne, showInformation, showWarning } from '../base/shown.ts';
import type { Command } from './command.ts';
import { requireRun } from './target.ts';

const ending = '.safetensors';

interface SaveRequest {
  readonly weights: SavedWeights;
  readonly withOptimizer: boolean;
}

/** Called with a wish and a Uri by tests and key bindings: nothing is asked then. Gives the Uri of the file. */
export const saveNetwork: Command =
  (host) =>
  async (...args) => {
    const run = requireRun(host, args[0]);
    if (!run.description) throw new UserError(localize('There is no network to save yet.'));
    const request = args.find(isSaveRequest) ?? (await askRequest(run));
    const given = args.slice(1).find((argument) => argument instanceof vscode.Uri);
    const uri = request && (given ?? (await askFile(host, run)));
    if (!request || !uri) return undefined;
    const saved = await networkBytes(host, run, request);
    await writeFile(uri, saved.bytes);
    await host.savedModels.remember(run.key, uri);
    void tell(uri, saved);
    return uri;
  };

/** The run as a model file. Rejects with a RequestError. */
export async function networkBytes(host: Host, run: RunHandle, request: SaveRequest): Promise<SavedModel> {
  const { dataUri, dataVersion } = run;
  const isSame = dataUri !== null && dataVersion !== null && (await tableVersion(dataUri)) === dataVersion;
  return run.session.inspection.save({
    ...request,
    config: run.session.config,
    source: isSame ? await tableSource(dataUri) : null,
    version: host.version,
  });
}

function isSaveRequest(argument: unknown): argument is SaveRequest {
  if (typeof argument !== 'object' || argument === null) return false;
  const { weights, withOptimizer } = argument as Partial<SaveRequest>;
  return savedWeights.some((name) => name === weights) && typeof withOptimizer === 'boolean';
}

type RequestChoice = Choice & { readonly request?: SaveRequest };

async function askRequest(run: RunHandle): Promise<SaveRequest | undefined> {
  const separator = {
    label: localize('With the optimizer’s averages, to train on later'),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const items: RequestChoice[] = [...choicesOf(run, false), separator, ...choicesOf(run, true)];
  return (await pickOne(items, { title: localize('Save which weights of {0}?', run.title) }))?.request;
}

function choicesOf(run: RunHandle, withOptimizer: boolean): RequestChoice[] {
  const { step, recording } = run.status;
  const choice = (weights: SavedWeights, icon: string, label: string, description = ''): RequestChoice => ({
    ...{ icon, label, description },
    request: { weights, withOptimizer },
  });
  const present = choice('present', 'save', localize('Save the Network'), localize('weights of step {0}', count(step)));
  const best = choice('best', 'star-full', localize('Save Best'), localize('weights of the least validation cost'));
  const { cursor } = recording;
  const seen = localize('weights of step {0}', count(cursor ?? step));
  return [
    present,
    ...((run.description?.mValidation ?? 0) > 0 ? [best] : []),
    ...(cursor === null ? [] : [choice('seen', 'history', localize('Save the Step of the Time Bar'), seen)]),
  ];
}

function count(step: number): string {
  return step.toLocaleString('en-US');
}

/** The file that was last written for this configuration, else one of its name beside it. */
async function askFile(host: Host, run: RunHandle): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title: localize('Save the network'),
    saveLabel: localize('Save'),
    filters: { [localize('Networks')]: [ending.slice(1)] },
    ...withDefault(host.savedModels.last(run.key) ?? suggested(run)),
  });
  if (!chosen || nameOf(chosen).toLowerCase().endsWith(ending)) return chosen;
  // The dialog has asked for the name as it was typed; nothing else would know this file as a network.
  const named = chosen.with({ path: `${chosen.path}${ending}` });
  return (await mayReplace(named)) ? named : undefined;
}

function withDefault(uri: vscode.Uri | null): { readonly defaultUri?: vscode.Uri } {
  return uri ? { defaultUri: uri } : {};
}

function suggested({ uri, title }: RunHandle): vscode.Uri | null {
  const name = `${title.replace(/\.nnconfig$/i, '')}${ending}`;
  if (uri.scheme !== 'untitled') return vscode.Uri.joinPath(uri, '..', name);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return root ? vscode.Uri.joinPath(root, name) : null;
}

async function mayReplace(uri: vscode.Uri): Promise<boolean> {
  const isThere = await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
  if (!isThere) return true;
  const replace = localize('Replace');
  return (await showWarning(localize('{0} is there already. Replace it?', nameOf(uri)), replace)) === replace;
}

async function tell(uri: vscode.Uri, { step }: SavedModel): Promise<void> {
  const open = localize('Open');
  const answer = await showInformation(localize('Saved {0}: weights of step {1}.', nameOf(uri), count(step)), open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', uri);
}
