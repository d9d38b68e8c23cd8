/** The rows that an export is checked with, and how far a prediction says it is. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { checkRows } from '../../../../src/run/model/checkRows.ts';
import { predictTable } from '../../../../src/run/model/predictTable.ts';
import { plainWriter } from '../../../../src/run/model/rowWriter.ts';
import { cases, csvOf, names, trainedCase } from './predictTable.ts';

const [one] = fc.sample(cases, { seed: 8, numRuns: 1 });
const model = async () => (await trainedCase({ ...one!, task: 'multiclass', missing: 'drop' })).model;
const bytesOf = (rows: readonly (readonly string[])[]) => sourceOfBytes(new TextEncoder().encode(csvOf(names, rows)));
const whole = [...one!.rows.find((row) => !row.includes(''))!];
const gap = (i: number) => whole.map((cell, k) => (k === i % 3 ? '' : cell));

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

  it('a prediction that keeps its rows tells both passes up to the end', async () => {
    const told: number[] = [];
    const request = { model: await model(), source: bytesOf(one!.rows), answers: [], keepsCells: false };
    await predictTable({
      request,
      signal: { aborted: false },
      writerOf: () => plainWriter,
      take: async (lines) => {
        for await (const line of lines) assert.ok(line.length > 0);
      },
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
