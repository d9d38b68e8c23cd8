/** Sets a hyperparameter: asks for the value where none is given, and edits the configuration's text. */
import { localize } from '../../config/wording/localize.ts';
import { plural } from '../../config/wording/plural.ts';
import { defaultLayer } from '../../config/schema/defaultLayer.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Change } from '../files/configDocuments.ts';
import { type Host, UserError } from '../parts/host.ts';
import { activationOptions, type Row, rowAt, rowsOf, type Value } from '../views/hyperparameterText.ts';
import { pickOne } from '../base/shown.ts';
import { askValue, refusalOf } from './askValue.ts';
import type { Command } from './command.ts';
import { changeConfig, configOf, targetConfig, valueArgument } from './target.ts';

/** A command for one key of the table. Arguments: the configuration's Uri, the value; both optional. */
export function setHyperparameter(path: string): Command {
  return (host) =>
    async (...args) =>
      setAt(host, args[0], path, valueArgument(args));
}

/** Any row of the tree, by its path. */
export const editHyperparameter: Command = (host) => async (argument, value) => {
  const path = typeof argument === 'string' ? argument : (argument as Partial<Row> | undefined)?.path;
  if (path) return setAt(host, undefined, path, value);
  const document = await targetConfig(host, undefined);
  const rows = rowsOf(configOf(host, document)).map((row) => ({
    label: row.label,
    description: String(row.value ?? ''),
    path: row.path,
  }));
  const chosen = await pickOne(rows, { title: localize('Change which hyperparameter?') });
  if (chosen) await setAt(host, document.uri, chosen.path, undefined);
};

/** The activation of all hidden layers. */
export const setActivation: Command =
  (host) =>
  async (...args) => {
    const document = await targetConfig(host, args[0]);
    const config = configOf(host, document);
    const value = config.network.layers[0]?.activation;
    if (!value) throw new UserError(localize('The network has no hidden layer. Add one first.'));
    const row: Row = {
      ...layerRow(config, 'activation', 0),
      label: localize('Activation of the hidden layers'),
      options: activationOptions(),
    };
    const chosen = await chosenValue(row, valueArgument(args));
    if (chosen !== undefined) await changeConfig(host, document, changesFor(config, 'network.activation', chosen));
  };

/** The units of one hidden layer, which is asked for when there are several. Arguments: Uri, units, layer (1…L−1). */
export const setUnits: Command =
  (host) =>
  async (...args) => {
    const document = await targetConfig(host, args[0]);
    const config = configOf(host, document);
    const [units, layer] = args.filter((argument) => typeof argument === 'number');
    const index = layer === undefined ? await pickLayer(config) : layer - 1;
    if (index !== undefined) await setAt(host, document.uri, `network.layers.${index}.units`, units);
  };

/** Sets the key at `path` of the configuration `argument` stands for; asks when there is no value. */
export async function setAt(host: Host, argument: unknown, path: string, value: unknown): Promise<void> {
  const document = await targetConfig(host, argument);
  const config = configOf(host, document);
  const row = rowAt(config, path);
  if (!row && path !== 'network.activation') throw new UserError(localize('The configuration has no "{0}".', path));
  const chosen = row ? await chosenValue(row, value) : (value as Value);
  if (chosen !== undefined) await changeConfig(host, document, changesFor(config, path, chosen));
}

async function chosenValue(row: Row, given: unknown): Promise<Value | undefined> {
  if (given === undefined) return askValue(row);
  const reason = refusalOf(row, given);
  if (reason) throw new UserError(`${row.label}: ${reason}`);
  return given as Value;
}

function changesFor(config: NetworkConfig, path: string, value: Value): readonly Change[] {
  const { layers } = config.network;
  if (path === 'network.layers') {
    const last = layers.at(-1) ?? defaultLayer;
    const requested = Array.from({ length: Number(value) }, (_, index) => layers[index] ?? last);
    return [{ path: ['network', 'layers'], value: requested }];
  }
  if (path === 'network.activation')
    return layers.map((_, index) => ({ path: ['network', 'layers', index, 'activation'], value }));
  return [{ path: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)), value }];
}

async function pickLayer(config: NetworkConfig): Promise<number | undefined> {
  const { layers } = config.network;
  if (layers.length === 0) throw new UserError(localize('The network has no hidden layer. Add one first.'));
  if (layers.length === 1) return 0;
  const items = layers.map((layer, index) => ({
    label: localize('Layer {0}', index + 1),
    description: `${plural(layer.units, 'unit')} · ${layer.activation}`,
    index,
  }));
  return (await pickOne(items, { title: localize('Units of which layer?') }))?.index;
}

function layerRow(config: NetworkConfig, key: string, index: number): Row {
  const row = rowAt(config, `network.layers.${index}.${key}`);
  if (!row) throw new UserError(localize('The network has no hidden layer. Add one first.'));
  return row;
}
