import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dividedTable, inFolder, runCli, runJson, spawnCli } from './runCli.ts';

const quick = ['--set', 'training.epochs=20'];

describe('nn-explorer train', function () {
  this.timeout(60_000);

  it('prints one object with exactly the promised fields, for a two-class table', async () => {
    const report = await inFolder({ 'a.csv': dividedTable() }, (folder) =>
      runJson(['train', 'a.csv', ...quick, '--costs-at', '0,5,999999'], folder),
    );
    assert.deepEqual(Object.keys(report), [
      'task',
      'target',
      'features',
      'm',
      'mValidation',
      'mTest',
      'shapes',
      'parameters',
      'steps',
      'epochs',
      'cost',
      'validationCost',
      'testCost',
      'trainAccuracy',
      'validationAccuracy',
      'testAccuracy',
      'r2',
      'validationR2',
      'testR2',
      'trainCorrect',
      'validationCorrect',
      'testCorrect',
      'costs',
      'stopReason',
      'outcome',
      'verdict',
      'seconds',
      'stepsPerSecond',
      'engine',
      'precision',
      'weightsSha256',
    ]);
    assert.equal(report.task, 'binary');
    assert.equal(report.target, 'kind');
    assert.deepEqual(report.features, ['a', 'b']);
    assert.equal(Number(report.m) + Number(report.mValidation), 40);
    assert.deepEqual(report.shapes, [
      { layer: 1, W: [12, 2], b: [12, 1], activation: 'relu' },
      { layer: 2, W: [1, 12], b: [1, 1], activation: 'sigmoid' },
    ]);
    assert.equal(report.parameters, 49);
    assert.equal(report.epochs, 20);
    assert.equal(report.stopReason, 'epochs');
    assert.equal(report.precision, 'float64');
    assert.equal(report.r2, null);
    assert.equal(report.validationR2, null);
    for (const field of [
      'steps',
      'cost',
      'validationCost',
      'trainAccuracy',
      'validationAccuracy',
      'seconds',
      'stepsPerSecond',
    ]) {
      assert.equal(typeof report[field], 'number', field);
    }
    const correct = report.trainCorrect as { right: number; m: number };
    assert.deepEqual([correct.m, correct.right / correct.m], [report.m, report.trainAccuracy]);
    const costs = report.costs as Record<string, number | null>;
    assert.deepEqual(Object.keys(costs), ['0', '5', '999999']);
    assert.equal(costs['999999'], null);
    assert.ok(Number(costs['5']) < Number(costs['0']));
    assert.match(String(report.weightsSha256), /^[0-9a-f]{64}$/);
  });

  it('has no costs, and no validation figures, where there is nothing to tell', async () => {
    const report = await inFolder({ 'a.csv': dividedTable() }, (folder) =>
      runJson(['train', 'a.csv', ...quick, '--set', 'data.split.validation=0'], folder),
    );
    assert.equal(report.m, 40);
    assert.equal(report.mValidation, 0);
    assert.equal(report.validationCost, null);
    assert.equal(report.validationAccuracy, null);
    assert.equal(report.costs, null);
  });

  it('gives the cost after k updates over the whole training part, with mini-batches too', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const whole = await runJson(
        ['train', 'a.csv', '--set', 'training.epochs=3', '--set', 'training.batchSize=full', '--costs-at', '0,4,12'],
        folder,
      );
      const costs = whole.costs as Record<string, number>;
      assert.equal(whole.steps, 3);
      assert.equal(costs['4'], null);
      const batches = ['--set', 'training.batchSize=10', '--costs-at', '4,7,12'];
      const long = await runJson(['train', 'a.csv', '--set', 'training.epochs=3', ...batches], folder);
      assert.equal(long.steps, 12);
      const short = await runJson(['train', 'a.csv', '--set', 'training.epochs=1', ...batches], folder);
      assert.equal((long.costs as Record<string, number>)['4'], short.cost);
      assert.equal((long.costs as Record<string, number>)['12'], long.cost);
    });
  });

  it('is deterministic to the last bit, and a seed changes it', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const hash = async (...more: string[]) =>
        (await runJson(['train', 'a.csv', ...quick, ...more], folder)).weightsSha256;
      const first = await hash();
      assert.equal(await hash(), first);
      assert.equal(await hash('--costs-at', '1,2,3,17'), first);
      assert.notEqual(await hash('--set', 'network.initialization.seed=7'), first);
      assert.notEqual(
        await hash('--set', 'training.shuffleSeed=7', '--set', 'training.batchSize=8'),
        await hash('--set', 'training.batchSize=8'),
      );
    });
  });

  it('gives the same weights with any number of threads, and ends with them', async () => {
    const names = Array.from({ length: 300 }, (_, k) => `x${k}`);
    const rows = Array.from({ length: 320 }, (_, i) => [
      ...names.map((_name, k) => ((i * 31 + k * 17) % 97) / 97),
      i % 3 === 0 ? 'yes' : 'no',
    ]);
    const table = [[...names, 'kind'], ...rows].map((row) => row.join(',')).join('\n');
    await inFolder({ 'a.csv': table }, async (folder) => {
      const layers = ['--set', 'network.layers=[{"units":300,"activation":"relu"}]', '--set', 'training.batchSize=256'];
      const train = (threads: number) =>
        runJson(
          ['train', 'a.csv', '--set', 'training.epochs=40', ...layers, '--threads', String(threads)],
          folder,
          spawnCli,
        );
      const [one, two] = [await train(1), await train(2)];
      assert.equal(one.engine, 'wasm-simd');
      // Two are used if they are faster where this runs.
      assert.match(String(two.engine), /^wasm-simd(, 2 threads)?$/);
      assert.equal(two.weightsSha256, one.weightsSha256);
    });
  });

  it('trains a table with tabs like the same table with commas', async () => {
    const files = { 'a.csv': dividedTable(), 'a.tsv': dividedTable('\t') };
    await inFolder(files, async (folder) => {
      const [csv, tsv] = [
        await runJson(['train', 'a.csv', ...quick], folder),
        await runJson(['train', 'a.tsv', ...quick], folder),
      ];
      assert.equal(tsv.weightsSha256, csv.weightsSha256);
    });
  });

  it('learns numbers, one or several at once, and reports R²', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i / 10, ((i * 17) % 60) / 10]);
    const table = [
      'x,y,sum,difference',
      ...rows.map(([x = 0, y = 0]) => [x, y, (2 * x + y).toFixed(3), (x - 3 * y).toFixed(3)].join(',')),
    ].join('\n');
    await inFolder({ 'a.csv': table }, async (folder) => {
      const features = [
        '--set',
        'data.features=["x","y"]',
        '--set',
        'training.epochs=200',
        '--set',
        'training.learningRate=0.02',
      ];
      const one = await runJson(['train', 'a.csv', '--target', 'sum', ...features], folder);
      assert.equal(one.task, 'regression');
      assert.equal(one.trainAccuracy, null);
      assert.ok(Number(one.r2) > 0.98 && Number(one.validationR2) > 0.9, JSON.stringify(one));
      const both = await runJson(['train', 'a.csv', '--target', 'sum', '--target', 'difference', ...features], folder);
      assert.deepEqual(both.target, ['sum', 'difference']);
      assert.deepEqual((both.shapes as { W: number[] }[])[1]?.W, [2, 12]);
      assert.ok(Number(both.r2) > 0.95);
    });
  });

  it('writes predictions with line, target, prediction, probabilities and part', async () => {
    await inFolder({ 'a.csv': dividedTable().replaceAll('high', '=1+1') }, async (folder) => {
      const report = await runJson(
        [
          'train',
          'a.csv',
          '--set',
          'training.epochs=300',
          '--set',
          'training.learningRate=0.05',
          '--predictions',
          'p.csv',
        ],
        folder,
      );
      const lines = (await readFile(join(folder, 'p.csv'), 'utf8')).trimEnd().split('\n');
      assert.equal(lines[0], 'line,target,prediction,probability:=1+1,probability:low,part');
      const rows = lines.slice(1).map((line) => line.split(','));
      assert.deepEqual(
        rows.map(([line]) => Number(line)),
        Array.from({ length: 40 }, (_, i) => i + 2),
      );
      assert.ok(
        rows.every(([, target, prediction]) =>
          [target, prediction].every((cell) => cell === "'=1+1" || cell === 'low'),
        ),
      );
      const trained = rows.filter((row) => row.at(-1) === 'train');
      assert.equal(trained.length, report.m);
      assert.equal(
        trained.filter(([, target, prediction]) => target === prediction).length / trained.length,
        report.trainAccuracy,
      );
      for (const [, , prediction, p0, p1] of rows) {
        assert.ok(Math.abs(Number(p0) + Number(p1) - 1) < 1e-12);
        assert.equal(prediction === 'low', Number(p1) >= 0.5);
      }
    });
  });

  it('never writes predictions over its input, and looks before training', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const over = await runCli(['train', 'a.csv', ...quick, '--predictions', './a.csv'], folder);
      assert.equal(over.code, 2);
      assert.match(over.stderr, /overwrite/);
      assert.equal(await readFile(join(folder, 'a.csv'), 'utf8'), dividedTable());
      const nowhere = await runCli(
        ['train', 'a.csv', '--set', 'training.epochs=1000000', '--predictions', 'missing/p.csv'],
        folder,
      );
      assert.equal(nowhere.code, 1);
      assert.match(nowhere.stderr, /^missing\/p\.csv: .*folder/);
    });
  });

  it('tells a diverging training as a result, not as an error', async () => {
    await inFolder({ 'a.csv': 'x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n' }, async (folder) => {
      const wild = [
        '--set',
        'training.optimizer=gradientDescent',
        '--set',
        'training.learningRate=1000',
        '--set',
        'network.layers=[]',
      ];
      const { code, stdout, stderr } = await runCli(
        ['train', 'a.csv', '--target', 'y', ...wild, '--set', 'training.epochs=5000', '--json'],
        folder,
      );
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).stopReason, 'diverged');
      assert.match(stderr, /^a\.csv: diverged after \d+ steps?: .*(?:non-finite|million).*\.\n$/m);
    });
  });

  it('says which target was guessed, and when another is asked for', async () => {
    await inFolder(
      { 'a.csv': dividedTable(), 'a.nnconfig': '{ "data": { "file": "a.csv", "target": "a" } }' },
      async (folder) => {
        const said = async (...args: string[]) =>
          (await runCli(['train', ...args, '--set', 'training.epochs=1'], folder)).stderr;
        assert.match(await said('a.csv'), /^a\.csv: the target is guessed to be "kind" \(/);
        assert.match(
          await said('a.csv', '--target', 'a'),
          /^a\.csv: the target is "a" as asked for; the guess was "kind" \(/,
        );
        assert.match(
          await said('a.csv', '--set', 'data.target=b'),
          /^a\.csv: the target is "b" as asked for; the guess was "kind" \(/,
        );
        assert.match(
          await said('a.csv', '--set', 'data.types={"kind":"text"}'),
          /^a\.csv: the target is guessed to be "b" \(/,
        );
        assert.equal(await said('a.csv', '--target', 'kind'), '');
        assert.equal(await said('a.nnconfig'), '');
      },
    );
  });

  it('warns of a type for a column that is not there, with its place', async () => {
    const config = '{ "data": { "file": "a.csv", "target": "kind",\n  "types": { "kid": "text" } } }';
    await inFolder({ 'a.csv': dividedTable(), 'a.nnconfig': config }, async (folder) => {
      const { code, stderr } = await runCli(['train', 'a.nnconfig', ...quick], folder);
      assert.equal(code, 0);
      assert.equal(stderr, 'a.nnconfig:2:21: the table has no column "kid"; did you mean "kind"?\n');
    });
  });

  it('tells the same repair of many rows in one line', async () => {
    const table = `${dividedTable()}${'1,2\n'.repeat(1300)}`;
    await inFolder({ 'a.csv': table }, async (folder) => {
      const { stderr } = await runCli(['train', 'a.csv', '--set', 'training.epochs=1', '--target', 'kind'], folder);
      assert.match(stderr, /^a\.csv:(\d+): the row has 2 of 3 cells; .* 1,300 times: lines \1, (?:\d+, ){4}…\.$/m);
      assert.match(stderr, /^a\.csv:\d+: the row was left out: it has no value in "kind", the target\. 1,300 times: /m);
    });
  });

  it('says the same to a person', async () => {
    const { code, stdout, stderr } = await inFolder({ 'a.csv': dividedTable() }, (folder) =>
      runCli(['train', 'a.csv', ...quick, '--costs-at', '0,10'], folder),
    );
    assert.equal(code, 0);
    assert.match(stderr, /^a\.csv: the target is guessed to be "kind" \(.+\); name another with --target\.\n$/);
    assert.match(stdout, /kind \(binary\) from a, b/);
    assert.match(stdout, /accuracy +[\d.]+ % +[\d.]+ %/);
    assert.match(stdout, /cost at iteration 10 +0\.\d+/);
    assert.match(stdout, /all epochs done/);
  });
});
