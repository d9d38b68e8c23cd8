/** Whatever fails while a file is written, and wherever: what was there before is whole, and nothing is left beside it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RandomState } from '../../../../src/core/network/random.ts';
import { type FileSystem, writeWhole } from '../../../../src/platform/node/writeWhole.ts';
import { trials } from '../../../trials.ts';

const count = trials(60, 500);

class Fault extends Error {
  override readonly name = 'Fault';
}

/** A file system whose k-th operation fails; a write that fails has written a part, as on a disk that runs full. */
function failing(at: number, part: number): FileSystem {
  let done = 0;
  const step = async <T>(work: () => Promise<T>, before = async () => {}): Promise<T> => {
    if (done++ !== at) return work();
    await before();
    throw new Fault('ENOSPC');
  };
  return {
    rename: (from, to) => step(() => rename(from, to)),
    remove: (path) => rm(path, { force: true }),
    open: (path, flags) =>
      step(async () => {
        const file = await open(path, flags);
        return {
          writeFile: (content) =>
            step(
              () => writeFile(file, content),
              () => writePart(file, content, part),
            ),
          chmod: (mode) => step(() => file.chmod(mode)),
          sync: () => step(() => file.sync()),
          close: () =>
            step(
              () => file.close(),
              () => file.close(),
            ),
        };
      }),
  };
}

async function writePart(file: Awaited<ReturnType<typeof open>>, content: unknown, part: number): Promise<void> {
  const bytes = content as Uint8Array;
  await file.writeFile(bytes.subarray(0, Math.floor(part * bytes.length)));
}

describe('writeWhole(path, content) on a file system that fails', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it(`keeps the earlier file whole, ${count} times, each write, flush and rename among what fails`, async () => {
    const random = new RandomState(7);
    const path = join(folder, 'net.safetensors');
    const failed = new Set<number>();
    for (let trial = 0; trial < count; trial++) {
      const before = Buffer.from(`earlier ${trial} `.repeat(1 + Math.floor(random.random() * 200)));
      const after = Buffer.from(`later ${trial} `.repeat(1 + Math.floor(random.random() * 5000)));
      const isThere = random.random() < 0.8;
      await rm(path, { force: true });
      if (isThere) await writeFile(path, before);
      const at = trial % 7;
      const error = await writeWhole(path, new Uint8Array(after), failing(at, random.random())).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error) {
        failed.add(at);
        assert.ok(error instanceof Fault, String(error));
        assert.deepEqual(await readdir(folder), isThere ? ['net.safetensors'] : []);
        if (isThere) assert.deepEqual(await readFile(path), before);
      } else assert.deepEqual(await readFile(path), after);
    }
    // open, write, permissions, flush, close, rename.
    assert.deepEqual([...failed].sort(), [0, 1, 2, 3, 4, 5]);
  });

  (process.platform === 'win32' ? it.skip : it)('SIGTERM in the middle leaves no temporary file', async () => {
    const header = 'x,y,kind\n';
    const rows = Array.from({ length: 60 }, (_, i) => `${(i * 7) % 13},${(i * 5) % 11},${i % 2 ? 'a' : 'b'}\n`).join(
      '',
    );
    await writeFile(join(folder, 'a.csv'), header + rows);
    await writeFile(join(folder, 'long.csv'), header + rows.repeat(10_000));
    const start = (...args: string[]) => spawn(process.execPath, [resolve('dist/cli.js'), ...args], { cwd: folder });
    await once(start('train', 'a.csv', '--set', 'training.epochs=2', '--save', 'a.safetensors'), 'exit');
    const child = start('predict', 'a.safetensors', 'long.csv', '--out', 'out.csv');
    const isWriting = async () => (await readdir(folder)).some((name) => name.endsWith('.tmp'));
    while (!(await isWriting()) && child.exitCode === null) await new Promise((done) => setTimeout(done, 10));
    child.kill('SIGTERM');
    await once(child, 'exit');
    assert.equal(child.exitCode, 143);
    assert.deepEqual((await readdir(folder)).sort(), ['a.csv', 'a.safetensors', 'long.csv']);
  });
});
