/** A saved network says of a table what its training says, to the last bit, however the table is written. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { predictionsCsv } from '../../../../src/run/model/ownPredictions.ts';
import { answerTo, cases, csvOf, names, trainedCase } from './predictTable.ts';
import { trials } from '../../../trials.ts';

const parameters = { seed: 17, numRuns: trials(25, 2000) };

const withoutPart = (text: string) => text.replaceAll(/,(?:part|train|validation|test)$/gm, '');

describe('run/model/predictRows', () => {
  it('gives the lines of the training itself', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { run, model } = await trainedCase(one);
        const { text, predicted, skipped, metrics } = await answerTo(model, csvOf(names, one.rows));
        assert.equal(text, withoutPart(predictionsCsv(run.trainer, run.dataset)));
        assert.equal(predicted + skipped, one.rows.length);
        assert.equal(skipped === 0, one.missing === 'mean' || one.rows.every((row) => !row.slice(0, 4).includes('')));
        assert.ok(metrics);
      }),
      parameters,
    );
  });

  it('the order of columns, further ones, delimiter, decimal sign and encoding do not matter', async () => {
    const how = fc.record({
      order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
      delimiter: fc.constantFrom(';', '\t', '|'),
      comma: fc.boolean(),
      encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-8-mark'),
    });
    await fc.assert(
      fc.asyncProperty(cases, how, async (one, { order, delimiter, comma, encoding }) => {
        const { model } = await trainedCase(one);
        const { text, metrics } = await answerTo(model, csvOf(names, one.rows));
        const wide = [[...names, 'note'], ...one.rows.map((row, i) => [...row, `größer ${i}`])];
        const written = wide.map((row) =>
          order.map((k) => (comma ? row[k]!.replace(/^(-?\d+)\.(\d+)$/, '$1,$2') : row[k]!)),
        );
        const table = csvOf(written[0]!, written.slice(1), delimiter);
        const bytes = encoding === 'utf-16le' ? Buffer.from(`\ufeff${table}`, 'utf16le') : Buffer.from(table);
        const marked = encoding === 'utf-8-mark' ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]) : bytes;
        const again = await answerTo(model, new Uint8Array(marked));
        assert.equal(again.text, text);
        assert.deepEqual(again.metrics, metrics);
      }),
      parameters,
    );
  });

  it('a table without answers has no column of them, and no figures', async () => {
    const [one] = fc.sample(cases, { seed: 3, numRuns: 1 });
    const { model } = await trainedCase({ ...one!, task: 'several', missing: 'mean' });
    const bare = one!.rows.map((row) => row.slice(0, 5));
    const { text, metrics } = await answerTo(model, csvOf(names.slice(0, 5), bare));
    assert.equal(text.split('\n')[0], 'line,prediction:price,prediction:mass');
    assert.equal(metrics, null);
  });

  it('figures are those of the training’s own evaluation, without its penalty', async () => {
    const [one] = fc.sample(cases, { seed: 5, numRuns: 1 });
    for (const task of ['binary', 'multiclass', 'regression'] as const) {
      const { run, model } = await trainedCase({ ...one!, task, missing: 'mean', precision: 'float64' });
      const { train } = run.dataset;
      const lines = new Set(run.dataset.trainLines);
      const rows = one!.rows.filter((_, i) => lines.has(i + 2));
      const { metrics } = await answerTo(model, csvOf(names, rows));
      const evaluation = run.trainer.evaluate(train);
      assert.ok(metrics);
      assert.ok(Math.abs(metrics.cost! - evaluation.cost) < 1e-12);
      if ('accuracy' in metrics)
        assert.deepEqual([metrics.accuracy, metrics.correct], [evaluation.accuracy, evaluation.correct]);
      else assert.ok(Math.abs(metrics.r2! - evaluation.r2![0]!) < 1e-9);
    }
  });
});
