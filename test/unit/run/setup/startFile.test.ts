/** Networks that begin with the weights of a file. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npz } from '../../../../src/model/npz.ts';
import { encodeModel, readModel } from '../../../../src/model/modelFile.ts';
import { encodeSafetensors, inMemory } from '../../../../src/model/safetensors.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { DataError } from '../../../../src/data/csv/errors.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { readStart } from '../../../../src/platform/node/readStart.ts';
import { weightsSha256 } from '../../../../src/platform/node/fingerprint.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { inFolder, runCli, runJson } from '../../cli/runCli.ts';
import { builtRun, modelOfRun, type SmallRun, smallTable } from '../../model/smallRun.ts';

const bytesSource = (bytes: Uint8Array) => ({ kind: 'bytes', bytes: new Uint8Array(bytes) }) as const;
const tableOf = (text: string) => readTable(sourceOfBytes(new TextEncoder().encode(text)));

const fromFile = (run: SmallRun) => {
  const { network } = run.config;
  const initialization = { ...network.initialization, scheme: 'file' as const, file: 'small.safetensors' };
  return { ...run.config, network: { ...network, initialization } };
};

async function startedFrom(run: SmallRun, withState: boolean, table = smallTable) {
  const start = await readStart(bytesSource(encodeModel(modelOfRun(run, withState))), 'small.safetensors');
  return buildTrainer(fromFile(run), await tableOf(table), undefined, undefined, start);
}

const codesOf = (run: { dataset: { notes: readonly { code: string }[] } }) => run.dataset.notes.map(({ code }) => code);
const refusedAs =
  (code: string, ...values: readonly string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof DataError);
    assert.deepEqual(
      [error.notice.code, ...error.notice.values.slice(0, values.length).map(String)],
      [code, ...values],
    );
    return true;
  };

describe('a network that starts from a file of ours', () => {
  it('begins where that ended, with its columns, means and classes, and says so', async () => {
    const run = await builtRun({}, 30);
    const started = await startedFrom(run, false);
    assert.deepEqual(started.trainer.parameters.values, run.trainer.parameters.values);
    assert.deepEqual(started.dataset.train, run.dataset.train);
    assert.deepEqual(started.dataset.validation, run.dataset.validation);
    assert.equal(started.trainer.step, 0);
    assert.deepEqual(codesOf(started).slice(0, 1), ['start.pipeline']);
    started.trainer.run(5);
    started.trainer.reset();
    assert.deepEqual(started.trainer.parameters.values, run.trainer.parameters.values);
  });

  for (const optimizer of ['adam', 'momentum', 'gradientDescent'] as const)
    it(`goes on bit for bit with the averages of its optimiser: ${optimizer}`, async () => {
      const run = await builtRun({ optimizer, batchSize: 7 }, 30);
      const started = await startedFrom(run, true);
      assert.equal(started.trainer.step, 30);
      run.trainer.run(100);
      started.trainer.run(100);
      assert.deepEqual(started.trainer.parameters.values, run.trainer.parameters.values);
    });

  it('measures nothing anew on another table: the means are those of the file', async () => {
    const run = await builtRun({}, 5);
    const [header = '', ...rows] = smallTable.trimEnd().split('\n');
    const other = await startedFrom(run, false, `${[header, ...rows.slice(0, 25)].join('\n')}\n`);
    assert.deepEqual(other.dataset.pipeline, modelOfRun(run).pipeline);
    assert.equal(other.dataset.train.m + (other.dataset.validation?.m ?? 0), 25);
  });

  it('refuses a table that cannot be read so, with the first difference', async () => {
    const run = await builtRun({}, 5);
    const changed = (change: (text: string) => string) => startedFrom(run, false, change(smallTable));
    await assert.rejects(
      changed((text) => text.replace('place', 'site')),
      refusedAs('start.noColumn', 'place'),
    );
    const words = smallTable.replace(/^(\d[^,]*),/gm, 'w$1,');
    await assert.rejects(
      changed(() => words),
      refusedAs('start.number', 'width'),
    );
    await assert.rejects(
      changed((text) => text.replace(/,a$/m, ',c')),
      refusedAs('start.class', 'c', 'kind'),
    );
    const model = modelOfRun(run);
    const start = { kind: 'own', name: 'small.safetensors', model } as const;
    const asked = fromFile({ ...run, config: { ...run.config, data: { ...run.config.data, target: 'open' } } });
    const table = await tableOf(smallTable);
    assert.throws(() => buildTrainer(asked, table, undefined, undefined, start), refusedAs('start.target'));
  });

  it('tells words that the file never saw, and both shapes where the layers differ', async () => {
    const run = await builtRun({}, 5);
    const started = await startedFrom(run, false, smallTable.replace(',north,', ',west,'));
    assert.deepEqual(codesOf(started).slice(0, 2), ['start.pipeline', 'start.unknownWords']);
    const wider = {
      ...run,
      config: {
        ...run.config,
        network: { ...run.config.network, layers: [{ units: 6, activation: 'tanh' as const }] },
      },
    };
    const start = { kind: 'own', name: 'small.safetensors', model: modelOfRun(run) } as const;
    const table = await tableOf(smallTable);
    assert.throws(
      () => buildTrainer(fromFile(wider), table, undefined, undefined, start),
      refusedAs('start.misfit', 'small.safetensors', 'W1', '5×6', '6×6'),
    );
  });
});

describe('a network that starts from weights of others', () => {
  async function arrays() {
    const run = await builtRun({}, 20);
    const { W, b } = run.trainer.parameters;
    const layers = [
      { W: W[1]!, b: b[1]!, rows: 5, columns: W[1]!.length / 5 },
      { W: W[2]!, b: b[2]!, rows: 1, columns: 5 },
    ];
    return { run, layers };
  }

  async function parametersFrom(run: SmallRun, bytes: Uint8Array, name: string) {
    const start = await readStart(bytesSource(bytes), name);
    const built = buildTrainer(fromFile(run), await tableOf(smallTable), undefined, undefined, start);
    assert.deepEqual(codesOf(built).slice(0, 1), ['start.scaling']);
    return built.trainer.parameters.values;
  }

  it('takes NumPy’s W1, b1, …', async () => {
    const { run, layers } = await arrays();
    const file = npz(
      layers.flatMap((layer, k) => [
        { name: `W${k + 1}`, shape: [layer.rows, layer.columns], values: layer.W },
        { name: `b${k + 1}`, shape: [layer.rows, 1], values: layer.b },
      ]),
    );
    assert.deepEqual(await parametersFrom(run, file, 'w.npz'), run.trainer.parameters.values);
  });

  it('takes PyTorch’s layers.0.weight and Keras’ kernels, which are turned', async () => {
    const { run, layers } = await arrays();
    const torch = layers.flatMap((layer, k) => [
      { name: `layers.${2 * k}.weight`, shape: [layer.rows, layer.columns], values: layer.W },
      { name: `layers.${2 * k}.bias`, shape: [layer.rows], values: layer.b },
    ]);
    assert.deepEqual(
      await parametersFrom(run, encodeSafetensors(torch, {}), 't.safetensors'),
      run.trainer.parameters.values,
    );
    const keras = layers.flatMap((layer, k) => {
      const { rows, columns } = layer;
      const turned = layer.W.map((_, i) => layer.W[(i % rows) * columns + Math.floor(i / rows)]!);
      const layerName = k === 0 ? 'dense' : `dense_${k}`;
      return [
        { name: `${layerName}/kernel`, shape: [columns, rows], values: turned },
        { name: `${layerName}/bias`, shape: [rows], values: layer.b },
      ];
    });
    assert.deepEqual(
      await parametersFrom(run, encodeSafetensors(keras, {}), 'k.safetensors'),
      run.trainer.parameters.values,
    );
  });

  it('tells both shapes where they do not fit, too many layers, and files without weights', async () => {
    const { run } = await arrays();
    const one = (name: string, shape: readonly number[]) => ({
      name,
      shape,
      values: new Float64Array(shape.reduce((product, size) => product * size, 1)),
    });
    const from = (...tensors: readonly ReturnType<typeof one>[]) =>
      parametersFrom(run, encodeSafetensors(tensors, {}), 'f.safetensors');
    await assert.rejects(
      from(one('W1', [5, 4]), one('W2', [1, 5])),
      refusedAs('start.misfit', 'f.safetensors', 'W1', '5×4', '5×6'),
    );
    await assert.rejects(from(one('W1', [5, 6])), refusedAs('start.layers', 'f.safetensors', '1', '2'));
    await assert.rejects(from(one('x', [5, 6])), refusedAs('start.nothing', 'f.safetensors'));
  });
});

describe('"initialization": { "scheme": "file" } on the command line', () => {
  it('trains on from a saved network as if it had never stopped', async () => {
    const config = (epochs: number, start = '') =>
      `{ "data": { "file": "small.csv", "target": "kind" }, "network": { "layers": [{ "units": 5 }]${start} }, "training": { "epochs": ${epochs}, "optimizer": "adam" } }`;
    const start = ', "initialization": { "scheme": "file", "file": "half.safetensors" }';
    const files = {
      'small.csv': smallTable,
      'half.nnconfig': config(20),
      'whole.nnconfig': config(40),
      'on.nnconfig': config(40, start),
      'none.nnconfig': config(40, ', "initialization": { "scheme": "file" }'),
      'lost.nnconfig': config(40, start.replace('half', 'lost')),
    };
    await inFolder(files, async (folder) => {
      await runCli(['train', 'half.nnconfig', '--save', 'half.safetensors', '--with-optimizer'], folder);
      const whole = await runJson(['train', 'whole.nnconfig'], folder);
      const on = await runJson(['train', 'on.nnconfig', '--save', 'on.safetensors'], folder);
      assert.equal(on['weightsSha256'], whole['weightsSha256']);
      assert.equal(on['steps'], whole['steps']);
      const { stderr } = await runCli(['train', 'on.nnconfig'], folder);
      assert.match(
        stderr,
        /starts from half\.safetensors: columns, means, categories and classes are those of that file/,
      );
      assert.match(stderr, /goes on from step \d+ of half\.safetensors/);
      const saved = await readModel(inMemory(await readFile(join(folder, 'on.safetensors'))), weightsSha256);
      assert.equal(saved.config.network.initialization.file, 'half.safetensors');
      assert.match(
        (await runCli(['train', 'none.nnconfig'], folder)).stderr,
        /^none\.nnconfig: the weights are to come from a file: name it/,
      );
      assert.match(
        (await runCli(['train', 'lost.nnconfig'], folder)).stderr,
        /^lost\.nnconfig:1:\d+: there is no file "lost/,
      );
      assert.match((await runCli(['check', 'on.nnconfig'], folder)).stdout, /no problems|remark|warning|information/);
    });
  });
});
