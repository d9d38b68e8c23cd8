import { errorText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotAFileError, openRegular, readRegular, TooLargeError } from '../../../../src/platform/node/regularFile.ts';
import { fileSource, SourceError } from '../../../../src/platform/node/openSource.ts';

describe('regular files', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'a.csv'), 'a\n1\n');
    await symlink(join(folder, 'a.csv'), join(folder, 'link'));
  });
  after(() => rm(folder, { recursive: true }));

  const refused = (kind: string) => (error: unknown) => error instanceof NotAFileError && error.kind === kind;

  it('openRegular(path) opens files and links to files', async () => {
    for (const name of ['a.csv', 'link']) {
      const file = await openRegular(join(folder, name));
      assert.equal((await file.readFile()).toString(), 'a\n1\n');
      await file.close();
    }
  });

  it('openRegular(path) refuses a folder', () =>
    assert.rejects(openRegular(join(folder, 'folder')), refused('folder')));

  it('readRegular(path, maxBytes) refuses more bytes than are taken', () =>
    assert.rejects(
      readRegular(join(folder, 'a.csv'), 3),
      (error) => error instanceof TooLargeError && /4 bytes; at most 3/.test(error.message),
    ));

  const onPosix = process.platform === 'win32' ? it.skip : it;

  onPosix('refuse pipes at once, however many: none of the threads that read files is held', async () => {
    const pipes = ['1', '2', '3', '4', '5'].map((name) => join(folder, `pipe${name}.csv`));
    execFileSync('mkfifo', pipes);
    for (const path of pipes) {
      await assert.rejects(openRegular(path), refused('pipe'));
      assert.throws(
        () => fileSource(path),
        (error) => error instanceof SourceError && /pipe\d\.csv is a pipe; expected a CSV file/.test(errorText(error)),
      );
    }
  });

  onPosix('refuse devices and sockets', async () => {
    await assert.rejects(openRegular('/dev/zero'), refused('device'));
    const path = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    await assert.rejects(openRegular(path), refused('socket'));
    await new Promise((closed) => server.close(closed));
  });
});
