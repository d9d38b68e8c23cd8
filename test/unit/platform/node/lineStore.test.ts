import assert from 'node:assert/strict';
import { open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { LineStore } from '../../../../src/platform/node/lineStore.ts';

describe('LineStore', () => {
  const all = Array.from({ length: 1000 }, (_, i) => `${i} ${'é'.repeat(i % 7)}`);

  it('gives every stretch of the lines that it was given in pieces', async () => {
    const store = await LineStore.create();
    for (let at = 0; at < all.length; at += 130)
      await store.add(
        all
          .slice(at, at + 130)
          .map((line) => `${line}\n`)
          .join(''),
      );
    assert.equal(store.count, all.length);
    for (const [from, count] of [
      [0, 1],
      [0, 1000],
      [63, 2],
      [64, 64],
      [500, 333],
      [990, 50],
      [1000, 5],
      [3, 0],
    ] as const)
      assert.deepEqual(await store.read(from, count), all.slice(from, from + count), `${from} ${count}`);
    await store.dispose();
  });

  it('leaves nothing behind', async () => {
    const before = await readdir(tmpdir());
    const store = await LineStore.create();
    await store.add('a\n');
    await store.dispose();
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('nn-explorer-') && name.endsWith('.tmp'));
    assert.deepEqual(
      left.filter((name) => !before.includes(name)),
      [],
    );
  });

  it('loses nothing where the system takes less at a time than it was given', async () => {
    const store = await LineStore.create();
    const handle = await open('package.json');
    const { write } = Object.getPrototypeOf(handle);
    await handle.close();
    const short = function (this: unknown, bytes: Uint8Array, from: number, length: number, at: number) {
      return write.call(this, bytes, from, Math.ceil(length / 2), at);
    };
    Object.getPrototypeOf(handle).write = short;
    try {
      await store.add('one\ntwo\n');
      await store.add('three\nfour\n');
      assert.deepEqual(await store.read(0, 4), ['one', 'two', 'three', 'four']);
    } finally {
      Object.getPrototypeOf(handle).write = write;
      await store.dispose();
    }
  });
});
