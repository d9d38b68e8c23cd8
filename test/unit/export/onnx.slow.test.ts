/** ONNX files in onnxruntime say what the network says; ONNX's own checker accepts them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Exported } from '../../../src/export/base/target.ts';
import { exportTargets } from '../../../src/export/targets.ts';
import { daysOf } from '../../../src/data/columns/dates.ts';
import { isReadStep } from '../../../src/data/dataset/steps/step.ts';
import { caseCount, caseOf } from './networks.ts';
import { python, run, trainedExport } from './exporting.ts';

interface OrtTensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | string>;
}

interface Runtime {
  readonly InferenceSession: {
    create(path: string): Promise<{
      readonly inputNames: readonly string[];
      run(feeds: Record<string, unknown>): Promise<Record<string, OrtTensor>>;
      release(): Promise<void>;
    }>;
  };
  readonly Tensor: new (type: string, data: unknown, dims: readonly number[]) => unknown;
}

const require = createRequire(resolve('test/onnxruntime/package.json'));
const runtime = require('onnxruntime-node') as Runtime;

/** The inputs of a graph from the cells of the rows that the export is checked with. */
function feedsOf({ model, check }: Exported): Record<string, unknown> {
  const reads = model.pipeline.encodings.flatMap(({ steps }) => steps.filter(isReadStep));
  const m = check.cells.length;
  return Object.fromEntries(
    check.columns.map((column, k) => {
      const step = reads.find((one) => one.column === column)!;
      const cells = check.cells.map((row) => row[k]!);
      if (step.step === 'words') return [column, new runtime.Tensor('string', cells, [m, 1])];
      const numbers = cells.map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
      if (step.step === 'date') {
        const days = cells.map((cell) => daysOf(cell, step.order));
        return [column, new runtime.Tensor('float64', Float64Array.from(days), [m, 1])];
      }
      return [column, { numbers, m }];
    }),
  );
}

/** max |Δ| over all answers, relative to those that are larger than 1. */
async function difference(exported: Exported, folder: string): Promise<number> {
  const session = await runtime.InferenceSession.create(join(folder, 'net.onnx'));
  const feeds = feedsOf(exported);
  const wide = await wideInputs(folder);
  for (const [column, feed] of Object.entries(feeds)) {
    const { numbers, m } = feed as { numbers?: number[]; m: number };
    if (!numbers) continue;
    const isWide = wide.has(column);
    const data = isWide ? Float64Array.from(numbers) : Float32Array.from(numbers);
    feeds[column] = new runtime.Tensor(isWide ? 'float64' : 'float32', data, [m, 1]);
  }
  assert.deepEqual(session.inputNames, exported.check.columns);
  const said = await session.run(feeds);
  await session.release();
  const { task, classes } = exported.model.pipeline;
  const { data, dims } = said[task === 'regression' ? 'prediction' : 'probabilities']!;
  const expected = exported.check.answers;
  assert.deepEqual([...dims], [expected.length, expected[0]!.length]);
  if (task !== 'regression') {
    const best = expected.map((row) => classes[row.indexOf(Math.max(...row))]);
    assert.deepEqual([...Array.from(said['label']!.data)], best);
  }
  const flat = expected.flat();
  return Math.max(...flat.map((value, k) => Math.abs(Number(data[k]) - value) / Math.max(1, Math.abs(value))));
}

/** Names of the inputs that want Float64, as ONNX itself reads the file; its checker has looked at it before. */
async function wideInputs(folder: string): Promise<ReadonlySet<string>> {
  return new Set(JSON.parse(await readFile(join(folder, 'wide.json'), 'utf8')) as string[]);
}

const checker = `import json, os, onnx
for folder in sorted(os.listdir(".")):
    model = onnx.load(os.path.join(folder, "net.onnx"))
    onnx.checker.check_model(model, full_check=True)
    assert [(o.domain, o.version) for o in model.opset_import][0] == ("", 17)
    wide = [i.name for i in model.graph.input if i.type.tensor_type.elem_type == 11]
    json.dump(wide, open(os.path.join(folder, "wide.json"), "w"))`;

/** Grey values of pictures: 28×28 of them a row. */
function pictures(rows: number): string {
  const names = Array.from({ length: 784 }, (_, k) => `pixel${k}`);
  const lines = Array.from({ length: rows }, (_, i) => {
    const pixels = names.map((_name, k) => Math.floor(128 + 127 * Math.sin((k * ((i % 10) + 1)) / 40 + i)));
    return [...pixels, `digit ${i % 10}`].join(',');
  });
  return `${[...names, 'digit'].join(',')}\n${lines.join('\n')}\n`;
}

const sample = (name: string) => readFileSync(`samples/${name}.csv`, 'utf8');
const hidden = (activation: string) => ({ layers: [{ units: 8, activation }] });

/** Seconds since 1970: far from 0 compared with how much they vary. */
const seconds = Array.from({ length: 50 }, (_, i) => (i * 37) % 50).map(
  (k) => `${1_700_000_000 + k},${k > 24 ? 'late' : 'early'}`,
);

const networks: readonly { readonly name: string; readonly table: string; readonly config: object }[] = [
  { name: 'iris', table: sample('iris'), config: { data: { target: 'species' }, network: hidden('tanh') } },
  {
    name: 'penguins, with words and gaps',
    table: sample('penguins'),
    config: { data: { target: 'species' }, network: hidden('relu') },
  },
  {
    name: 'greenhouse',
    table: sample('greenhouse'),
    config: {
      data: { target: sample('greenhouse').split('\n')[0]!.split(',').at(-1)!.trim() },
      network: hidden('gelu'),
    },
  },
  {
    name: '784-256-128-10',
    table: pictures(60),
    config: {
      data: { target: 'digit' },
      network: { layers: [256, 128].map((units) => ({ units, activation: 'relu' })) },
    },
  },
  {
    name: 'a column far from 0, which comes as Float64',
    table: `second,half\n${seconds.join('\n')}\n`,
    config: { data: { target: 'half', features: ['second'] }, network: hidden('tanh') },
  },
  ...Array.from({ length: caseCount }, (_, index) => caseOf(index)),
];

describe('export/onnx', () => {
  let folder = '';
  const exports: Exported[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-onnx-'));
    for (const [k, { table, config }] of networks.entries()) {
      const { exported } = await trainedExport(table, config, 30);
      exports.push(exported);
      await mkdir(join(folder, String(k)));
      for (const { name, content } of exportTargets.onnx.write(exported))
        await writeFile(join(folder, String(k), name), content);
    }
    const { code, stderr } = await run(python, ['-c', checker], folder);
    assert.equal(code, 0, stderr);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  networks.forEach(({ name }, k) => {
    it(name, async () => {
      const exported = exports[k]!;
      const found = await difference(exported, join(folder, String(k)));
      assert.ok(found <= 1e-5, String(found));
      const dates = exportTargets.onnx.numberInputs?.(exported) ?? [];
      assert.deepEqual(dates, exported.check.columns.includes('day') ? ['day'] : []);
    });
  });
});
