import { errorText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildDataset, type DatasetOptions } from '../../../../src/data/dataset/dataset.ts';
import { DataError } from '../../../../src/data/csv/errors.ts';
import { apportion, splitExamples, validationCount } from '../../../../src/data/dataset/split.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { read } from '../read/reading.ts';
import { inputScales } from './scales.ts';

const sample = (name: string) => read(readFileSync(`samples/${name}.csv`));
const options = (target: DatasetOptions['target'], more: Partial<DatasetOptions> = {}): DatasetOptions => ({
  target,
  missing: 'mean',
  standardize: true,
  split: { validation: 0.2, seed: 1 },
  ...more,
});
const raw = { standardize: false, split: { validation: 0, seed: 1 } } as const;

const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${found} ≠ ${expected}`);

describe('buildDataset(table, options)', () => {
  it('keeps the numbers and the order of the file when told to do nothing', async () => {
    const data = buildDataset(await sample('planar_flower'), options('label', raw));
    const rows = readFileSync('samples/planar_flower.csv', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    assert.deepEqual([data.task, data.classes, data.train.m, data.validation], ['binary', ['0', '1'], 400, null]);
    assert.deepEqual([...data.train.X], [...rows.map(([x]) => x), ...rows.map(([, y]) => y)]);
    assert.deepEqual(
      [...data.train.Y],
      rows.map(([, , label]) => label),
    );
    assert.deepEqual(
      [...data.trainLines],
      rows.map((_, k) => k + 2),
    );
    assert.deepEqual(inputScales(data.pipeline), { mean: [0, 0], std: [1, 1] });
  });

  it('keeps X in Float32 when told so, rounded once from the same numbers; scales and targets stay in Float64', async () => {
    const table = await sample('iris');
    const asked: unknown[] = [];
    const precisionFor: DatasetOptions['precisionFor'] = (...facts) => {
      asked.push(facts);
      return 'float32';
    };
    const [wide, narrow] = [
      buildDataset(table, options('species')),
      buildDataset(table, options('species', { precisionFor })),
    ];
    assert.deepEqual(asked, [[4, 3, 'multiclass']]);
    for (const part of ['train', 'validation'] as const) {
      assert.ok(wide[part]?.X instanceof Float64Array);
      assert.deepEqual(narrow[part]?.X, Float32Array.from(wide[part].X));
      assert.deepEqual(narrow[part]?.Y, wide[part].Y);
    }
    assert.deepEqual(narrow.pipeline, wide.pipeline);
  });

  it('standardizes by the training part alone', async () => {
    const table = await sample('iris');
    const data = buildDataset(table, options('species'));
    assert.deepEqual([data.task, data.train.m, data.validation?.m], ['multiclass', 120, 30]);
    const lines = readFileSync('samples/iris.csv', 'utf8').split('\n');
    const cell = (line: number, k: number) => Number(lines[line - 1]?.split(',')[k]);
    for (let k = 0; k < 4; k++) {
      const training = [...data.trainLines].map((line) => cell(line, k));
      const mean = training.reduce((sum, x) => sum + x, 0) / 120;
      const std = Math.sqrt(training.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 120);
      near(inputScales(data.pipeline).mean[k] as number, mean);
      near(inputScales(data.pipeline).std[k] as number, std);
      data.validationLines.forEach((line, i) =>
        near(data.validation?.X[k * 30 + i] as number, (cell(line, k) - mean) / std),
      );
    }
  });

  it('holds back the same share of every class, every row once', async () => {
    const data = buildDataset(await sample('iris'), options('species'));
    for (let code = 0; code < 3; code++) {
      assert.equal(
        data.validation?.Y.subarray(code * 30, code * 30 + 30).reduce((sum, y) => sum + y, 0),
        10,
      );
    }
    assert.deepEqual(
      [...data.trainLines, ...data.validationLines].sort((a, b) => a - b),
      Array.from({ length: 150 }, (_, k) => k + 2),
    );
  });

  it('makes one input of each word, and fills gaps from the training part', async () => {
    const table = await sample('penguins');
    const data = buildDataset(table, options('species', { standardize: false }));
    const names = data.inputs.map(({ name }) => name);
    assert.deepEqual(names.slice(0, 3), ['island = Biscoe', 'island = Dream', 'island = Torgersen']);
    assert.equal(names.length, 9);
    const lines = readFileSync('samples/penguins.csv', 'utf8')
      .split('\n')
      .map((line) => line.split(','));
    const masses = [...data.trainLines]
      .map((line) => lines[line - 1]?.[5])
      .filter((cell) => cell !== '')
      .map(Number);
    const mean = masses.reduce((sum, x) => sum + x, 0) / masses.length;
    const row = names.indexOf('body_mass_g');
    const gap = [...data.trainLines].findIndex((line) => lines[line - 1]?.[5] === '');
    near(data.train.X[row * data.train.m + gap] as number, mean);
    for (let i = 0; i < data.train.m; i++)
      assert.equal(
        [0, 1, 2].reduce((sum, k) => sum + (data.train.X[k * data.train.m + i] as number), 0),
        1,
      );
    assert.ok(data.notes.some((note) => note.code === 'data.imputedWord' && note.values.includes('sex')));
  });

  it('drops rows with gaps instead when told to, each with its line', async () => {
    const table = await read('a,b,y\n1,x,5\n,y,6\n3,,7\n4,x,\n5,y,9.5\n');
    const data = buildDataset(table, options('y', { ...raw, missing: 'drop' }));
    assert.deepEqual([...data.trainLines], [2, 6]);
    assert.deepEqual(
      data.repairs.map(({ line, kind }) => `${line} ${kind}`),
      ['3 droppedRow', '4 droppedRow', '5 droppedTarget'],
    );
    assert.deepEqual([...buildDataset(table, options('y', raw)).trainLines], [2, 3, 4, 6]);
  });

  it('reports every column it leaves out', async () => {
    const table = await read(
      `id,same,note,x,y\n${Array.from({ length: 30 }, (_, k) => `${k},1,a note on ${k},${k % 11},${k / 4}`).join('\n')}\n`,
    );
    const data = buildDataset(table, options('y'));
    assert.deepEqual(data.inputs, [{ name: 'x', column: 'x' }]);
    assert.deepEqual(
      data.repairs.map(({ values: [name] }) => name),
      ['id', 'same', 'note'],
    );
    assert.deepEqual(
      buildDataset(table, options('y', { features: ['id', 'x'] })).inputs.map(({ name }) => name),
      ['id', 'x'],
    );
  });

  it('takes several numbers as targets at once, scaled by the training part', async () => {
    const data = buildDataset(await sample('greenhouse'), options(['yield_kg', 'fruit_weight_g']));
    assert.deepEqual(
      [data.task, data.targets, data.train.m, data.validation?.m],
      ['regression', ['yield_kg', 'fruit_weight_g'], 320, 80],
    );
    assert.equal(data.train.Y.length, 640);
    for (let k = 0; k < 2; k++) {
      const values = data.train.Y.subarray(k * 320, k * 320 + 320);
      near(values.reduce((sum, y) => sum + y, 0) / 320 + 1, 1);
      near(values.reduce((sum, y) => sum + y * y, 0) / 320, 1);
    }
    assert.ok(!data.inputs.some(({ column }) => data.targets.includes(column)));
  });

  it('makes yes/no and numbers classes in order', async () => {
    const yes = buildDataset(await read('x,bought\n1,yes\n2,no\n3,yes\n4,no\n'), options('bought', raw));
    assert.deepEqual([yes.task, yes.classes, [...yes.train.Y]], ['binary', ['no', 'yes'], [1, 0, 1, 0]]);
    const digits = await read(
      `x,digit\n${Array.from({ length: 120 }, (_, k) => `${k / 3},${(k * 7) % 12}`).join('\n')}\n`,
    );
    assert.deepEqual(
      buildDataset(digits, options('digit')).classes,
      Array.from({ length: 12 }, (_, k) => String(k)),
    );
    assert.equal(buildDataset(digits, options('x')).task, 'regression');
  });

  it('agrees with the summary about the task and the classes of every sample', async () => {
    for (const name of ['iris', 'penguins', 'planar_flower', 'xor', 'greenhouse']) {
      const table = await sample(name);
      const summary = summarize(table);
      for (const { name: target, task, classes } of summary.columns) {
        const data = buildDataset(table, options(target));
        assert.deepEqual([data.task, data.classes], [task, classes ?? []]);
      }
    }
  });

  it('guesses the targets of the samples', async () => {
    const expected = { iris: 'species', penguins: 'species', planar_flower: 'label', xor: 'y', greenhouse: 'yield_kg' };
    for (const [name, target] of Object.entries(expected))
      assert.equal(summarize(await sample(name)).target?.name, target);
  });

  it('says what is wrong with a target or a feature', async () => {
    const table = await read('a,b,c\n1,x,1\n2,y,1\n3,x,1\n');
    const refuses = (change: Partial<DatasetOptions>, message: RegExp) =>
      assert.throws(
        () => buildDataset(table, options('a', change)),
        (error) => error instanceof DataError && message.test(errorText(error)),
      );
    refuses({ target: 'z' }, /no column "z".*"a", "b", "c"/);
    refuses({ target: 'c' }, /"c" cannot be predicted.*every value is 1/);
    refuses({ target: ['a', 'b'] }, /"b" is category/);
    refuses({ target: [] }, /No target/);
    refuses({ features: ['a'] }, /target and a feature/);
    refuses({ features: ['q'] }, /no column "q"/);
  });

  it('gives the same data for the same seed, other data for another', async () => {
    const table = await sample('penguins');
    const lines = (seed: number) => [
      ...buildDataset(table, options('species', { split: { validation: 0.25, seed } })).validationLines,
    ];
    assert.deepEqual(lines(3), lines(3));
    assert.notDeepEqual(lines(3), lines(4));
  });
});

describe('splitExamples(m, strata, share, seed)', () => {
  it('holds back as many as announced, each class within one of its share', () => {
    for (let m = 0; m < 200; m += 7) {
      const strata = Int32Array.from({ length: m }, (_, i) => (i * i) % 4);
      const held = splitExamples(m, strata, 0.3, m);
      assert.equal(held.length, validationCount(m, 0.3));
      for (let code = 0; code < 4; code++) {
        const size = strata.filter((other) => other === code).length;
        const taken = held.filter((i) => strata[i] === code).length;
        if (held.length > 0) assert.ok(Math.abs(taken - (size * held.length) / m) < 1, `${taken} of ${size}`);
      }
    }
  });

  it('leaves every class at least one training example', () => {
    assert.deepEqual(apportion([97, 1, 1, 1], 20), [20, 0, 0, 0]);
    assert.deepEqual(apportion([50, 2], 26), [25, 1]);
    assert.deepEqual(apportion([1, 1], 1), [1, 0]);
  });

  it('spares small tables, and keeps both parts of large ones', () => {
    assert.deepEqual(
      [validationCount(9, 0.5), validationCount(10, 0.01), validationCount(10, 0.99), validationCount(100, 0)],
      [0, 1, 9, 0],
    );
  });
});
