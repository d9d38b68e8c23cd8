/** Defaults written down, and taken away again. Both leave the meaning of a configuration as it is. */
import { configDocument } from './configDocument.ts';
import { sameValue } from './difference.ts';
import { setValues } from './edit.ts';
import { keyAt } from '../schema/keyTable.ts';
import { type NetworkConfig, networkConfigSchema } from '../schema/schema.ts';
import type { TextEdit } from './textEdit.ts';
import { type Node, nodeAt, type Path } from './tree.ts';

type Values = Readonly<Record<string, unknown>>;

/** Edits that write every default into the text; none while it has errors. Optional keys without a default stay away. */
export function writeDefaults(text: string): TextEdit[] {
  const { config, root } = configDocument(text);
  if (!config || !root) return [];
  return setValues(text, missingValues(config, root, []));
}

/** What the complete configuration has and the text does not: whole objects where the text has nothing of them. */
function missingValues(values: unknown, node: Node, path: Path): { path: Path; value: unknown }[] {
  if (Array.isArray(values))
    return values.flatMap((value, index) => childValues(value, node.children?.[index], [...path, index]));
  return Object.entries(values as Values).flatMap(([key, value]) =>
    childValues(value, nodeAt(node, [key]), [...path, key]),
  );
}

function childValues(value: unknown, node: Node | undefined, path: Path): { path: Path; value: unknown }[] {
  if (value === undefined) return [];
  if (!node) return [{ path, value }];
  return hasDefaultsBelow(path) ? missingValues(value, node, path) : [];
}

/** Objects of the schema, and the layers; the names of columns are the user's and have no defaults. */
function hasDefaultsBelow(path: Path): boolean {
  const key = keyAt(path);
  return key?.kind === 'object' || key?.path === 'network.layers';
}

/** Edits that remove every key whose value is the default; objects that become empty go too. None while the text has errors. */
export function removeDefaults(text: string): TextEdit[] {
  const { config, root } = configDocument(text);
  if (!config || !root) return [];
  const defaults = networkConfigSchema.parse({ data: { file: config.data.file, target: config.data.target } });
  const paths = equalPaths(config, defaults, root, []);
  // From the end, so that indices before stay what they are.
  return setValues(
    text,
    [...paths].reverse().map((path) => ({ path, value: undefined })),
  );
}

function equalPaths(config: NetworkConfig, defaults: NetworkConfig, root: Node, path: Path): Path[] {
  const node = nodeAt(root, path);
  return (node?.children ?? []).flatMap((property) => {
    const key = property.children?.[0]?.value as string;
    const here = [...path, key];
    if (path[0] === 'data' && (key === 'file' || key === 'target')) return [];
    if (here.length === 1 && key === 'data') return equalPaths(config, defaults, root, here);
    const value = valueAt(config, here);
    // Below an optional object, such as early stopping, the schema alone knows the defaults.
    if (sameValue(value, valueAt(defaults, here) ?? keyAt(here)?.default)) return [here];
    if (key === 'layers') return layerPaths(config, here);
    return hasDefaultsBelow(here) ? equalPaths(config, defaults, root, here) : [];
  });
}

/** A layer must say its units; its activation may be the usual one. */
function layerPaths({ network }: NetworkConfig, path: Path): Path[] {
  const usualActivation = networkConfigSchema.shape.network.parse({ layers: [{ units: 1 }] }).layers[0]?.activation;
  return network.layers.flatMap(({ activation }, index) =>
    activation === usualActivation ? [[...path, index, 'activation']] : [],
  );
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Values)[key] : undefined,
    value,
  );
}
