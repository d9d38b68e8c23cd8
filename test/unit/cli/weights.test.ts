import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

describe('nn-explorer train --weights', function () {
  this.timeout(60_000);
  const train = ['train', 'a.csv', '--set', 'training.epochs=5'];

  it('writes the same numbers as JSON and for NumPy, and prints them', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const report = await runJson([...train, '--weights', '-'], folder);
      const lists = report.weights as Record<string, number[][]>;
      assert.deepEqual(Object.keys(lists), ['W1', 'b1', 'W2', 'b2']);
      assert.deepEqual([lists.W1?.length, lists.W1?.[0]?.length, lists.b2], [12, 2, [[lists.b2?.[0]?.[0]]]]);
      assert.equal((await runJson([...train, '--weights', 'w.json'], folder)).weights, undefined);
      assert.deepEqual(JSON.parse(await readFile(join(folder, 'w.json'), 'utf8')), lists);
      const { stdout } = await runCli([...train, '--weights', '-'], folder);
      assert.match(stdout, /^W1 = np\.array\(\[\[-?\d.*\]\]\)$/m);
      await runCli([...train, '--weights', 'w.npz'], folder);
      const script = "import numpy, json; w = numpy.load('w.npz'); print(json.dumps({k: w[k].tolist() for k in w}))";
      const read = await promisify(execFile)('python3', ['-c', script], { cwd: folder });
      assert.deepEqual(JSON.parse(read.stdout), lists);
    });
  });

  it('refuses a name that tells no form, and to overwrite its input', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const odd = await runCli([...train, '--weights', 'w.txt'], folder);
      assert.deepEqual([odd.code, odd.stdout], [2, '']);
      assert.match(odd.stderr, /--weights takes a file \.json or \.npz/);
    });
  });
});
