import { errorText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, fileSource, openSource, SourceError } from '../../../../src/platform/node/openSource.ts';

async function contents(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return Buffer.concat(all);
}

const refusal = (pattern: RegExp) => (error: unknown) => error instanceof SourceError && pattern.test(errorText(error));

describe('openSource(source)', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('reads a file from its beginning as often as it is opened', async () => {
    const bytes = Buffer.alloc(2_500_000, 'a,b\n1,2\n');
    const path = join(folder, 'table.csv');
    await writeFile(path, bytes);
    const source = openSource({ kind: 'path', path, name: 'table.csv' });
    assert.equal(source.byteLength, bytes.length);
    for (let i = 0; i < 2; i++) assert.ok(bytes.equals(await contents(source.open())));
  });

  it('reads bytes that were handed over, without copying them', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251);
    const source = bytesSource(bytes, 'untitled.csv');
    assert.ok(Buffer.from(bytes).equals(await contents(source.open())));
    for await (const piece of source.open()) assert.equal(piece.buffer, bytes.buffer);
    assert.equal((await contents(bytesSource(new Uint8Array(0), 'empty.csv').open())).length, 0);
  });

  it('says calmly that a file is not there, or is a folder', () => {
    assert.throws(
      () => fileSource(join(folder, 'gone.csv')),
      refusal(/^gone\.csv was not found: it was moved or deleted\./),
    );
    assert.throws(() => fileSource(folder, 'data'), refusal(/^data is a folder/));
  });

  it('says so too when the file goes away between looking and reading', async () => {
    const path = join(folder, 'short-lived.csv');
    await writeFile(path, 'a\n1\n');
    const source = fileSource(path);
    await rm(path);
    await assert.rejects(contents(source.open()), refusal(/short-lived\.csv was not found/));
  });

  it('notices a table that changes between two passes, or in one', async () => {
    const changes: readonly ((path: string) => Promise<void>)[] = [
      (path) => appendFile(path, '3\n'),
      async (path) => {
        await writeFile(`${path}.new`, 'a\n9\n');
        await rename(`${path}.new`, path);
      },
      async (path) => {
        await writeFile(path, 'a\n2\n');
        await utimes(path, 1, 1);
      },
    ];
    for (const [index, change] of changes.entries()) {
      const path = join(folder, `moving${index}.csv`);
      await writeFile(path, 'a\n1\n');
      const source = fileSource(path);
      await contents(source.open());
      await change(path);
      await assert.rejects(contents(source.open()), refusal(/moving\d\.csv changed while it was read/));
      const pieces = fileSource(path).open()[Symbol.asyncIterator]();
      await pieces.next();
      await appendFile(path, 'more\n');
      await assert.rejects(
        async () => {
          for (;;) if ((await pieces.next()).done) return;
        },
        refusal(/changed while it was read/),
      );
    }
  });
});
