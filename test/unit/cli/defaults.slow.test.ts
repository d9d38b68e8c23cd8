/**
 * What trains when nobody configures anything, on a test part of 20 % that nothing saw, ten seeds of split, weights and order: at
 * least as good, in the median, as scikit-learn's MLPClassifier and MLPRegressor with their defaults on the same parts and the same
 * standardised inputs and targets. Its figures are recorded (1.2.1); the long tests measure them anew where a Python has it.
 * docs/defaults.md has those of 43 tables.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig } from '../../../src/config/facts/defaultConfig.ts';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import type { ExampleSet } from '../../../src/core/network/examples.ts';
import type { Dataset } from '../../../src/data/dataset/dataset.ts';
import { summarize } from '../../../src/data/dataset/summarize.ts';
import { buildTrainer } from '../../../src/run/setup/buildTrainer.ts';
import { tableOf } from '../config/table.ts';
import { python } from '../export/exporting.ts';
import { repository } from './runCli.ts';

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

interface Trial {
  readonly score: number;
  /** For scikit-learn. */
  readonly problem: string;
}

function trial(config: NetworkConfig, table: Awaited<ReturnType<typeof tableOf>>, seed: number): Trial {
  const { trainer, dataset } = buildTrainer(
    {
      data: { ...config.data, split: { ...config.data.split, seed } },
      network: { ...config.network, initialization: { ...config.network.initialization, seed } },
      training: { ...config.training, shuffleSeed: seed },
    },
    table,
  );
  trainer.run(Number.MAX_SAFE_INTEGER);
  assert.ok(dataset.test && trainer.validation);
  assert.match(trainer.outcome?.reason ?? '', /^(epochs|earlyStopping)$/);
  const { accuracy, r2 } = trainer.evaluate(dataset.test);
  return { score: accuracy ?? r2?.[0] ?? Number.NaN, problem: problemOf(dataset, seed) };
}

/** As `bench/peers/python/sklearn_mlp.py` reads it: examples are rows there, classes are numbers. */
function problemOf({ task, train, test }: Dataset, seed: number): string {
  const rows = (matrix: ArrayLike<number>, m: number) =>
    Array.from({ length: m }, (_, i) => Array.from({ length: matrix.length / m }, (_, k) => matrix[k * m + i] ?? 0));
  const answers = ({ Y, m }: ExampleSet) => rows(Y, m).map((row) => (task === 'multiclass' ? row.indexOf(1) : row[0]));
  assert.ok(test);
  const parts = { x: rows(train.X, train.m), y: answers(train), tx: rows(test.X, test.m), ty: answers(test) };
  return JSON.stringify({ task, seed, ...parts });
}

/** `null` in the short tests, and where Python has no scikit-learn. */
function measured(problems: readonly string[]): readonly number[] | null {
  if (!process.env.NN_LONG || spawnSync(python, ['-c', 'import sklearn']).status !== 0) return null;
  const script = join(repository, 'bench/peers/python/sklearn_mlp.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync(python, [script], {
    ...{ input: problems.join('\n'), encoding: 'utf8', env, maxBuffer: 2 ** 26 },
  });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n').map(Number);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[sorted.length / 2 - 1] ?? Number.NaN) + (sorted[sorted.length / 2] ?? Number.NaN)) / 2;
}

async function compare(file: string, text: string, { recorded }: { recorded: number }): Promise<void> {
  const table = await tableOf(text);
  const summary = summarize(table);
  const split = { validation: 0.2, test: 0.2, seed: 1 };
  const config = defaultConfig({ file, target: summary.target?.name ?? '', split }, summary);
  const trials = seeds.map((seed) => trial(config, table, seed));
  const ours = median(trials.map(({ score }) => score));
  const theirs = measured(trials.map(({ problem }) => problem));
  const peer = theirs ? median(theirs) : recorded;
  assert.ok(ours >= peer, `${file}: ${ours} against ${peer} of scikit-learn`);
}

/** As the diabetes table: 442 rows, ten numbers, half of the answer is noise. */
function noisyNumbers(): string {
  const random = new RandomState(7);
  const lines = Array.from({ length: 442 }, () => {
    const x = Array.from({ length: 10 }, () => random.randn());
    const [a = 0, b = 0, c = 0, d = 0] = x;
    const answer = 150 + 40 * a - 25 * b + 20 * c + 15 * Math.max(0, d) * a + 50 * random.randn();
    return [...x, answer].map((value) => value.toFixed(4)).join(',');
  });
  return `${x10.join(',')},progression\n${lines.join('\n')}\n`;
}

const x10 = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];

describe('the defaults, with no configuration at all', function () {
  this.timeout(120_000);
  const sample = (name: string) => readFileSync(join(repository, 'samples', name), 'utf8');

  it('iris: at least what scikit-learn reaches', () => compare('iris.csv', sample('iris.csv'), { recorded: 0.95 }));

  it('penguins: at least what scikit-learn reaches', () =>
    compare('penguins.csv', sample('penguins.csv'), { recorded: 1 }));

  it('numbers with much noise: at least what scikit-learn reaches', () =>
    compare('noisy.csv', noisyNumbers(), { recorded: 0.448 }));
});
