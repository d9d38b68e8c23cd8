/** A thousand steps of exported programs cost what they cost here; two processes that share the rows come to the same. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { OptimizerName } from '../../../src/core/training/settings.ts';
import { exportTargets } from '../../../src/export/targets.ts';
import { mixedTable } from './networks.ts';
import { inExport, printedCosts, python, run, runPrograms, trainedExport } from './exporting.ts';

const table = mixedTable(90, 31);
const steps = 1000;

const config = (optimizer: OptimizerName, batchSize: number | 'full') => ({
  data: { target: 'kind', features: ['width', 'depth', 'place', 'open'], split: { validation: 0.2, seed: 3 } },
  network: { layers: [{ units: 6, activation: 'tanh' }] },
  training: {
    optimizer,
    batchSize,
    epochs: steps,
    learningRate: optimizer === 'gradientDescent' ? 0.3 : 0.01,
    l2: 0.02,
  },
});

const trainings: readonly (readonly [OptimizerName, number | 'full'])[] = [
  ['gradientDescent', 'full'],
  ['momentum', 32],
  ['rmsProp', 'full'],
  ['adam', 16],
];

describe('export: a thousand steps', () => {
  let folder = '';
  const costs = new Map<string, { ours: number; printed: number | undefined }>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-steps-'));
    const expected = [];
    for (const [optimizer, batchSize] of trainings) {
      const { exported, trainer } = await trainedExport(table, config(optimizer, batchSize), steps);
      for (const to of ['numpy', 'pytorch'] as const) {
        const own = join(folder, `${to}-${optimizer}`);
        await mkdir(own);
        for (const { name, content } of exportTargets[to].write(exported)) await writeFile(join(own, name), content);
        await writeFile(join(own, 'net.csv'), table);
        expected.push({ path: join(own, 'net.py'), runs: [['--train', 'net.csv', String(steps)]] });
        costs.set(`${to}, ${optimizer}`, { ours: trainer.evaluate(trainer.train).cost, printed: undefined });
      }
    }
    const results = await runPrograms(expected);
    [...costs.values()].forEach((cost, k) => {
      cost.printed = printedCosts(results[k]!.runs[0]!.stdout).get(steps);
    });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const to of ['numpy', 'pytorch']) {
    for (const [optimizer, batchSize] of trainings) {
      it(`${to}, ${optimizer} with batches of ${batchSize}: our cost to 1e-10`, () => {
        const { ours, printed } = costs.get(`${to}, ${optimizer}`)!;
        assert.ok(printed !== undefined && Math.abs(printed - ours) <= 1e-10 * ours, `${printed} against ${ours}`);
      });
    }
  }
});

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

describe('export/pytorch in two processes', () => {
  it('with gloo and the environment of torchrun: the costs of one process to 1e-6', async () => {
    const { exported } = await trainedExport(table, config('adam', 16), 1);
    await inExport(exported, 'pytorch', { 'net.csv': table }, async (folder) => {
      const args = ['net.py', '--train', 'net.csv', '60'];
      const env = { WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(await freePort()) };
      const rank = (k: number) => run(python, args, folder, { ...env, RANK: String(k), LOCAL_RANK: String(k) });
      const [first, second] = await Promise.all([rank(0), rank(1)]);
      assert.deepEqual([first.code, second.code], [0, 0], first.stderr + second.stderr);
      assert.equal(second.stdout, '');
      const alone = printedCosts((await run(python, args, folder)).stdout);
      const shared = printedCosts(first.stdout);
      assert.equal(shared.size, 11);
      for (const [step, cost] of shared) assert.ok(Math.abs(cost - alone.get(step)!) <= 1e-6 * cost, `step ${step}`);
    });
  });
});

describe('export/keras', () => {
  it('compiles, and its file holds every kernel and bias in its shape', async () => {
    const { exported } = await trainedExport(table, config('adam', 16), 20);
    await inExport(exported, 'keras', {}, async (folder) => {
      const script = `import json, numpy, py_compile, re
py_compile.compile("net.py", doraise=True)
source = open("net.py", encoding="utf-8").read()
layers = re.findall(r"keras.layers.Dense\\((\\d+), activation=\\"(\\w+)\\"\\),\\s+# kernel (\\d+)×(\\d+)", source)
w = numpy.load("net.npz")
values = [w[k].ravel().tolist() for k in w]
kernels = [w[f"W{l}"].T.shape for l in range(1, len(layers) + 1)]
print(json.dumps({"layers": layers, "kernels": kernels, "values": values}))`;
      const { stdout, stderr } = await run(python, ['-c', script], folder);
      assert.equal(stderr, '');
      const found = JSON.parse(stdout) as { layers: string[][]; kernels: number[][]; values: number[][] };
      assert.deepEqual(found.layers, [
        ['6', 'tanh', '7', '6'],
        ['3', 'softmax', '6', '3'],
      ]);
      assert.deepEqual(found.kernels, [
        [7, 6],
        [6, 3],
      ]);
      assert.deepEqual(found.values.flat(), [...exported.model.parameters]);
      assert.equal((await run(python, ['-m', 'pyflakes', 'net.py'], folder)).stdout, '');
    });
  });
});
