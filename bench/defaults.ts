/**
 * `npm run bench -- defaults FOLDER`: how good a network is that nobody configured, on rows that nothing saw. FOLDER holds tables
 * (`*.csv`, the last column is predicted). Ten seeds a table: each keeps 20 % of the rows as the test part, 20 % of the rest for
 * validation, and draws weights and order of its own; the figure is the median of the accuracies, or of R². Beside ours stand what
 * was written before (8 tanh units, fewer where the examples are few; Adam, α 0.001, 2,000 epochs) and scikit-learn's
 * MLPClassifier and MLPRegressor with their defaults, on the same inputs, standardised on the training part like the number that
 * is to be predicted; they learn from the training part alone, too. docs/defaults.md has the figures.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { datasetFacts } from '../src/config/facts/datasetFacts.ts';
import { defaultConfig } from '../src/config/facts/defaultConfig.ts';
import { type NetworkConfig, networkConfigSchema } from '../src/config/schema/schema.ts';
import type { ExampleSet } from '../src/core/network/examples.ts';
import { summarize } from '../src/data/dataset/summarize.ts';
import type { Dataset } from '../src/data/dataset/dataset.ts';
import type { Table } from '../src/data/columns/table.ts';
import { readTable } from '../src/data/read/readTable.ts';
import { fileSource } from '../src/platform/node/openSource.ts';
import { buildTrainer, planRun } from '../src/run/setup/buildTrainer.ts';
import { bestPython } from './peers/availablePeers.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const share = 0.2;
/** Of a default run at full speed on a table below 20,000 rows. */
const mostSeconds = 10;

export async function benchDefaults(folder: string): Promise<BenchRow[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const rows: BenchRow[] = [];
  for (const file of files.sort()) {
    rows.push(...(await benchTable(folder, file)));
    process.stderr.write(`${file}\n`);
  }
  return rows;
}

async function benchTable(folder: string, file: string): Promise<BenchRow[]> {
  const table = await readTable(fileSource(join(folder, file)));
  const summary = summarize(table);
  const target = summary.columns.at(-1)?.name ?? '';
  const data = networkConfigSchema.parse({ data: { file, target, split: { test: share, validation: share } } }).data;
  const ours = defaultConfig(data, summary);
  const { facts } = datasetFacts(data, summary);
  if (!facts) throw new Error(`${file}: the last column, "${target}", cannot be predicted`);
  const before = formerConfig(data, facts);
  const own = seeds.map((seed) => trained(seeded(ours, seed), table));
  const former = median(seeds.map((seed) => trained(seeded(before, seed), table).score));
  const peers = networksOfScikitLearn(seeds.map((seed) => problem(planRun(seeded(ours, seed), table).dataset, seed)));
  const [score, peer] = [median(own.map((run) => run.score)), peers && median(peers)];
  const units = ours.network.layers.map((layer) => layer.units).join('-');
  const name = `defaults: ${file}, ${facts.task}, ${facts.inputs}-${units}-${facts.outputs}, m = ${facts.m}`;
  const beforeText = `before ${former.toPrecision(3)}`;
  const seconds = Math.max(...own.map((run) => run.seconds));
  return [
    {
      name,
      ...{ ours: score, peer, ratio: null, unit: '' },
      ...{ goal: `≥ scikit-learn; ${beforeText}`, met: peer === null || score >= peer },
    },
    {
      name: `${name}: the longest of ten runs`,
      ...{ ours: seconds, peer: null, ratio: null, unit: 's' },
      ...{ goal: `≤ ${mostSeconds} s`, met: seconds <= mostSeconds },
    },
  ];
}

function seeded(config: NetworkConfig, seed: number): NetworkConfig {
  return {
    data: { ...config.data, split: { ...config.data.split, seed } },
    network: { ...config.network, initialization: { ...config.network.initialization, seed } },
    training: { ...config.training, shuffleSeed: seed },
  };
}

/** Trains to the end; accuracy or R² (of several numbers their mean) on the test part. */
function trained(config: NetworkConfig, table: Table): { readonly score: number; readonly seconds: number } {
  const { trainer, dataset } = buildTrainer(config, table);
  const begun = performance.now();
  trainer.run(Number.MAX_SAFE_INTEGER);
  const seconds = (performance.now() - begun) / 1000;
  if (!dataset.test) throw new Error('the table is too small for a test part');
  const { accuracy, r2 } = trainer.evaluate(dataset.test);
  return { score: accuracy ?? mean(r2 ?? []), seconds };
}

/** What was written before the defaults followed the table: the schema's own, made smaller where the examples are few. */
function formerConfig(data: NetworkConfig['data'], facts: Facts): NetworkConfig {
  const config = networkConfigSchema.parse({ data });
  const { m, inputs, outputs } = facts;
  let units = 8;
  while (units > 4 && units * (inputs + 1) + outputs * (units + 1) > m) units /= 2;
  const batchSize = Math.min(32, 2 ** Math.floor(Math.log2(m / 2)));
  return {
    ...config,
    network: { ...config.network, layers: [{ units, activation: 'tanh' }] },
    training: { ...config.training, batchSize },
  };
}

type Facts = NonNullable<ReturnType<typeof datasetFacts>['facts']>;

/** As `bench/peers/python/sklearn_mlp.py` reads it: examples are rows there, classes are numbers. */
function problem({ task, train, test }: Dataset, seed: number): string {
  if (!test) throw new Error('the table is too small for a test part');
  const answers = (part: ExampleSet) =>
    rowsOf(part.Y, part.m).map((row) => {
      if (task === 'multiclass') return row.indexOf(1);
      return row.length === 1 ? row[0] : row;
    });
  const [x, tx] = [rowsOf(train.X, train.m), rowsOf(test.X, test.m)];
  return JSON.stringify({ task, seed, x, y: answers(train), tx, ty: answers(test) });
}

/** The columns of a row-major matrix of m columns. */
function rowsOf(matrix: ArrayLike<number>, m: number): number[][] {
  return Array.from({ length: m }, (_, i) =>
    Array.from({ length: matrix.length / m }, (_, k) => matrix[k * m + i] ?? Number.NaN),
  );
}

/** A score a problem; `null` where no Python has scikit-learn. */
function networksOfScikitLearn(problems: readonly string[]): readonly number[] | null {
  const { python, modules } = bestPython();
  if (!modules.has('sklearn')) return null;
  const { status, stdout, stderr } = spawnSync(python, [resolve('bench/peers/python/sklearn_mlp.py')], {
    input: problems.join('\n'),
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split('\n').map(Number);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
