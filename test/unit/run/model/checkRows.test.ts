/** The rows that an export is checked with, and how far a prediction says it is. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import type { ModelFile } from '../../../../src/model/modelFile.ts';
import { checkRows } from '../../../../src/run/model/checkRows.ts';
import { predictTable } from '../../../../src/run/model/predictTable.ts';
import { plainWriter } from '../../../../src/run/model/rowWriter.ts';
import { answerTo, cases, csvOf, names, trainedCase } from './predictTable.ts';

const [one] = fc.sample(cases, { seed: 8, numRuns: 1 });
const model = async () => (await trainedCase({ ...one!, task: 'multiclass', missing: 'drop' })).model;
const bytesOf = (rows: readonly (readonly string[])[]) => sourceOfBytes(new TextEncoder().encode(csvOf(names, rows)));
const whole = [...one!.rows.find((row) => !row.includes(''))!];
const gap = (i: number) => whole.map((cell, k) => (k === i % 3 ? '' : cell));

/** The probabilities of every row. */
async function predicted(ofModel: ModelFile, table: string): Promise<number[][]> {
  const { text } = await answerTo(ofModel, table);
  const [, ...lines] = text.trim().split('\n');
  return lines.map((line) => line.split(',').slice(-ofModel.pipeline.classes.length).map(Number));
}

describe('run/model/checkRows', () => {
  it('where rows with gaps are left out, later ones stand for them', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => (i >= 100 && i % 2 === 0 ? whole : gap(i)));
    const { check } = await checkRows(await model(), bytesOf(rows), 'x.csv');
    assert.deepEqual([check.table, check.cells.length], ['x.csv', 30]);
    for (const cells of check.cells) assert.ok(!cells.includes(''));
  });

  it('a table of which every row is left out has rows made up', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => gap(i));
    const { check } = await checkRows(await model(), bytesOf(rows), 'x.csv');
    assert.equal(check.table, null);
    assert.ok(check.cells.length > 0 && check.answers.length === check.cells.length);
  });

  const unitCases: readonly (readonly [string, (i: number) => string])[] = [
    ['a few units among plain numbers', (i) => (i % 9 === 4 ? ' kg' : '')],
    ['a few units other than the first', (i) => (i % 9 === 4 ? ' lb' : ' kg')],
    ['some without the unit of the others', (i) => (i % 9 === 4 ? '' : ' kg')],
  ];
  for (const [which, unitOf] of unitCases) {
    it(`of a column with ${which} the answers are those of a prediction, and the cells say the same`, async () => {
      const trained = await trainedCase({ ...one!, task: 'multiclass', missing: 'mean' });
      const rows = one!.rows.map(([size = '', ...rest], i) => [size && `${size}${unitOf(i)}`, ...rest]).slice(0, 30);
      const { check } = await checkRows(trained.model, bytesOf(rows), 'x.csv');
      assert.deepEqual(check.answers, await predicted(trained.model, csvOf(names, rows)));
      assert.deepEqual(check.answers, await predicted(trained.model, csvOf(check.columns, check.cells)));
    });
  }

  it('a prediction that keeps its rows tells both passes up to the end', async () => {
    const told: number[] = [];
    const request = { model: await model(), source: bytesOf(one!.rows), answers: [], keepsCells: false };
    await predictTable({
      request,
      signal: { aborted: false },
      writerOf: () => plainWriter,
      take: async (lines) => {
        let length = 0;
        for await (const piece of lines) length += piece.length;
        assert.ok(length > 0);
      },
      digest: async () => ({ sha256: '' }),
      now: () => 0,
      onProgress: ({ done }) => told.push(done),
    });
    assert.equal(told.at(-1), 1);
    assert.deepEqual(
      told.toSorted((a, b) => a - b),
      told,
    );
  });
});
