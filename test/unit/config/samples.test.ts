import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configForCsv } from '../../../src/config/defaultConfig.ts';
import { datasetFacts } from '../../../src/config/datasetFacts.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import { problemsFor } from '../../../src/config/problems.ts';
import { networkConfigSchema } from '../../../src/config/schema.ts';
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
      const { config } = parseConfig(text);
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
    const { config } = parseConfig(read('flower-2-4-1.nnconfig'));
    assert.deepEqual(config?.network.layers, [{ units: 4, activation: 'tanh' }]);
    assert.deepEqual(config?.network.initialization, { scheme: 'scaled', scale: 0.01, value: 0.5, seed: 2 });
    const { optimizer, learningRate, batchSize, l2 } = config?.training ?? {};
    assert.deepEqual([optimizer, learningRate, batchSize, l2], ['gradientDescent', 1.2, 'full', 0]);
    assert.deepEqual([config?.data.standardize, config?.data.split.validation], [false, 0]);
  });
});

describe('configForCsv(fileName, summary)', () => {
  const tables = [...files.filter((file) => file.endsWith('.csv')), 'garden'];
  for (const name of tables) {
    it(`${name}: trains as the table without a configuration does`, async () => {
      const summary = await summaryOf(name === 'garden' ? garden : read(name));
      const text = configForCsv(name, summary);
      const { config, problems } = parseConfig(text);
      assert.deepEqual(problems, []);
      const bare = networkConfigSchema.parse({ data: { file: name, target: summary.target?.name } });
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
    const { config, problems } = parseConfig(configForCsv('odd "name".csv', summary, { target: 'b' }));
    assert.deepEqual(problems, []);
    assert.match(summary.columns[0]?.name ?? '', /\/\/ "x"\s\*\//);
    assert.equal(config?.data.file, 'odd "name".csv');
    assert.deepEqual([config?.data.target, config?.data.features], ['b', summary.columns.slice(0, 1).map(({ name }) => name)]);
  });
});
