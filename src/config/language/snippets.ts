/** Values of `.nnconfig` as snippets: tab stops where one writes something of one's own. */
import { type KeyInfo, keyAt } from '../schema/keyTable.ts';
import type { Path } from '../text/tree.ts';

/** The parts of a whole configuration, with tab stops for the table, its target and the first numbers. */
export const wholeConfig = `{
  "data": { "file": "$1", "target": "$2" },
  "network": {
    "layers": [{ "units": \${3:8}, "activation": "\${4:tanh}" }]
  },
  "training": { "learningRate": \${5:0.01}, "epochs": \${6:2000} }
}`;

/** Text that means itself inside a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A value to fill in, for a key that has none yet. */
export function valueSnippet(path: Path): string {
  const key = keyAt(path);
  switch (key?.kind) {
    case 'object':
      return objectSnippet(key, path);
    case 'map':
      return '{ "$1": "$2" }';
    case 'words':
      return '["$1"]';
    case 'list':
      return key.path === 'network.layers' ? `[${valueSnippet([...path, 0])}]` : '["$1"]';
    case 'number':
    case 'integer':
    case 'batch':
    case 'boolean':
      return `\${1:${escapeSnippet(JSON.stringify(key.default ?? key.metadata.example))}}`;
    default:
      return '"$1"';
  }
}

/** Required keys with their examples; the words among them are left to be chosen. */
function objectSnippet(key: KeyInfo, path: Path): string {
  const requested = key.children
    .flatMap((child) => keyAt([...path, child]) ?? [])
    .filter(({ required, name }) => required || name === 'activation');
  if (requested.length === 0) return '{ $1 }';
  const entries = requested.map(({ name, kind, metadata }, index) => {
    const isFree = kind === 'string' || kind === 'target';
    const value = isFree ? `"$${index + 1}"` : `\${${index + 1}:${escapeSnippet(JSON.stringify(metadata.example))}}`;
    return `${JSON.stringify(name)}: ${value}`;
  });
  return `{ ${entries.join(', ')} }`;
}
