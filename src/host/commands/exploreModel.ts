/** *Explore on a Table…*: a saved network goes on learning on a table that the user chooses, in the panel. */
import { posix } from 'node:path';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { withFile } from '../../platform/node/fileAccess.ts';
import { describeModel } from '../../model/modelFile.ts';
import { inMemory, readHeader } from '../../model/safetensors.ts';
import { configAt } from '../files/configDocuments.ts';
import { folderOf, nameOf } from '../files/configKey.ts';
import { pickCsv } from '../files/csvFiles.ts';
import { readRegularUri } from '../files/regularUri.ts';
import { requireTrust } from '../files/trust.ts';
import { activeModel, isModel } from '../models/modelFiles.ts';
import { UserError } from '../parts/host.ts';
import type { Command } from './command.ts';
import { showConfig } from './show.ts';
import { trainAndShow } from './trainConfig.ts';

/** Called with the model's Uri and the table's by tests and key bindings: nothing is asked then. */
export const exploreModel: Command =
  (host) =>
  async (...args) => {
    const uris = args.filter((argument) => argument instanceof vscode.Uri);
    const model = uris.find(isModel) ?? activeModel();
    if (!model) throw new UserError(localize('Open a .safetensors file first.'));
    const config = await configOfModel(model);
    const table = uris.find((uri) => !isModel(uri)) ?? (await pickCsv(localize('Explore the network on which table?')));
    if (!table || !(await requireTrust(table))) return undefined;
    if (table.scheme !== model.scheme || table.authority !== model.authority)
      throw new UserError(localize('The network and the table must lie on the same disk. Save the table first.'));
    const configUri = await freeUri(table, model);
    const { document } = await configAt(
      configUri,
      () => `${JSON.stringify(startingFrom(config, model, table, configUri), null, 2)}\n`,
    );
    await showConfig(document, true);
    return (await trainAndShow(host, document)).uri;
  };

/** @throws ModelFileError for a file of somebody else's */
async function configOfModel(uri: vscode.Uri): Promise<NetworkConfig> {
  if (uri.scheme === 'file') return describeModel(await withFile(uri.fsPath, readHeader)).config;
  return describeModel(await readHeader(inMemory(await readRegularUri(uri)))).config;
}

/** Beside the table; a configuration that is there stays. */
async function freeUri(table: vscode.Uri, model: vscode.Uri): Promise<vscode.Uri> {
  const stem = `${nameOf(table).replace(/\.[^.]*$/, '')}-${nameOf(model).replace(/\.[^.]*$/, '')}`;
  for (let k = 1; ; k++) {
    const uri = vscode.Uri.joinPath(folderOf(table), `${stem}${k === 1 ? '' : `-${k}`}.nnconfig`);
    const isTaken = await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return uri;
  }
}

function startingFrom(config: NetworkConfig, model: vscode.Uri, table: vscode.Uri, uri: vscode.Uri): unknown {
  const { data, network, training } = config;
  const file = posix.relative(posix.dirname(uri.path), model.path);
  const { seed } = network.initialization;
  return {
    data: { ...data, file: nameOf(table) },
    network: { ...network, initialization: { scheme: 'file', file, seed } },
    training,
  };
}
