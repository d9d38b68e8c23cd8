/**
 * An esbuild plugin for the extension's bundle: `import * as vscode` stands for one module that takes each name from the editor once.
 * By itself esbuild copies all of the editor's several hundred names for every file that imports it, about 10 ms of each
 * activation.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const exported = /^\texport (?:abstract )?(?:class|enum|namespace|function|const) (\w+)/gm;

/** @type {import('esbuild').Plugin} */
export const vscodeNamespace = {
  name: 'vscode-namespace',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode' }, () => ({ contents: moduleText(), loader: 'js' }));
  },
};

/** Names that no file uses are left out by the bundler: taking one has no effect. */
function moduleText() {
  const declarations = readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8');
  const names = [...new Set(Array.from(declarations.matchAll(exported), ([, name]) => name))];
  const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ take("${name}");`);
  return `const editor = require("vscode");\nfunction take(name) { return editor[name]; }\n${lines.join('\n')}\n`;
}
