/**
 * Builds everything into `dist/`: the extension, its worker, the command line, the two web pages, the tests and the benches.
 *
 *   node esbuild.mjs [--watch | --shipped | --tests=unit/cli,e2e/train]
 *
 * A plain build is minified, so that what is tested is what is shipped. `--watch` keeps names and rebuilds at each change;
 * `--shipped` leaves tests and benches alone; `--tests` builds of them only those whose path begins so below `test`, beside what is shipped.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { usedIcons, writeIconFont } from './scripts/build/icons.mjs';
import { litTemplates } from './scripts/build/litTemplates.mjs';
import { schemaData } from './scripts/build/schemaData.mjs';
import { writeNotices } from './scripts/build/notices.mjs';
import { vscodeNamespace } from './scripts/build/vscodeNamespace.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const shippedOnly = process.argv.includes('--shipped');
/** What the paths of the tests to build begin with; all of them where nothing is said. */
const chosen = process.argv
  .find((argument) => argument.startsWith('--tests='))
  ?.slice('--tests='.length)
  .split(',');

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  // Node 20 is the oldest engine that runs any of this; newer helpers (Uint8Array.fromBase64) must not be emitted.
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
};

/** @type {esbuild.BuildOptions} */
const shipped = {
  ...common,
  metafile: true,
  minify: !watch,
  define: { 'process.env.NODE_ENV': watch ? '"development"' : '"production"' },
};

/** @type {esbuild.BuildOptions} */
const forNode = { ...shipped, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };

function builds() {
  return [
    {
      ...forNode,
      entryPoints: { extension: 'src/host/extension.ts' },
      outdir: 'dist',
      plugins: [vscodeNamespace, schemaData],
    },
    {
      ...forNode,
      entryPoints: { worker: 'src/worker/nodeWorker.ts' },
      outdir: 'dist',
      plugins: [schemaData],
    },
    {
      ...forNode,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: 'dist',
      banner: { js: '#!/usr/bin/env node' },
      plugins: [schemaData],
    },
    {
      ...shipped,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      entryPoints: ['panel', 'side'].flatMap((page) => [`webview/${page}.ts`, `webview/${page}.css`]),
      outbase: 'webview',
      outdir: 'dist/webview',
      // The icons' style sheet names its font beside itself; it is copied there.
      external: ['./codicon.ttf*'],
      plugins: [schemaData, usedIcons, litTemplates],
    },
    ...(shippedOnly ? [] : testBuilds()),
  ];
}

/** Tests and benches keep packages outside: they run from this folder, and papaparse and its like are compared, not shipped. */
function testBuilds() {
  const options = {
    ...common,
    platform: 'node',
    packages: 'external',
    external: ['vscode', '#scripts/*'],
    outbase: '.',
    outdir: 'dist',
  };
  const inHost = ['test/unit', 'test/host', 'bench/inHost'].flatMap((folder) => testsIn(folder));
  return [
    { ...options, format: 'cjs', entryPoints: inHost },
    // These run in Node alone and use the scripts, which are ES modules.
    {
      ...options,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      entryPoints: [...testsIn('test/e2e'), ...(chosen ? [] : ['test/e2e/takePictures.ts', 'bench/main.ts'])],
    },
  ];
}

function testsIn(folder) {
  const files = filesIn(folder, /\.test\.ts$/);
  return chosen ? files.filter((file) => chosen.some((path) => file.startsWith(`test/${path}`))) : files;
}

function filesIn(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

async function main() {
  if (!watch && !shippedOnly && !chosen) rmSync(join(root, 'dist/test'), { recursive: true, force: true });
  mkdirSync(join(root, 'dist/webview'), { recursive: true });
  await writeIconFont(root, join(root, 'dist/webview/codicon.ttf'));
  const all = builds();
  if (watch) return watchAll(all);
  const results = await Promise.all(all.map((options) => esbuild.build(options)));
  writeNotices(
    root,
    results.flatMap(({ metafile }) => metafile ?? []),
  );
  chmodSync(join(root, 'dist/cli.js'), 0o755);
}

/** Rebuilds at each change; the two lines it prints tell an editor's task when a build begins and ends. */
async function watchAll(all) {
  let running = 0;
  const announce = {
    name: 'announce',
    setup(build) {
      build.onStart(() => {
        if (running++ === 0) console.log('building');
      });
      build.onEnd(() => {
        if (--running === 0) console.log('built, watching for changes');
      });
    },
  };
  const contexts = await Promise.all(
    all.map((options) => esbuild.context({ ...options, plugins: [...(options.plugins ?? []), announce] })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

try {
  await main();
} catch (error) {
  // esbuild has already printed its own messages, with the place of each.
  if (!error?.errors) console.error(error);
  process.exitCode = 1;
}
