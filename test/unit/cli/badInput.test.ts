import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
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
    ['has one column that changes', 'a,b\n1,7\n2,7\n3,7\n', /^a\.csv.*only the column "a" can be used/],
  ];
  for (const [name, content, sentence] of tables) {
    it(`refuses to train a table that ${name}`, async () => {
      await inFolder({ 'a.csv': content }, async (folder) =>
        assertFails(await runCli(['train', 'a.csv'], folder), 1, sentence),
      );
    });
  }

  it('says why no column can be the target', async () => {
    const files = {
      'same.csv': `a,b\n${'1,x\n'.repeat(30)}`,
      'row.csv': 'a,b\n1,2\n',
      'column.csv': 'a\n1\n2\n3\n',
      'one.csv': `a,b\n${Array.from({ length: 30 }, (_, row) => `${(row * 7) % 10},same`).join('\n')}\n`,
    };
    await inFolder(files, async (folder) => {
      const train = (file: string) => runCli(['train', file], folder);
      assertFails(
        await train('same.csv'),
        1,
        /^same\.csv:1: no column can be learned from: "a" is of type constant \(every value is 1\), "b"/,
      );
      assertFails(
        await train('row.csv'),
        1,
        /^row\.csv:1: the table has one row of values only; a network needs examples/,
      );
      assertFails(await train('column.csv'), 1, /^column\.csv:1: the table has one column only/);
      assertFails(
        await train('one.csv'),
        1,
        /^one\.csv:1: only the column "a" can be used, .*: "b" is of type constant/,
      );
    });
  });

  it('refuses a device, which may never end', async () => {
    assertFails(await runCli(['describe', '/dev/zero']), 1, /^\/dev\/zero: this is a device; name a CSV file/);
  });

  (process.platform === 'win32' ? it.skip : it)('refuses pipes as tables and as configurations', async () => {
    await inFolder({ 'a.nnconfig': '{ "data": { "file": "pipe.csv", "target": "kind" } }' }, async (folder) => {
      execFileSync('mkfifo', ['pipe.csv', 'pipe.nnconfig'], { cwd: folder });
      for (const command of ['train', 'shapes', 'gradcheck', 'describe'])
        assertFails(await runCli([command, 'pipe.csv'], folder), 1, /^pipe\.csv: this is a pipe; name a CSV file/);
      for (const command of ['train', 'shapes', 'gradcheck', 'check']) {
        assertFails(
          await runCli([command, 'pipe.nnconfig'], folder),
          1,
          /^pipe\.nnconfig: this is a pipe; name a file/,
        );
        const { code, stderr } = await runCli([command, 'a.nnconfig'], folder);
        assert.equal(code, 1);
        assert.match(stderr, /^a\.nnconfig:1:\d+: "pipe\.csv" is a pipe, a socket or a device; name a CSV or TSV file/);
      }
    });
  });

  it('reads a configuration in UTF-8 or UTF-16, with a byte order mark', async () => {
    const text = '{ "data": { "file": "a.csv", "target": "kind" } }';
    const big = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    const files = {
      'a.csv': dividedTable(),
      'utf8.nnconfig': `\ufeff${text}`,
      'little.nnconfig': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'big.nnconfig': big,
      'wrong.nnconfig': Buffer.from(`\ufeff${text.replace('kind', 'kid')}`, 'utf16le'),
    };
    await inFolder(files, async (folder) => {
      for (const name of ['utf8', 'little', 'big'])
        assert.equal((await runCli(['shapes', `${name}.nnconfig`], folder)).code, 0, name);
      assertFails(
        await runCli(['shapes', 'wrong.nnconfig'], folder),
        1,
        /^wrong\.nnconfig:1:40: the table has no column "kid"/,
      );
    });
  });

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
      assertFails(await runCli(['train'], folder), 2, /needs FILE/);
      assertFails(await runCli(['train', 'a.csv', '--fast'], folder), 2, /--fast/);
      assertFails(
        await runCli(['train', 'a.csv', '--set', 'training.learningRat=1'], folder),
        2,
        /training\.learningRate/,
      );
      assertFails(await runCli(['train', 'a.csv', '--set', 'training.learningRate=fast'], folder), 2, /learningRate/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'training.learningRate'], folder), 2, /path=value/);
      assertFails(await runCli(['train', 'a.csv', '--set', 'network.layers.3.units=4'], folder), 2, /1 hidden layer,/);
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

  it('keeps the place of what the file says, whatever else the command line says', async () => {
    const files = {
      'a.csv': dividedTable(),
      'column.nnconfig': '{\n  "data": { "file": "a.csv",\n    "target": "kin" }\n}',
    };
    await inFolder(files, async (folder) => {
      const shapes = (...more: string[]) => runCli(['shapes', 'column.nnconfig', ...more], folder);
      assertFails(await shapes('--set', 'training.epochs=3'), 1, /^column\.nnconfig:3:15: .*"kin"/);
      assertFails(await shapes('--set', 'data.split.validation=0.1'), 1, /^column\.nnconfig:3:15: .*"kin"/);
      assertFails(await shapes('--target', 'ind'), 1, /^column\.nnconfig: the table has no column "ind"/);
      assertFails(await shapes('--set', 'data.target=ind'), 1, /^column\.nnconfig: the table has no column "ind"/);
      assertFails(
        await shapes('--set', 'data.file=b.csv'),
        1,
        /^column\.nnconfig: there is no file "b\.csv"; .*; did you mean "a\.csv"/,
      );
    });
  });

  it('says what, expected and found when a --set does not fit', async () => {
    const wrong: readonly (readonly [set: string, sentence: RegExp])[] = [
      [
        'network.layers=[{"units":"x"}]',
        /: "network\.layers\.0\.units" must be a whole number from 1 to 4096; found "x"/,
      ],
      ['network.layers=[{"unit":4}]', /: "network\.layers\.0" has no key "unit"; did you mean "units"/],
      ['network.layers=[{}]', /: "network\.layers\.0\.units" is missing; expected a whole number/],
      ['network.layers=[{"units":1e400}]', /units" must be a whole number from 1 to 4096; found Infinity/],
      ['data.types={"kind":"nope"}', /: "data\.types\.kind" must be one of .*; found "nope"/],
      [
        'training.learningRate=1e400',
        /: "training\.learningRate" must be a number above 0 and at most 1000; found Infinity/,
      ],
      ['learningRate=1', /^--set learningRate=1: there is no key "learningRate"; did you mean training\.learningRate/],
      ['network.layers.1.units=4', /: the list network\.layers has 1 hidden layer, counted from 0 here/],
      ['data.file=b.csv', /: the table is a\.csv, as named on the command line/],
      ['data.file =b.csv', /: the table is a\.csv, as named on the command line/],
      ['data={"file":"b.csv","target":"kind"}', /: the table is a\.csv, as named on the command line/],
    ];
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      for (const [set, sentence] of wrong)
        assertFails(await runCli(['shapes', 'a.csv', '--set', set], folder), 2, sentence);
      const none = await runCli(
        ['shapes', 'a.csv', '--set', 'network.layers=[]', '--set', 'network.layers.0.units=4'],
        folder,
      );
      assertFails(none, 2, /: the list network\.layers has 0 hidden layers/);
    });
  });

  it('names a column that --set speaks of and the table does not have', async () => {
    const config = JSON.stringify({ data: { file: 'a.csv', target: 'kind' } });
    await inFolder({ 'a.csv': dividedTable(), 'a.nnconfig': config }, async (folder) => {
      for (const file of ['a.csv', 'a.nnconfig']) {
        const shapes = (set: string) => runCli(['shapes', file, '--set', set], folder);
        const index = file.replace('.', '\\.');
        assertFails(
          await shapes('data.types={"nope":"category"}'),
          1,
          new RegExp(`^${index}: the table has no column "nope"; it has a, b, kind`),
        );
        assertFails(await shapes('data.features=a,nope'), 1, new RegExp(`^${index}: the table has no column "nope"`));
        assertFails(
          await shapes('data.features=a,kind'),
          1,
          new RegExp(`^${index}: the target "kind" is among the features`),
        );
      }
    });
  });

  it('refuses paths that lead to other machines or systems, and shows none of this one', async () => {
    const paths: readonly (readonly [file: string, why: RegExp])[] = [
      ['//server/share/a.csv', /it is a network path/],
      ['\\\\server\\share\\a.csv', /it is a network path/],
      ['C:\\a.csv', /it is absolute/],
      ['https://example.org/a.csv', /it is an address/],
      ['missing.csv', /there is no file "missing\.csv"; it is looked for relative to this configuration\.$/m],
      ['data', /"data" is a folder; name a CSV or TSV file in it/],
      ['.', /"\." is a folder; name a CSV or TSV file in it/],
      ['a.csv/b.csv', /cannot be read: a part of this path is a file/],
    ];
    await inFolder({ 'a.csv': dividedTable(), 'data/b.csv': dividedTable() }, async (folder) => {
      for (const [file, why] of paths) {
        await writeFile(join(folder, 'x.nnconfig'), JSON.stringify({ data: { file, target: 'kind' } }));
        const result = await runCli(['shapes', 'x.nnconfig'], folder);
        assertFails(result, 1, why);
        assert.match(result.stderr, /^x\.nnconfig:1:17: (the data |there is no file |"(data|\.)" is a folder)/);
        assert.ok(!result.stderr.includes(folder), result.stderr);
      }
      await writeFile(join(folder, 'x.nnconfig'), JSON.stringify({ data: { file: 'data\\b.csv', target: 'kind' } }));
      assert.equal((await runCli(['shapes', 'x.nnconfig'], folder)).code, 0);
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
      assertFails(await runCli(['shapes', 'root.nnconfig'], models), 1, /^root\.nnconfig:1:17: .*absolute/);
      assertFails(await runCli(['shapes', 'link.nnconfig'], models), 1, /^link\.nnconfig:1:17: .*outside/);
      assert.equal((await runCli(['shapes', 'models/link.nnconfig'], folder)).code, 0);
    });
  });
});
