/**
 * The one table of layers: what each folder is, whom it may import, and which platform it may know. From it come the linter's blocks
 * (`biome.json`), the compiler's references (`tsconfig.json` of each folder and of the whole) and the table in CONTRIBUTING.md.
 *
 *     node scripts/layers.mjs            writes them
 *
 * A test of the project fails while one of them says something else.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Layer
 * @property {string} folder
 * @property {string} is one line: what lies there
 * @property {readonly string[]} imports names of the layers below that it may import
 * @property {readonly ('node' | 'vscode' | 'dom')[]} platform whose types it may use
 * @property {boolean} packages whether it may import what is installed from npm
 * @property {boolean} loops whether its inner loops take an index for granted (`x[i]!`) instead of checking each access
 * @property {readonly (string | readonly string[])[]} folders its own folders from below: none imports one that comes later; those of a list stand
 *   side by side, and may import each other without a circle
 */

/** What everything that trains by itself stands on. */
const training = ['core', 'engine', 'equations', 'data', 'config', 'protocol', 'model', 'record', 'export', 'run'];

/** From below. A folder that is not there yet has its place already. @type {readonly Layer[]} */
const all = [
  {
    folder: 'src/core',
    is: 'the mathematics: shapes, passes, optimisers, training, metrics, checks',
    ...{ imports: [], platform: [], packages: false, loops: true },
    folders: ['network', 'evaluation', 'training', 'analysis'],
  },
  {
    folder: 'src/engine',
    is: "core's kernels in WebAssembly SIMD, on one thread or several, tested against core",
    ...{ imports: ['core'], platform: [], packages: false, loops: true },
    folders: ['assembler', 'memory', 'kernels', 'large', 'program', 'threads', 'runtime', 'wide'],
  },
  {
    folder: 'src/equations',
    is: 'every equation once, as data, and how it is written in one language or another',
    ...{ imports: ['core'], platform: [], packages: false, loops: true },
    folders: [],
  },
  {
    folder: 'src/data',
    is: 'bytes to data set: CSV, types, repairs, encoding, split',
    ...{ imports: ['core'], platform: [], packages: false, loops: true },
    folders: ['csv', 'columns', 'read', 'dataset'],
  },
  {
    folder: 'src/config',
    is: '`.nnconfig`: schema, text, problems, what an editor says about it; knows no editor',
    ...{ imports: ['core', 'data'], platform: [], packages: true, loops: false },
    folders: ['wording', 'schema', 'text', 'sweep', 'facts', 'problems', 'language'],
  },
  {
    folder: 'src/model',
    is: 'a trained network as a file, and what it takes to use it on new rows',
    ...{ imports: ['core', 'data', 'config'], platform: [], packages: false, loops: true },
    folders: [],
  },
  {
    folder: 'src/record',
    is: 'runs that stay: their format, what is written when, and how a stranger reads it',
    ...{ imports: ['core', 'data', 'config', 'model'], platform: [], packages: false, loops: true },
    folders: [],
  },
  {
    folder: 'src/protocol',
    is: 'messages between worker, host and pages',
    ...{ imports: ['core', 'equations', 'data', 'config', 'model'], platform: [], packages: true, loops: false },
    folders: [],
  },
  {
    folder: 'src/export',
    is: 'a network in the languages of others: one row a target',
    ...{ imports: ['core', 'data', 'config', 'equations', 'model'], platform: [], packages: false, loops: true },
    folders: ['base', ['python', 'javascript', 'onnx', 'documents']],
  },
  {
    folder: 'src/run',
    is: "one run's work without a platform: the loop, its frames, answers to questions",
    imports: ['core', 'engine', 'equations', 'data', 'config', 'protocol', 'model', 'record', 'export'],
    ...{ platform: [], packages: false, loops: true },
    folders: [],
  },
  {
    folder: 'src/session',
    is: 'a run as the host sees it: state, messages, history',
    ...{ imports: ['core', 'data', 'config', 'protocol', 'model'], platform: [], packages: true, loops: false },
    folders: [],
  },
  {
    folder: 'src/platform',
    is: 'what worker and command line take from Node: files, threads',
    ...{
      imports: ['core', 'engine', 'data', 'config', 'protocol', 'model', 'record', 'run'],
      platform: ['node'],
      packages: true,
      loops: false,
    },
    folders: [],
  },
  {
    folder: 'src/worker',
    is: 'the entry of the training worker',
    imports: [...training, 'platform'],
    ...{ platform: ['node'], packages: true, loops: true },
    folders: [],
  },
  {
    folder: 'src/host',
    is: 'everything that imports `vscode`',
    imports: ['core', 'equations', 'data', 'config', 'protocol', 'model', 'record', 'export', 'session', 'platform'],
    ...{ platform: ['node', 'vscode'], packages: true, loops: false },
    folders: [
      'base',
      'files',
      'records',
      'runs',
      'workers',
      'models',
      'views',
      'parts',
      ['commands', 'language', 'history', 'sweeps'],
    ],
  },
  {
    folder: 'src/cli',
    is: 'the command line',
    imports: [...training, 'session', 'platform'],
    ...{ platform: ['node'], packages: true, loops: false },
    folders: ['terminal', 'command', 'input', 'training', 'report', 'output', 'records', 'verbs'],
  },
  {
    folder: 'webview',
    is: 'the pages of panel and side view',
    ...{ imports: ['core', 'equations', 'config', 'protocol'], platform: ['dom'], packages: true, loops: false },
    folders: [
      'kit',
      'state',
      [
        ...['chart', 'compare', 'controls', 'evaluation', 'fit', 'heatmap', 'histograms', 'lessons', 'matrix', 'model'],
        ...['network', 'predictions', 'side', 'step', 'sweep', 'table', 'time', 'unit', 'weights'],
      ],
      'panel',
    ],
  },
];

/** Layers whose folder is there. */
export const layers = all.filter(({ folder }) => existsSync(folder));

/** 'core' of 'src/core'. @param {Pick<Layer, 'folder'>} layer */
export function nameOf({ folder }) {
  return folder.replace('src/', '');
}

const names = all.map(nameOf);

/** @param {Layer} layer @returns {Layer[]} the layers it may import that are there */
function importedBy({ imports }) {
  return layers.filter((layer) => imports.includes(nameOf(layer)));
}

/** @param {readonly string[]} words */
function list(words) {
  return words.length === 0 ? 'nothing' : words.join(', ');
}

/** The linter's block of a layer. @param {Layer} layer */
function overrideOf(layer) {
  const name = nameOf(layer);
  const forbidden = names.filter((other) => other !== name && !layer.imports.includes(other));
  const from = layer.folder.startsWith('src/') ? '**' : '**/src';
  const message = `${layer.folder} imports ${list(layer.imports)}: see scripts/layers.mjs.`;
  const patterns = [
    {
      group: forbidden.map((other) => (other === 'webview' ? '**/webview/**' : `${from}/${other}/**`)),
      message,
    },
  ];
  if (!layer.platform.includes('vscode')) patterns.push({ group: ['vscode'], message: 'Only the host knows VS Code.' });
  if (!layer.platform.includes('node'))
    patterns.push({
      group: ['node:*', 'node:*/**'],
      message: 'This part runs on every platform: what it needs of one is injected.',
    });
  if (!layer.packages) patterns.push({ group: ['**', '!./**', '!../**'], message: 'This part has no dependency.' });
  const noRestrictedImports = { level: 'error', options: { patterns } };
  const rules = layer.loops
    ? { style: { noRestrictedImports, noNonNullAssertion: 'off' }, suspicious: { noSelfCompare: 'off' } }
    : { style: { noRestrictedImports } };
  return { includes: [`${layer.folder}/**/*.ts`], linter: { rules } };
}

/**
 * biome.json as it should be; blocks that are about no layer stay behind those that are.
 * @param {{ overrides: { includes: string[] }[] }} biome as it is
 */
export function linted(biome) {
  const ours = new Set(all.map(({ folder }) => `${folder}/**/*.ts`));
  const others = biome.overrides.filter(({ includes }) => !ours.has(includes[0] ?? ''));
  return { ...biome, overrides: [...layers.map(overrideOf), ...others] };
}

/** A layer's tsconfig.json as it should be. @param {Layer} layer @param {{ compilerOptions: { types?: string[] } }} config as it is */
export function compiled(layer, config) {
  const up = layer.folder.startsWith('src/') ? '..' : '../src';
  const types = layer.platform.filter((name) => name !== 'dom');
  const { types: _, ...options } = config.compilerOptions;
  return {
    ...config,
    compilerOptions: types.length > 0 ? { ...options, types } : options,
    references: importedBy(layer).map((other) => ({ path: `${up}/${nameOf(other)}` })),
  };
}

/** The project's tsconfig.json as it should be: the layers, then what is no layer. @param {{ references: { path: string }[] }} config as it is */
export function assembled(config) {
  const ours = new Set(all.map(({ folder }) => folder));
  const others = config.references.filter(({ path }) => !ours.has(path));
  return { ...config, references: [...layers.map(({ folder }) => ({ path: folder })), ...others] };
}

const [begin, end] = ['<!-- layers: node scripts/layers.mjs -->\n', '<!-- end of layers -->'];

/** CONTRIBUTING.md as it should be. @param {string} text as it is */
export function documented(text) {
  const rows = layers.map((layer) => {
    const imports = importedBy(layer).map(nameOf);
    const platform = layer.platform.length > 0 ? layer.platform.join(', ') : 'none';
    return `| \`${layer.folder}\` | ${layer.is} | ${list(imports)} | ${platform} |\n`;
  });
  const table = `| folder | what it is | may import | platform types |\n|---|---|---|---|\n${rows.join('')}`;
  const [first, last] = [text.indexOf(begin), text.indexOf(end)];
  if (first < 0 || last < first)
    throw new Error(`CONTRIBUTING.md: expected "${begin.trim()}" and "${end}" around the table.`);
  return text.slice(0, first + begin.length) + table + text.slice(last);
}

/**
 * The unit tests' tsconfig.json as it should be: they know all but the host, which is tested inside VS Code.
 * @param {object} config as it is
 */
export function tested(config) {
  const known = layers.filter(({ platform }) => !platform.includes('vscode'));
  return { ...config, references: known.map(({ folder }) => ({ path: `../../${folder}` })) };
}

/** @template T @param {string} path @param {(value: T) => unknown} change */
function rewrite(path, change) {
  const text = JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8'))), null, 2);
  writeFileSync(path, `${text.replace(/\{\s+("path": "[^"]*")\s+\}/g, '{ $1 }')}\n`);
}

function write() {
  rewrite('biome.json', linted);
  for (const layer of layers) rewrite(join(layer.folder, 'tsconfig.json'), (config) => compiled(layer, config));
  rewrite('tsconfig.json', assembled);
  rewrite('test/unit/tsconfig.json', tested);
  writeFileSync('CONTRIBUTING.md', documented(readFileSync('CONTRIBUTING.md', 'utf8')));
  const configs = layers.map(({ folder }) => join(folder, 'tsconfig.json'));
  spawnSync(
    'npx',
    ['biome', 'format', '--write', 'biome.json', 'tsconfig.json', 'test/unit/tsconfig.json', ...configs],
    { stdio: 'inherit' },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) write();
