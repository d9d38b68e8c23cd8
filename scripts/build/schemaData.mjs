/**
 * An esbuild plugin: `src/config/schema/schemaTree.ts` becomes the finished tree as data. Nobody computes at run time what never changes, and pages,
 * which check no text, come without the schema and its library: what is read and run before the first picture counts.
 */
import { readFileSync } from 'node:fs';
import { bundled } from './bundled.mjs';

/** @type {import('esbuild').Plugin} */
export const schemaData = {
  name: 'schema-data',
  setup(build) {
    let isReplaced = false;
    const { platform, entryPoints } = build.initialOptions;
    const isForPages = platform === 'browser';
    const isForWorker = !isForPages && 'worker' in entryPoints;
    build.onLoad({ filter: /[\\/]src[\\/]config[\\/]schema[\\/]schemaTree\.ts$/ }, async () => {
      isReplaced = true;
      const { schemaNode } = await bundled('src/config/schema/schemaTree.ts');
      const whole = isForWorker ? withoutWords(schemaNode()) : schemaNode();
      const tree = isForPages ? ofPages(whole) : whole;
      return {
        contents: `const tree = ${JSON.stringify(tree)};\nexport const schemaNode = () => tree;\n`,
        loader: 'js',
      };
    });
    build.onLoad(
      { filter: /[\\/]src[\\/]config[\\/]schema[\\/]schema(?:Data|Network|Sweep|Training)?\.ts$/ },
      ({ path }) => ({
        contents: withoutMetadata(readFileSync(path, 'utf8')),
        loader: 'ts',
      }),
    );
    // A file that has moved would be built as it is, and nobody would notice but by the size.
    build.onEnd(() =>
      isReplaced ? null : { errors: [{ text: 'src/config/schema/schemaTree.ts was not replaced by its data.' }] },
    );
  },
};

/** Comments and texts as a whole; what opens and closes; anything else letter by letter. */
const token = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|withMetadata\(|[\s\S]/g;

/** `withMetadata(schema, what is said of it)` as `withMetadata(schema)`: what is said is in the tree already. @param {string} text */
export function withoutMetadata(text) {
  /** What is open, each with whether it is such a call, and whether its second argument has begun. */
  const open = [];
  let kept = '';
  for (const [found] of text.matchAll(token)) {
    const last = open.at(-1);
    if (/^[)\]}]$/.test(found)) open.pop();
    else if (found === ',' && last?.isCall) last.isSaid = true;
    if (!open.some(({ isSaid }) => isSaid)) kept += found;
    if (/^(?:withMetadata\(|[([{])$/.test(found)) open.push({ isCall: found.length > 1, isSaid: false });
  }
  return kept;
}

/** Pages set hyperparameters and layers: no page asks for a key of sweeps, or for one about the table that is neither. */
function ofPages({ properties: { sweep: _, data, ...properties }, ...tree }) {
  const asked = Object.entries(data.properties).filter(([, node]) =>
    JSON.stringify(node).includes('"hyperparameter":true'),
  );
  return { ...tree, properties: { ...properties, data: { ...data, properties: Object.fromEntries(asked) } } };
}

/** The worker explains nothing: it asks what a change of a key does, and what the key is called. */
function withoutWords({ properties: { sweep: _, ...properties }, ...tree }) {
  const words = ['description', 'words', 'suggestions', 'expects'];
  return JSON.parse(JSON.stringify({ ...tree, properties }, (key, value) => (words.includes(key) ? undefined : value)));
}
