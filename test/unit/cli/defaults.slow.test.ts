import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultConfig } from '../../../src/config/facts/defaultConfig.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import { summarize } from '../../../src/data/dataset/summarize.ts';
import { buildTrainer } from '../../../src/run/setup/buildTrainer.ts';
import { fileSource } from '../../../src/platform/node/openSource.ts';
import { repository } from './runCli.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Validation accuracies of the whole run with nothing configured, the seeds of split, weights and order varied together. */
async function accuracies(file: string, expectedTarget: string): Promise<number[]> {
  const table = await readTable(fileSource(join(repository, 'samples', file)));
  const summary = summarize(table);
  const target = summary.target?.name ?? '';
  assert.equal(target, expectedTarget, 'the guessed target');
  const { data, network, training } = defaultConfig({ file, target }, summary);
  return seeds.map((seed) => {
    const config = {
      data: { ...data, split: { ...data.split, seed } },
      network: { ...network, initialization: { ...network.initialization, seed } },
      training: { ...training, shuffleSeed: seed },
    };
    const { trainer } = buildTrainer(config, table);
    trainer.run(Number.MAX_SAFE_INTEGER);
    assert.equal(trainer.outcome?.reason, 'epochs');
    assert.ok(trainer.validation);
    return trainer.evaluate(trainer.validation).accuracy ?? Number.NaN;
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[sorted.length / 2 - 1] ?? Number.NaN) + (sorted[sorted.length / 2] ?? Number.NaN)) / 2;
}

describe('the defaults, with no configuration at all', function () {
  this.timeout(120_000);

  it('iris: at least 95 % of the flowers kept aside, median of 20 seeds', async () => {
    const found = median(await accuracies('iris.csv', 'species'));
    assert.ok(found >= 0.95, `${found}`);
  });

  it('penguins: at least 97 % of the penguins kept aside, median of 20 seeds', async () => {
    const found = median(await accuracies('penguins.csv', 'species'));
    assert.ok(found >= 0.97, `${found}`);
  });
});
