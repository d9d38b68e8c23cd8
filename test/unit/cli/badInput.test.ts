import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { dividedTable, inFolder, runCli } from './runCli.ts';

/** One sentence on stderr, nothing on stdout, no trace of the code. */
function assertFails(result: Awaited<ReturnType<typeof runCli>>, code: 1 | 2, sentence: RegExp): void {
  assert.equal(result.code, code, result.stderr);
  assert.match(result.stderr, sentence);
  assert.equal(result.stderr.trimEnd().split('\n').length, 1, result.stderr);
  assert.doesNotMatch(result.stderr, /\bat .*\(|cli\.js|node:/);
  assert.equal(result.stdout, '');
}

describe('nn-explorer with input that cannot be used', function () {
  this.timeout(60_000);

  const tables: readonly (readonly [name: string, content: string | Uint8Array, sentence: RegExp])[] = [
    ['is empty', '', /^a\.csv/],
    ['is only a header', 'a,b,c\n', /^a\.csv/],
    ['is binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256), /^a\.csv/],
    ['has nothing but zeros', new Uint8Array(1000), /^a\.csv/],
    ['has one column only', 'a\n1\n2\n3\n', /^a\.csv/],
  ];
  for (const [name, content, sentence] of tables) {
    it(`refuses to train a table that ${name}`, async () => {
      await inFolder({ 'a.csv': content }, async (folder) => assertFails(await runCli(['train', 'a.csv'], folder), 1, sentence));
    });
  }

  it('names a missing file, a folder, an unknown target', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      await mkdir(join(folder, 'folder.csv'));
      for (const command of ['train', 'shapes', 'check', 'gradcheck', 'describe']) {
        assertFails(await runCli([command, 'missing.csv'], folder), 1, /^missing\.csv: there is no such file/);
      }
      assertFails(await runCli(['train', 'folder.csv'], folder), 1, /^folder\.csv: this is a folder/);
      assertFails(await runCli(['train', 'missing.nnconfig'], folder), 1, /^missing\.nnconfig: there is no such file/);
      assertFails(await runCli(['train', 'a.csv', '--target', 'kin'], folder), 1, /^a\.csv.*kin/);
    });
  });

  it('exits with 2 for wrong use', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      assertFails(await runCli([], folder), 2, /Say what to do/);
      assertFails(await runCli(['train'], folder), 2, /needs a file/);
      assertFails(await runCli(['train', 'a.csv', '--fast'], folder), 2, /--fast/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'training.learningRat=1'], folder), 2, /training\.learningRate/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'training.learningRate=fast'], folder), 2, /learningRate/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'training.learningRate'], folder), 2, /path=value/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'network.layers.3.units=4'], folder), 2, /hidden layers/);
    });
  });

  it('points at line and column of a configuration', async () => {
    const files = {
      'a.csv': dividedTable(),
      'key.nnconfig': '{ "data": { "file": "a.csv", "target": "kind" },\n  "trainig": {} }',
      'syntax.nnconfig': '{ "data": { "file": "a.csv" "target": "kind" } }',
      'value.nnconfig': '{\n  "data": { "file": "a.csv", "target": "kind" },\n  "training": { "learningRate": -1 }\n}',
      'column.nnconfig': '{\n  "data": { "file": "a.csv",\n    "target": "kin" }\n}',
      'nodata.nnconfig': '{\n  "data": { "file": "b.csv", "target": "kind" }\n}',
    };
    await inFolder(files, async (folder) => {
      for (const command of ['train', 'shapes', 'gradcheck']) {
        assertFails(await runCli([command, 'key.nnconfig'], folder), 1, /^key\.nnconfig:2:3: .*trainig/);
        assertFails(await runCli([command, 'syntax.nnconfig'], folder), 1, /^syntax\.nnconfig:1:\d+: /);
        assertFails(await runCli([command, 'value.nnconfig'], folder), 1, /^value\.nnconfig:3:33: .*learningRate/);
        assertFails(await runCli([command, 'column.nnconfig'], folder), 1, /^column\.nnconfig:3:15: .*kin/);
        assertFails(await runCli([command, 'nodata.nnconfig'], folder), 1, /^nodata\.nnconfig:2:21: .*b\.csv/);
      }
    });
  });

  it('refuses data outside the folder of the configuration and the current one', async () => {
    const config = (file: string) => JSON.stringify({ data: { file, target: 'kind' } });
    const files = {
      'data/a.csv': dividedTable(),
      'models/up.nnconfig': config('../data/a.csv'),
      'models/root.nnconfig': config('/etc/passwd'),
      'models/link.nnconfig': config('link.csv'),
    };
    await inFolder(files, async (folder) => {
      const models = join(folder, 'models');
      await symlink(join(folder, 'data/a.csv'), join(models, 'link.csv'));
      assert.equal((await runCli(['shapes', 'models/up.nnconfig'], folder)).code, 0);
      assertFails(await runCli(['shapes', 'up.nnconfig'], models), 1, /^up\.nnconfig:1:17: .*outside/);
      assertFails(await runCli(['shapes', 'root.nnconfig'], models), 1, /^root\.nnconfig:1:17: .*outside/);
      assertFails(await runCli(['shapes', 'link.nnconfig'], models), 1, /^link\.nnconfig:1:17: .*outside/);
      assert.equal((await runCli(['shapes', 'models/link.nnconfig'], folder)).code, 0);
    });
  });
});
