/** *Predict with This Network…*: which network, which table; the answers come to the page of the network. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import type { PredictionReport } from '../../protocol/modelApi.ts';
import { configKey, nameOf } from '../files/configKey.ts';
import { activeCsv, isCsv, pickCsv } from '../files/csvFiles.ts';
import { tableSource } from '../files/tableSource.ts';
import { activeModel, isModel, modelSource, openModels } from '../models/modelFiles.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RunHandle } from '../runs/run.ts';
import { type Choice, pickOne } from '../base/shown.ts';
import type { Command } from './command.ts';
import { networkBytes } from './saveNetwork.ts';
import { requireRun } from './target.ts';

/** A run of this window, or a file. */
type Network = { readonly run: RunHandle } | { readonly file: vscode.Uri };

/**
 * Uris say which: a `.safetensors` or the configuration of a run is the network, a CSV the table. What is missing is asked for.
 * Settles with what came of it when it is over; `null` when it failed, as the page says.
 */
export const predict: Command =
  (host) =>
  async (...args): Promise<PredictionReport | null | undefined> => {
    // The Explorer hands over the file that was clicked, and a list of all that are chosen.
    const uris = args.flat().filter((argument) => argument instanceof vscode.Uri);
    const named = uris.filter(({ scheme }) => !scheme.startsWith('webview'));
    const isTable = (uri: vscode.Uri): boolean => isCsv(uri) || (uri.scheme === 'untitled' && !isOfRun(host, uri));
    const given = named.find(isTable);
    const front = named.length === 0 ? activeCsv() : null;
    const network = await networkOf(host, named.find(isModel) ?? named.find((uri) => !isTable(uri)));
    const table = network && (given ?? front ?? (await pickCsv(localize('Predict which table?'))));
    if (!network || !table) return undefined;
    const key = 'run' in network ? network.run.key : network.file.toString();
    const prediction = host.predictions.begin(key, {
      model: () => bytesOf(host, network),
      table: () => tableSource(table),
      name: nameOf(table),
      folder: table.scheme === 'untitled' ? null : vscode.Uri.joinPath(table, '..'),
    });
    if ('run' in network) host.panels.lookAtPrediction(network.run, prediction.id);
    else await host.models.lookAtPrediction(network.file, prediction.id);
    const report = await prediction.done;
    if (report === null && !prediction.isDisposed) host.log.warn(`predict: ${prediction.view.message}`);
    return report;
  };

function isOfRun(host: Host, uri: vscode.Uri): boolean {
  return host.runs.get(configKey(uri)) !== undefined;
}

async function bytesOf(host: Host, network: Network): ReturnType<typeof modelSource> {
  if ('file' in network) return modelSource(network.file);
  try {
    const { bytes } = await networkBytes(host, network.run, { weights: 'present', withOptimizer: false });
    return { kind: 'bytes', bytes };
  } catch (error) {
    throw new UserError(errorText(error));
  }
}

/** The network that is named, the one in front, the only one that is open, or one that is chosen. */
async function networkOf(host: Host, named: vscode.Uri | undefined): Promise<Network | null> {
  if (named && isModel(named)) return { file: named };
  if (named) return { run: requireRun(host, named) };
  const front = activeModel();
  if (front) return { file: front };
  const runs = host.runs.list.filter(({ description }) => description !== null).map((run): Network => ({ run }));
  const open = [...runs, ...openModels().map((file): Network => ({ file }))];
  if (open.length === 1 && open[0]) return open[0];
  return open.length === 0 ? browse() : pick(open);
}

type NetworkChoice = Choice & { readonly network: Network | null };

async function pick(open: readonly Network[]): Promise<Network | null> {
  const items = open.map(
    (network): NetworkChoice =>
      'run' in network
        ? { icon: 'type-hierarchy-sub', label: network.run.title, description: localize('in training here'), network }
        : { icon: 'file-binary', label: nameOf(network.file), network },
  );
  const other: NetworkChoice = { icon: 'folder-opened', label: localize('Another file…'), network: null };
  const chosen = await pickOne([...items, other], { title: localize('Predict with which network?') });
  if (!chosen) return null;
  return chosen.network ?? browse();
}

async function browse(): Promise<Network | null> {
  const chosen = await vscode.window.showOpenDialog({
    title: localize('Predict with which network?'),
    filters: { [localize('Networks')]: ['safetensors'] },
  });
  return chosen?.[0] ? { file: chosen[0] } : null;
}
