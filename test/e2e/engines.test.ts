/**
 * The same trainings on two generations of V8: the oldest Node that is promised, and the one VS Code's extension host runs on. Both compile
 * the same modules in their own ways, the second also with vectors of 256 bits, and must come to the same weights.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { ensureVsCode } from '#scripts/vscode/install.mjs';
import { ensureOldestNode } from '#scripts/vscode/oldestNode.mjs';
import type { WideReport } from './wideRun.ts';

const run = promisify(execFile);
const wideVectorsFlag = '--experimental-wasm-revectorize';
const optimizers = ['gradientDescent', 'momentum', 'rmsProp', 'adam'] as const;
const precisions = ['float64', 'float32'] as const;

interface Training {
  readonly title: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const sample = (name: string): string => resolve('samples', name);
const relu = (units: number) => ({ units, activation: 'relu' });

/** Small and large layers, every optimiser, loss and kind of batch. @param pictures a table of many columns */
function trainings(pictures: string): Training[] {
  const iris = optimizers.map((optimizer) => ({
    title: `4-7-5-3 softmax, ${optimizer}, batches of 32`,
    file: sample('iris.csv'),
    settings: {
      'network.layers': [
        { units: 7, activation: 'tanh' },
        { units: 5, activation: 'sigmoid' },
      ],
      'training.optimizer': optimizer,
      'training.l2': 0.1,
      'training.epochs': 30,
    },
  }));
  const large = optimizers.map((optimizer, i) => ({
    title: `70-${200 + i}-65-4 softmax, ${optimizer}, ${i % 2 === 0 ? 'batches of 50' : 'all at once'}`,
    file: pictures,
    settings: {
      'network.layers': [relu(200 + i), { units: 65, activation: 'tanh' }],
      'training.optimizer': optimizer,
      'training.batchSize': i % 2 === 0 ? 50 : 'full',
      'training.epochs': 3,
    },
  }));
  return [
    { title: '2-4-1, the course', file: sample('flower-2-4-1.nnconfig'), settings: { 'training.epochs': 500 } },
    { title: '2 targets, early stopping', file: sample('greenhouse.nnconfig'), settings: { 'training.epochs': 60 } },
    ...iris,
    ...large,
  ];
}

/** Four classes on 70 columns, 301 rows; digits from a fixed recurrence. */
function picturesTable(): string {
  let state = 1;
  const next = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: 301 }, () => {
    const kind = Math.floor(next() * 4);
    return [
      ...Array.from({ length: 70 }, (_, k) => (next() + (k % 4 === kind ? 0.4 : 0)).toFixed(3)),
      'abcd'[kind],
    ].join();
  });
  return `${[...Array.from({ length: 70 }, (_, k) => `x${k}`), 'kind'].join()}\n${rows.join('\n')}\n`;
}

describe('two generations of V8', () => {
  let oldest = '';
  let node = '';
  const folder = mkdtempSync(join(tmpdir(), 'nn-explorer-engines-'));
  const pictures = join(folder, 'pictures.csv');

  before(async () => {
    ({ node } = await ensureVsCode());
    oldest = await ensureOldestNode();
    writeFileSync(pictures, picturesTable());
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What `train --json` printed. @param engine an executable and its options */
  async function trained(
    [program = '', ...options]: readonly string[],
    { file, settings }: Training,
    precision: string,
  ) {
    const all = Object.entries({ ...settings, 'training.precision': precision });
    const set = all.flatMap(([path, value]) => [
      '--set',
      `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ]);
    const { stdout } = await run(program, [...options, resolve('dist/cli.js'), 'train', file, ...set, '--json']);
    return JSON.parse(stdout) as {
      readonly weightsSha256: string;
      readonly precision: string;
      readonly engine: string;
      readonly steps: number;
    };
  }

  it('are what is compared', async () => {
    const version = async (program: string) => (await run(program, ['--print', 'process.versions.v8'])).stdout.trim();
    assert.notEqual(await version(oldest), await version(node));
  });

  for (const training of trainings(pictures)) {
    for (const precision of precisions) {
      it(`${training.title}, ${precision}: the same weights`, async () => {
        const [older, newer, wide] = await Promise.all([
          trained([oldest], training, precision),
          trained([node], training, precision),
          trained([node, wideVectorsFlag], training, precision),
        ]);
        assert.match(older.weightsSha256, /^[0-9a-f]{64}$/);
        assert.ok(older.steps >= 3);
        for (const report of [older, newer, wide]) assert.equal(report.precision, precision);
        for (const report of [older, newer]) assert.match(report.engine, /^wasm-simd(, \d+ threads)?$/);
        assert.match(wide.engine, /^wasm-simd( 256-bit)?(, \d+ threads)?$/);
        assert.equal(newer.weightsSha256, older.weightsSha256);
        assert.equal(wide.weightsSha256, older.weightsSha256);
      });
    }
  }

  it('the second pairs the operations of large layers, and the bits stay', async () => {
    if (process.arch !== 'x64') assert.fail('V8 has vectors of 256 bits on x64 only: run the tests there');
    const entry = join(folder, 'wideRun.mjs');
    const options = { bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' } as const;
    await build({ ...options, entryPoints: ['test/e2e/wideRun.ts'], outfile: entry });
    const flags = [wideVectorsFlag, '--trace-wasm-revectorize'];
    const { stdout } = await run(node, [...flags, entry], { maxBuffer: 2 ** 28 });
    const reports = JSON.parse(/^REPORTS (.*)$/m.exec(stdout)?.[1] ?? '[]') as WideReport[];
    assert.equal(reports.length, 4);
    for (const { title, wide, normal } of reports) assert.equal(wide, normal, title);
    const paired = stdout.match(/Decide to vectorize/g)?.length ?? 0;
    // Forward, delta and gradient of each large layer.
    assert.ok(paired >= 3 * reports.length, `V8 paired operations in ${paired} functions`);
  });
});
