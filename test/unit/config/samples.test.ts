import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configForCsv, defaultConfig } from '../../../src/config/facts/defaultConfig.ts';
import { datasetFacts } from '../../../src/config/facts/datasetFacts.ts';
import { configDocument } from '../../../src/config/text/configDocument.ts';
import { problemsFor } from '../../../src/config/problems/problems.ts';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { garden, summaryOf } from './table.ts';

const read = (name: string) => readFileSync(join('samples', name), 'utf8');
const files = readdirSync('samples');

/** What a sample is there to show, and so must be warned of. */
const lessons: Readonly<Record<string, readonly string[]>> = {
  'flower-zero-initialization.nnconfig': ['identicalUnits'],
  'flower-linear-layers.nnconfig': ['linearLayers'],
  'xor.nnconfig': ['manyParameters'],
};

describe('sample networks', () => {
  for (const name of files.filter((file) => file.endsWith('.nnconfig'))) {
    it(`${name} fits its table, and warns of its lesson only`, async () => {
      const text = read(name);
      const { config } = configDocument(text);
      assert.ok(config);
      const problems = problemsFor(text, await summaryOf(read(config.data.file), config.data.types));
      assert.deepEqual(
        problems.map(({ code }) => code),
        lessons[name] ?? [],
      );
    });

    it(`${name} is told of in the folder's README`, () => assert.ok(read('README.md').includes(`\`${name}\``)));
  }

  it('the course network is the one whose costs were published', () => {
    const { config } = configDocument(read('flower-2-4-1.nnconfig'));
    assert.deepEqual(config?.network.layers, [{ units: 4, activation: 'tanh' }]);
    assert.deepEqual(config?.network.initialization, { scheme: 'scaled', scale: 0.01, value: 0.5, seed: 2 });
    const { optimizer, learningRate, batchSize, l2 } = config?.training ?? {};
    assert.deepEqual([optimizer, learningRate, batchSize, l2], ['gradientDescent', 1.2, 'full', 0]);
    assert.deepEqual([config?.data.standardize, config?.data.split.validation], [false, 0]);
  });
});

describe('defaultConfig(data, summary)', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, k) => `${k},${(k * 7) % count},${k % 2 ? 'yes' : 'no'}`);
  const tableOf = (count: number) => summaryOf(`a,b,answer\n${rows(count).join('\n')}\n`);

  it('is what the schema says, but for what the size of the table decides', async () => {
    const config = defaultConfig({ file: 'a.csv', target: 'answer' }, await tableOf(200));
    const schema = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'answer' } });
    assert.deepEqual(config, {
      ...schema,
      network: { ...schema.network, layers: [{ units: 12, activation: 'relu' }] },
      training: {
        ...schema.training,
        ...{ learningRate: 0.01, epochs: 300, l2: 1, earlyStopping: { patience: 100, minDelta: 0 } },
      },
    });
  });

  it('stops early only where rows are kept aside, and says so', async () => {
    for (const [count, split] of [
      [8, { validation: 0.2, test: 0, seed: 1 }],
      [200, { validation: 0, test: 0, seed: 1 }],
    ] as const) {
      const { training } = defaultConfig({ file: 'a.csv', target: 'answer', split }, await tableOf(count));
      assert.equal('earlyStopping' in training, false, `${count} rows`);
    }
    assert.match(
      configForCsv('a.csv', await tableOf(8), { target: 'answer' }),
      /"l2": 1 \/\/.*\n.*\/\/ No early stopping/,
    );
  });

  it('fits a small table: no batch above its examples, at most one hint, and that a true one', async () => {
    for (const count of [2, 3, 4, 8, 15, 30, 50, 79, 80]) {
      const summary = await tableOf(count);
      const text = configForCsv('a.csv', summary, { target: 'answer' });
      const { m = 0 } = datasetFacts(configDocument(text).config?.data ?? assert.fail(), summary).facts ?? {};
      const { training } = defaultConfig({ file: 'a.csv', target: 'answer' }, summary);
      assert.ok(
        training.batchSize === 'full' || training.batchSize <= Math.max(1, m / 2),
        `${count}: ${training.batchSize} of ${m}`,
      );
      const hints = problemsFor(text, summary).map(({ code }) => code);
      // Twelve units have 49 parameters here; below ten rows none is kept aside, so that nothing tells when to stop.
      assert.deepEqual(hints, count < 10 ? ['manyParameters'] : [], `${count} rows`);
    }
  });
});

describe('configForCsv(fileName, summary)', () => {
  const tables = [...files.filter((file) => file.endsWith('.csv')), 'garden'];
  for (const name of tables) {
    it(`${name}: trains as the table without a configuration does`, async () => {
      const summary = await summaryOf(name === 'garden' ? garden : read(name));
      const text = configForCsv(name, summary);
      const { config, problems } = configDocument(text);
      assert.deepEqual(problems, []);
      const bare = defaultConfig({ file: name, target: summary.target?.name ?? '' }, summary);
      assert.deepEqual(
        { ...config, data: { ...config?.data, features: undefined } },
        { ...bare, data: { ...bare.data, features: undefined } },
      );
      assert.ok(config);
      assert.deepEqual(datasetFacts(config.data, summary).facts, datasetFacts(bare.data, summary).facts);
      assert.match(text, /^\{\n {2}\/\/ .+\n {2}"data": \{\n/);
    });
  }

  it('takes the target that was chosen, and stays readable whatever the names', async () => {
    const summary = await summaryOf('"a // ""x""\n*/",b\n1,2\n2,3\n3,5\n');
    const { config, problems } = configDocument(configForCsv('odd "name".csv', summary, { target: 'b' }));
    assert.deepEqual(problems, []);
    assert.match(summary.columns[0]?.name ?? '', /\/\/ "x"\s\*\//);
    assert.equal(config?.data.file, 'odd "name".csv');
    assert.deepEqual(
      [config?.data.target, config?.data.features],
      ['b', summary.columns.slice(0, 1).map(({ name }) => name)],
    );
  });
});
