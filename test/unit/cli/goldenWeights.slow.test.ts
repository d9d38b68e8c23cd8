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

describe('the weights that trainings end with, to the last bit', function () {
  this.timeout(120_000);
  for (const {
    train: [file, ...settings],
    weightsSha256,
  } of golden) {
    it(`${file} ${settings.join(' ')}`, async () => {
      const sets = settings.flatMap((setting) => ['--set', setting]);
      const report = await runJson(['train', `samples/${file}`, ...sets], repository);
      assert.equal(report.weightsSha256, weightsSha256);
    });
  }
});
