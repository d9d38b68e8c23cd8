import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { repository, runJson } from './runCli.ts';

interface Golden {
  /** File in `samples`, then what follows `--set`. */
  readonly train: readonly [file: string, ...settings: string[]];
  readonly weightsSha256: string;
}

/** `test/golden/weights.json` changes only with a line in CHANGELOG.md: files of users hold these numbers. */
const golden: readonly Golden[] = JSON.parse(readFileSync('test/golden/weights.json', 'utf8'));

/**
 * What is chosen for a table may change with what is measured; these weights are of the constants of the schema, with as many units as
 * xor's four rows had then.
 */
function constants(file: string): readonly string[] {
  if (!file.endsWith('.csv')) return [];
  const units = file === 'xor.csv' ? 4 : 8;
  const layers = `network.layers=[{"units":${units}}]`;
  return [
    layers,
    ...['learningRate=0.001', 'l2=0', 'epochs=2000', 'earlyStopping=false'].map((set) => `training.${set}`),
  ];
}

describe('the weights that trainings end with, to the last bit', function () {
  this.timeout(120_000);
  for (const {
    train: [file, ...settings],
    weightsSha256,
  } of golden) {
    it(`${file} ${settings.join(' ')}`, async () => {
      const sets = [...constants(file), ...settings].flatMap((setting) => ['--set', setting]);
      const report = await runJson(['train', `samples/${file}`, ...sets], repository);
      assert.equal(report.weightsSha256, weightsSha256);
    });
  }
});
