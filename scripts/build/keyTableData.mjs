/**
 * An esbuild plugin for the pages: they show the keys of `.nnconfig` but never check a text, so they get the table of keys as data,
 * without the schema and the library it is computed with. A page is read and run before its first picture; what it holds counts.
 */
import { bundled } from './bundled.mjs';

/** @type {import('esbuild').Plugin} */
export const keyTableData = {
  name: 'key-table-data',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]config[\\/]keyTable\.ts$/ }, async () => {
      const { keyTable } = await bundled('src/config/keyTable.ts');
      return { contents: `const table = ${JSON.stringify(keyTable())};\nexport const keyTable = () => table;\n`, loader: 'js' };
    });
  },
};
