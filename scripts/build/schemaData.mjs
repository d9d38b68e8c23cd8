/**
 * An esbuild plugin: `src/config/schema/schemaTree.ts` becomes the finished tree as data. Nobody computes at run time what never changes, and pages,
 * which check no text, come without the schema and its library: what is read and run before the first picture counts.
 */
import { bundled } from './bundled.mjs';

/** @type {import('esbuild').Plugin} */
export const schemaData = {
  name: 'schema-data',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]config[\\/]schemaTree\.ts$/ }, async () => {
      const { schemaNode } = await bundled('src/config/schema/schemaTree.ts');
      return {
        contents: `const tree = ${JSON.stringify(schemaNode())};\nexport const schemaNode = () => tree;\n`,
        loader: 'js',
      };
    });
  },
};
