import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../../../src/platform/node/writeWhole.ts';

describe('writeWhole(path, content)', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes a file, replaces one, and leaves nothing else', async () => {
    const path = join(folder, 'out.csv');
    for (const text of ['first', 'second']) {
      await writeWhole(path, text);
      assert.equal(await readFile(path, 'utf8'), text);
    }
    assert.deepEqual(await readdir(folder), ['out.csv']);
  });

  it('keeps the permissions, and follows a link', async () => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'before');
    await chmod(path, 0o640);
    await symlink(path, join(folder, 'link'));
    await writeWhole(join(folder, 'link'), 'after');
    assert.equal(await readFile(path, 'utf8'), 'after');
    assert.equal((await stat(path)).mode & 0o777, 0o640);
    assert.deepEqual(await readdir(folder), ['link', 'out.csv']);
  });

  it('leaves what was there when the writing fails', async () => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'before');
    // Fails in the middle of writing, as a full disk does.
    const broken = {} as unknown as string;
    await assert.rejects(writeWhole(path, broken));
    assert.equal(await readFile(path, 'utf8'), 'before');
    assert.deepEqual(await readdir(folder), ['out.csv']);
  });

  it('says that it is a folder', () => assert.rejects(writeWhole(folder, ''), { message: /folder/ }));

  (process.platform === 'win32' ? it.skip : it)('does not wait for a pipe that nobody reads', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    await assert.rejects(writeWhole(path, 'text'), { code: 'ENXIO' });
  });
});
