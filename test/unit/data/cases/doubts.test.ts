import assert from 'node:assert/strict';
import { buildDataset } from '../../../../src/data/dataset/dataset.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { read } from '../read/reading.ts';
import { type CleanColumn, cleanTable, csvOf, Draw } from './randomTable.ts';
import { trials } from '../../../trials.ts';

const number = (name: string, cells: readonly number[]): CleanColumn => ({ name, cells: cells.map(String) });
const many = (rows: number, value: () => number) => Array.from({ length: rows }, value);
const rounded = (x: number) => Number(x.toFixed(2));

async function doubtsOf(columns: readonly CleanColumn[]) {
  const summary = summarize(await read(csvOf(columns)));
  return summary.columns.map(({ doubts }) => doubts.map(({ code, values }) => [code, values[0]]));
}

describe('values that cannot be meant', () => {
  it('are told when they stand far from all others and look like a sign for "missing", or absurdly far', async () => {
    for (let seed = 1; seed <= trials(60, 2000); seed++) {
      const draw = new Draw(seed);
      const rows = draw.between(20, 80);
      const marker = draw.pick([-999, -9999, 9999, 99999, 1e15, -99.99]);
      const spread = marker === -99.99 ? 5 : draw.pick([1, 9, 50]);
      const cells = many(rows, () => rounded(draw.normal() * (spread / 3) + spread));
      for (let k = draw.between(1, 4); k > 0; k--) cells[draw.between(0, rows - 1)] = marker;
      const [found] = await doubtsOf([
        number('level', cells),
        number(
          'other',
          many(rows, () => draw.between(0, 50)),
        ),
      ]);
      assert.deepEqual(found, [['doubt.sentinel', marker]], `seed ${seed}`);
    }
  });

  it('are none in ages up to 99, percentages, and years', async () => {
    const draw = new Draw(5);
    const ages = many(80, () => draw.between(1, 99));
    ages[3] = 99;
    const years = many(80, () => draw.between(1950, 1999));
    assert.deepEqual(await doubtsOf([number('age', ages), number('year', years)]), [[], []]);
  });

  it('tell a tail over four powers of ten, nearly one value, and an income that is better learned as a logarithm', async () => {
    const draw = new Draw(6);
    const tail = many(200, () => rounded(Math.exp(draw.normal() * 4) + 0.01));
    const flat = many(200, () => 7);
    flat[50] = 8;
    const income = many(200, () => Math.round(Math.exp(10 + draw.normal() * 1.1)));
    const [spread, constant, skewed] = await doubtsOf([
      number('tail', tail),
      number('flat', flat),
      number('income', income),
    ]);
    assert.equal(spread?.[0]?.[0], 'doubt.spread');
    assert.deepEqual(constant, [['doubt.nearlyConstant', 99.5]]);
    assert.equal(skewed?.[0]?.[0], 'doubt.skewed');
  });
});

describe('the answer among the inputs', () => {
  const telltalesOf = async (columns: readonly CleanColumn[], target: string) =>
    summarize(await read(csvOf(columns)))
      .telltales.filter((found) => found.target === target)
      .map(({ column, reason }) => [column, reason.code]);

  it('is told: other words for it, another scale of it, a column that gives it all alone', async () => {
    for (let seed = 1; seed <= trials(40, 1000); seed++) {
      const draw = new Draw(seed);
      const rows = draw.between(40, 120);
      const x = many(rows, () => rounded(draw.normal()));
      // Never told by x alone to nine in ten, by which the other one would stand out no more.
      const yes = x.map((value) => value + 2 * draw.normal() > 0);
      const survived = { name: 'survived', cells: yes.map((is) => (is ? '1' : '0')) };
      const alive = { name: 'alive', cells: yes.map((is) => (is ? 'alive' : 'dead')) };
      const noise = number(
        'noise',
        many(rows, () => rounded(draw.normal())),
      );
      assert.deepEqual(await telltalesOf([number('x', x), alive, noise, survived], 'survived'), [
        ['alive', 'telltale.copy'],
      ]);
      const price = x.map((value) => rounded(100 + 10 * value + draw.normal()));
      const cents = number(
        'cents',
        price.map((value) => rounded(value * 100)),
      );
      assert.deepEqual(await telltalesOf([number('x', x), cents, noise, number('price', price)], 'price'), [
        ['cents', 'telltale.rescaled'],
      ]);
      const paid = number(
        'paid',
        yes.map((is) => (is ? draw.between(10, 500) : 0)),
      );
      assert.deepEqual(await telltalesOf([number('x', x), noise, paid, survived], 'survived'), [
        ['paid', 'telltale.alone'],
      ]);
    }
  });

  it('stands among the notes of the data set, so that panel and command line tell it', async () => {
    const draw = new Draw(9);
    const x = many(60, () => rounded(draw.normal()));
    const columns = [
      number('x', x),
      { name: 'alive', cells: x.map((v) => (v > 0 ? 'a' : 'd')) },
      number(
        'z',
        x.map(() => draw.between(0, 9)),
      ),
      { name: 'survived', cells: x.map((v) => (v > 0 ? '1' : '0')) },
    ];
    const table = await read(csvOf(columns));
    const options = {
      target: 'survived',
      missing: 'mean',
      standardize: true,
      split: { validation: 0.2, test: 0, seed: 1 },
    } as const;
    const codes = (features?: readonly string[]) =>
      buildDataset(table, { ...options, features }).notes.map(({ code }) => code);
    assert.ok(codes().includes('telltale.copy'));
    assert.deepEqual(
      codes(['x', 'z']).filter((code) => code.startsWith('telltale.copy')),
      [],
    );
  });
});

describe('a table without any of it', () => {
  it('gives no doubt and no telltale', async () => {
    const all = trials(150, 2000);
    let alarms = 0;
    for (let seed = 1; seed <= all; seed++) {
      const summary = summarize(await read(csvOf(cleanTable(new Draw(20_000 + seed)))));
      if (summary.telltales.length > 0 || summary.columns.some(({ doubts }) => doubts.length > 0)) alarms++;
    }
    assert.ok(alarms <= all / 100, `${alarms} of ${all}`);
  });
});
