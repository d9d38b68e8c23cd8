/**
 * An esbuild plugin: `src/config/schema/schemaTree.ts` becomes the finished tree as data. Nobody computes at run time what never changes, and pages,
 * which check no text, come without the schema and its library: what is read and run before the first picture counts.
 */
import { bundled } from './bundled.mjs';

/** @type {import('esbuild').Plugin} */
export const schemaData = {
  name: 'schema-data',
  setup(build) {
    let isReplaced = false;
    const isForPages = build.initialOptions.platform === 'browser';
    build.onLoad({ filter: /[\\/]src[\\/]config[\\/]schema[\\/]schemaTree\.ts$/ }, async () => {
      isReplaced = true;
      const { schemaNode } = await bundled('src/config/schema/schemaTree.ts');
      const tree = isForPages ? ofPages(schemaNode()) : schemaNode();
      return {
        contents: `const tree = ${JSON.stringify(tree)};\nexport const schemaNode = () => tree;\n`,
        loader: 'js',
      };
    });
    // A file that has moved would be built as it is, and nobody would notice but by the size.
    build.onEnd(() =>
      isReplaced ? null : { errors: [{ text: 'src/config/schema/schemaTree.ts was not replaced by its data.' }] },
    );
  },
};

/** Pages set hyperparameters and layers: no page asks for a key of sweeps, or for one about the table that is neither. */
function ofPages({ properties: { sweep: _, data, ...properties }, ...tree }) {
  const asked = Object.entries(data.properties).filter(([, node]) =>
    JSON.stringify(node).includes('"hyperparameter":true'),
  );
  return { ...tree, properties: { ...properties, data: { ...data, properties: Object.fromEntries(asked) } } };
}
