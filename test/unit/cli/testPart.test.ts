import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

describe('nn-explorer train with a test part', function () {
  this.timeout(60_000);
  const quick = ['--set', 'training.epochs=20'];
  const split = ['--set', 'data.split.test=0.25'];

  it('reports it, and trains on the others as if its rows were not there', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const report = await runJson(['train', 'a.csv', ...quick, ...split, '--predictions', 'p.csv'], folder);
      assert.deepEqual([report.m, report.mValidation, report.mTest], [24, 6, 10]);
      assert.equal(typeof report.testCost, 'number');
      assert.equal(typeof report.testAccuracy, 'number');
      assert.equal(report.testR2, null);
      const rows = (await readFile(join(folder, 'p.csv'), 'utf8')).trimEnd().split('\n').slice(1);
      const tested = rows.filter((row) => row.endsWith(',test'));
      assert.equal(tested.length, 10);
      const lines = dividedTable().trimEnd().split('\n');
      const others = lines.filter((_, i) => i === 0 || !tested.some((row) => row.startsWith(`${i + 1},`)));
      await inFolder({ 'b.csv': `${others.join('\n')}\n` }, async (other) => {
        const without = await runJson(['train', 'b.csv', ...quick], other);
        assert.equal(without.weightsSha256, report.weightsSha256);
      });
    });
  });

  it('has a column for it in the text, only where there is one', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { stdout } = await runCli(['train', 'a.csv', ...quick, ...split], folder);
      assert.match(stdout, /^ +training +validation +test$/m);
      assert.match(stdout, /^examples +24 +6 +10$/m);
      assert.match((await runCli(['train', 'a.csv', ...quick], folder)).stdout, /^ +training +validation$/m);
    });
  });
});
