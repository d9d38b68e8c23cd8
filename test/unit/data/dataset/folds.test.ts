import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { foldExamples, partCodes, partCounts, splitParts } from '../../../../src/data/dataset/split.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { buildTrainer, planRun } from '../../../../src/run/setup/buildTrainer.ts';

describe('foldExamples(m, strata, fold, seed)', () => {
  it('has each example in one fold, and folds and their classes of sizes that differ by one at most', () => {
    const strata = Int32Array.from({ length: 103 }, (_, i) => (i % 10 < 6 ? 0 : 1 + (i % 3)));
    const folds = Array.from({ length: 7 }, (_, index) => foldExamples(103, strata, { index, count: 7 }, 3));
    assert.deepEqual(
      folds.flatMap((fold) => [...fold]).sort((a, b) => a - b),
      [...strata.keys()],
    );
    for (const kind of [null, 0, 1, 2, 3]) {
      const counts = folds.map((fold) => fold.filter((i) => kind === null || strata[i] === kind).length);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `class ${kind}: ${counts}`);
    }
  });
});

describe('partCounts(m, shares)', () => {
  it('knows how many examples a fold has', () => {
    for (const count of [2, 5, 7])
      for (let index = 0; index < count; index++) {
        const parts = splitParts(103, null, { validation: 0.2, test: 0.1, fold: { index, count } }, 3);
        const of = (code: number) => parts.filter((part) => part === code).length;
        const { m, validation, test } = partCounts(103, { validation: 0.2, test: 0.1, fold: { index, count } });
        assert.deepEqual([of(partCodes.train), of(partCodes.validation), of(partCodes.test)], [m, validation, test]);
      }
    const none = () => splitParts(103, null, { validation: 0, fold: { index: 5, count: 5 } }, 3);
    assert.throws(none, /rows\.fold \[5,5\]/);
  });
});

describe('buildTrainer(…, fold)', () => {
  it('trains the fold of the configuration as the one that a sweep asks for', async () => {
    const table = await readTable(sourceOfBytes(new Uint8Array(await readFile('samples/iris.csv'))));
    const fold = { index: 1, count: 4 };
    const config = networkConfigSchema.parse({ data: { file: 'iris.csv', target: 'species' } });
    const own = { ...config, data: { ...config.data, split: { ...config.data.split, fold } } };
    const asked = planRun(config, table, null, fold).dataset;
    const written = planRun(own, table).dataset;
    assert.deepEqual(written.train.X, asked.train.X);
    assert.deepEqual(written.validation?.X, asked.validation?.X);
  });

  it('scales by the rows that train in this fold: means and deviations as computed apart, for iris', async () => {
    const bytes = new Uint8Array(await readFile('samples/iris.csv'));
    const rows = new TextDecoder()
      .decode(bytes)
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const column = rows[0]?.indexOf('petal_length') ?? -1;
    const table = await readTable(sourceOfBytes(bytes));
    const config = networkConfigSchema.parse({
      data: { file: 'iris.csv', target: 'species', features: ['petal_length'], split: { validation: 0.3, seed: 4 } },
    });
    const seen = new Set<number>();
    for (let index = 0; index < 5; index++) {
      const { dataset, trainer } = buildTrainer(config, table, undefined, undefined, null, { index, count: 5 });
      trainer.dispose();
      const { trainLines, validationLines, train, validation } = dataset;
      assert.deepEqual([train.m, validation?.m], [120, 30]);
      for (const line of validationLines) seen.add(line);
      const value = (line: number) => Number(rows[line - 1]?.[column]);
      const values = Array.from(trainLines, value);
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
      for (const [lines, X] of [
        [trainLines, train.X],
        [validationLines, validation?.X],
      ] as const)
        for (const [i, line] of lines.entries())
          assert.ok(Math.abs((X?.[i] ?? Number.NaN) - (value(line) - mean) / sd) < 1e-12, `line ${line}`);
    }
    assert.equal(seen.size, 150);
  });
});
