import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { layers } from '#scripts/layers.mjs';
import { circlesOf, functionLengths, importsOf, median, quantile, reachedFrom } from './measure.ts';
import { projectFiles, root } from './root.ts';

const inProduct = /^(?:src|webview)\/.*\.(?:ts|css)$/;
const files = projectFiles().filter((path) => inProduct.test(path));
const modules = files.filter((path) => path.endsWith('.ts'));
const texts = new Map(
  projectFiles()
    .filter(isCode)
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);
const imports = new Map(modules.map((path) => [path, importsOf(path, texts)]));

/** What is built into a file of its own: see esbuild.mjs. */
const entries = ['src/host/extension.ts', 'src/worker/nodeWorker.ts', 'src/cli/main.ts'].concat(
  ['panel', 'side'].map((page) => `webview/${page}.ts`),
);

/** Files at the top of these are what holds for a whole layer; everything else has a folder. */
const drawers = new Set(['src/config', 'src/core', 'src/data', 'src/engine', 'src/cli', 'webview']);
const [maxInDrawer, maxInFolder] = [12, 25];
const [maxLines, medianLines, maxTestLines, maxWidth] = [300, 80, 400, 140];
const [medianFunction, longFunction] = [7, 20];

function isCode(path: string): boolean {
  return /\.(?:ts|css|mjs)$/.test(path);
}

function linesOf(path: string): readonly string[] {
  return (texts.get(path) ?? '').trimEnd().split('\n');
}

/** Arrows between the folders of a layer, each with the files that make it. */
function arrows(folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const folderOf = (path: string): string => /^([^/]+)\//.exec(path.slice(folder.length + 1))?.[1] ?? '';
  for (const [from, targets] of imports) {
    for (const to of from.startsWith(`${folder}/`) ? targets : []) {
      if (!to.startsWith(`${folder}/`) || folderOf(from) === folderOf(to)) continue;
      const arrow = `${folderOf(from)} → ${folderOf(to)}`;
      found.set(arrow, [...(found.get(arrow) ?? []), `${from} → ${to}`]);
    }
  }
  return found;
}

/** How many files a folder may hold. */
function limit(folder: string): number {
  return drawers.has(folder) ? maxInDrawer : maxInFolder;
}

describe('the tree', () => {
  it('has no circle of files', () => {
    assert.deepEqual(circlesOf(imports), []);
  });

  it('has no module at its outermost that nothing leads to: a verb that is not listed, a view that is not shown', () => {
    const reached = reachedFrom(entries, imports);
    const outermost = modules.filter((path) => /^(?:src\/(?:cli|host|worker|session|run)|webview)\//.test(path));
    assert.deepEqual(
      outermost.filter((path) => !reached.has(path)),
      [],
    );
  });

  for (const { folder, folders } of layers.filter((layer) => layer.folders.length > 0)) {
    it(`${folder}: no folder imports one that stands above it`, () => {
      const floor = new Map(folders.flatMap((names, level) => [names].flat().map((name) => [name, level] as const)));
      const up = [...arrows(folder)].filter(([arrow]) => {
        const [from = '', to = ''] = arrow.split(' → ');
        // What lies at the top of a layer puts it together, or is so small that all stand on it: the circles of folders tell which.
        if (from === '' || to === '') return false;
        return (floor.get(from) ?? -1) < (floor.get(to) ?? Number.POSITIVE_INFINITY);
      });
      assert.deepEqual(
        up.flatMap(([, found]) => found),
        [],
      );
    });
  }

  for (const { folder } of layers) {
    it(`${folder}: no circle of folders`, () => {
      const graph = new Map<string, Set<string>>();
      for (const arrow of arrows(folder).keys()) {
        const [from = '', to = ''] = arrow.split(' → ');
        graph.set(from, (graph.get(from) ?? new Set()).add(to));
        if (!graph.has(to)) graph.set(to, new Set());
      }
      assert.deepEqual(circlesOf(graph), []);
    });
  }

  it(`has at most ${maxInDrawer} files at the top of a drawer and ${maxInFolder} in any other folder`, () => {
    const counts = new Map<string, number>();
    for (const path of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const fullest = [...counts].sort(([, a], [, b]) => b - a);
    console.log(
      `      the fullest: ${fullest
        .slice(0, 5)
        .map(([folder, count]) => `${folder} ${count}`)
        .join(' · ')}`,
    );
    const over = fullest.filter(([folder, count]) => count > limit(folder));
    assert.deepEqual(over, []);
  });

  it(`has no file above ${maxLines} lines, and half of them at most ${medianLines}`, () => {
    const lengths = files.map((path) => ({ path, lines: linesOf(path).length }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > maxLines),
      [],
    );
    const middle = median(lengths.map(({ lines }) => lines));
    assert.ok(middle <= medianLines, `median ${middle}`);
  });

  it(`has no line above ${maxWidth} bytes: signs of mathematics and of Korean are wide`, () => {
    const long = files.flatMap((path) =>
      linesOf(path).flatMap((line, n) => (Buffer.byteLength(line) > maxWidth ? [`${path}:${n + 1}`] : [])),
    );
    assert.deepEqual(long, []);
  });

  it(`has functions of ${medianFunction} lines in the middle, and one in ten above ${longFunction} at most`, () => {
    const lengths = modules.flatMap((path) => functionLengths(texts.get(path) ?? ''));
    assert.ok(lengths.length > 2000, `${lengths.length} functions found`);
    assert.ok(median(lengths) <= medianFunction, `median ${median(lengths)}`);
    assert.ok(quantile(lengths, 0.9) <= longFunction, `p90 ${quantile(lengths, 0.9)}`);
  });

  it(`has no test file above ${maxTestLines} lines`, () => {
    const long = projectFiles()
      .filter((path) => /^(?:test|bench)\/.*\.ts$/.test(path))
      .map((path) => ({ path, lines: linesOf(path).length }))
      .filter(({ lines }) => lines > maxTestLines);
    assert.deepEqual(long, []);
  });
});
