import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerShapes } from '../../../../src/core/network/shape.ts';
import { datasetFacts } from '../../../../src/config/facts/datasetFacts.ts';
import { networkSpec } from '../../../../src/config/facts/networkSpec.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { buildDataset } from '../../../../src/data/dataset/dataset.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import type { ColumnType } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf, tableOf } from '../table.ts';

const holes = [
  'a,b,word,flag,day,note,answer,amount',
  ...Array.from({ length: 40 }, (_, i) => {
    const cell = (every: number, text: string) => (i % every === 0 ? '' : text);
    return [
      cell(7, `${i}.5`),
      i * i,
      cell(9, ['x', 'y', 'z'][i % 3] ?? ''),
      i % 2 ? 'yes' : 'no',
      `2024-01-${10 + (i % 19)}`,
      'same',
      cell(11, ['up', 'down'][i % 2] ?? ''),
      cell(13, String(i * 3)),
    ].join(',');
  }),
].join('\n');

interface Case {
  readonly name: string;
  readonly csv: string | { readonly sample: string };
  readonly data: Record<string, unknown>;
}

const cases: readonly Case[] = [
  { name: 'iris, all defaults', csv: { sample: 'iris.csv' }, data: { target: 'species' } },
  { name: 'iris, a number as target', csv: { sample: 'iris.csv' }, data: { target: 'petal_width' } },
  { name: 'iris, several targets', csv: { sample: 'iris.csv' }, data: { target: ['petal_width', 'petal_length'] } },
  { name: 'penguins, words and holes', csv: { sample: 'penguins.csv' }, data: { target: 'species' } },
  {
    name: 'penguins, a target with holes',
    csv: { sample: 'penguins.csv' },
    data: { target: 'sex', split: { validation: 0.3, seed: 4 } },
  },
  {
    name: 'penguins, one feature dropped',
    csv: { sample: 'penguins.csv' },
    data: { target: 'species', features: ['island', 'body_mass_g'], missing: 'drop' },
  },
  { name: 'flower', csv: { sample: 'planar_flower.csv' }, data: { target: 'label', split: { validation: 0 } } },
  { name: 'xor: too few rows for a validation set', csv: { sample: 'xor.csv' }, data: { target: 'y' } },
  { name: 'greenhouse', csv: { sample: 'greenhouse.csv' }, data: { target: ['yield_kg', 'fruit_weight_g'] } },
  { name: 'garden, an id left out', csv: garden, data: { target: 'species' } },
  { name: 'garden, an id asked for', csv: garden, data: { target: 'species', features: ['id', 'wet'] } },
  { name: 'garden, a number made a category', csv: garden, data: { target: 'wet', types: { height: 'category' } } },
  {
    name: 'garden, a number as target made a category',
    csv: garden,
    data: { target: 'height', types: { height: 'category' } },
  },
  { name: 'holes, dates and constants left out', csv: holes, data: { target: 'answer' } },
  { name: 'holes, dropped', csv: holes, data: { target: 'flag', features: ['b', 'word'], missing: 'drop' } },
  { name: 'holes, a constant asked for', csv: holes, data: { target: 'amount', features: ['note', 'a', 'a'] } },
];

async function tableFor({ csv, data }: Case) {
  const text = typeof csv === 'string' ? csv : await readFile(join('samples', csv.sample), 'utf8');
  return tableOf(text, data['types'] as Record<string, ColumnType> | undefined);
}

describe('datasetFacts(data, summary) agrees with buildDataset(table, data)', () => {
  for (const testCase of cases) {
    it(testCase.name, async () => {
      const table = await tableFor(testCase);
      const { data, network, training } = networkConfigSchema.parse({ data: { file: 'a.csv', ...testCase.data } });
      const { facts, problems } = datasetFacts(data, summarize(table));
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
      assert.ok(facts);
      const dataset = buildDataset(table, data);
      assert.equal(facts.task, dataset.task);
      assert.deepEqual(facts.targets, dataset.targets);
      assert.deepEqual(facts.classes, dataset.classes);
      // The summary of an id lists 50 of its 120 values.
      if (data.features?.includes('id')) assert.equal(facts.inputNames.length, dataset.inputs.length);
      else
        assert.deepEqual(
          facts.inputNames,
          dataset.inputs.map(({ name }) => name),
        );
      assert.deepEqual(facts.features, [...new Set(dataset.inputs.map(({ column }) => column))]);
      assert.equal(facts.exact, true);
      assert.equal(facts.m, dataset.train.m);
      assert.equal(facts.mValidation, dataset.validation?.m ?? 0);
      const [first, ...others] = layerShapes(networkSpec({ network, training }, facts));
      assert.equal(first?.W[1], dataset.train.X.length / dataset.train.m);
      assert.equal(others.at(-1)?.W[0], dataset.train.Y.length / dataset.train.m);
    });
  }

  it('says when rows with several kinds of holes make m uncertain, and then gives an upper bound', async () => {
    const table = await tableOf(holes);
    const { data } = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'answer', missing: 'drop' } });
    const { facts } = datasetFacts(data, summarize(table));
    const dataset = buildDataset(table, data);
    assert.equal(facts?.exact, false);
    assert.ok(facts.m + facts.mValidation > dataset.train.m + (dataset.validation?.m ?? 0));
  });
});

describe('datasetFacts(data, summary) refuses what buildDataset refuses', () => {
  const refused: readonly (readonly [data: Record<string, unknown>, expected: string])[] = [
    [{ target: 'speces' }, 'unknownColumn data.target The table has no column "speces". Did you mean "species"?'],
    [
      { target: 'species', features: ['height', 'hieght'] },
      'unknownColumn data.features.1 The table has no column "hieght". Did you mean "height"?',
    ],
    [
      { target: 'species', features: ['zebra'] },
      'unknownColumn data.features.0 The table has no column "zebra". It has id, height, width, soil, wet, species.',
    ],
    [
      { target: 'species', features: ['height', 'species'] },
      'targetAmongFeatures data.features.1 The target "species" is among the features: the network would be told the answer. Remove it from the features.',
    ],
    [
      { target: ['height', 'wet'] },
      'targetNotNumber data.target.1 The column "wet" is of type boolean (the answers are no and yes); several targets at once must all be numbers. Keep one target, or number columns only.',
    ],
    [
      { target: 'id' },
      'unusableTarget data.target The column "id" is of type id (every one of the 120 values is different) and cannot be predicted. Choose another target, or give it a type under "data.types".',
    ],
  ];
  for (const [options, expected] of refused) {
    it(expected.slice(0, expected.indexOf(' ', expected.indexOf(' ') + 1)), async () => {
      const { data } = networkConfigSchema.parse({ data: { file: 'a.csv', ...options } });
      const table = await tableOf(garden);
      const { facts, problems } = datasetFacts(data, summarize(table));
      assert.equal(facts, null);
      assert.deepEqual(
        problems.map(({ code, path, message }) => `${code} ${path.join('.')} ${message}`),
        [expected],
      );
      assert.throws(() => buildDataset(table, data));
    });
  }

  it('a target of one value, a logarithm of what has none, no feature left, no rows', async () => {
    const codes = async (csv: string, options: Record<string, unknown>) => {
      const { data } = networkConfigSchema.parse({ data: { file: 'a.csv', ...options } });
      const table = await tableOf(csv);
      assert.throws(() => buildDataset(table, data));
      return datasetFacts(data, summarize(table)).problems.map(({ code }) => code);
    };
    assert.deepEqual(await codes(holes, { target: 'note' }), ['oneClass']);
    assert.deepEqual(await codes(holes, { target: 'answer', transform: { day: 'log1p' } }), ['transformDomain']);
    assert.deepEqual(await codes('a\n1\n2\n3\n', { target: 'a' }), ['noFeatures']);
  });

  it('warns of a type for a column that is not there, and of a column listed twice', async () => {
    const { data } = networkConfigSchema.parse({
      data: { file: 'a', target: 'species', features: ['height', 'height'], types: { hight: 'number' } },
    });
    const { facts, problems } = datasetFacts(data, await summaryOf(garden));
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [
        ['duplicateColumn', 'warning'],
        ['unknownColumn', 'warning'],
      ],
    );
    assert.equal(facts?.inputs, 1);
  });
});
