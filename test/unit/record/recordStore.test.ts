import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/network/random.ts';
import { RecordError } from '../../../src/record/errors.ts';
import type { RecordFiles } from '../../../src/record/recordFiles.ts';
import { RecordStore, tablePath } from '../../../src/record/recordStore.ts';
import { builtRun } from '../model/smallRun.ts';
import { MemorySystem } from './memorySystem.ts';
import { finish, kept, record, recordOf, storeOn, trainRecorded } from './recordedRun.ts';

const [earlier, later] = ['20261130-100000-aaaaaa', '20261130-110000-bbbbbb'];

describe('RecordStore', () => {
  const setUp = () => storeOn(new MemorySystem(new RandomState(1)));

  it('writes the copy of a table again where it was damaged', async () => {
    const store = setUp();
    const run = await builtRun({}, 0);
    const first = recordOf(run, earlier);
    await (await store.create(first, kept)).release();
    const { sha256 } = first.table;
    await store.files.write(tablePath(sha256), new Uint8Array([1, 2, 3]));
    assert.equal(await store.table(sha256), null);
    await (await store.create(recordOf(run, later), kept)).release();
    assert.deepEqual(await store.table(sha256), kept.table);
  });

  for (const moment of ['move', 'remove'] as const)
    it(`keeps the table of a run that begins while the last one is deleted, just before its ${moment}`, async () => {
      const store = setUp();
      const run = await builtRun({}, 0);
      const { sha256 } = recordOf(run, earlier).table;
      await (await store.create(recordOf(run, earlier), kept)).release();
      let isBegun = false;
      const begin = async (path: string): Promise<void> => {
        if (isBegun || !path.startsWith('tables/')) return;
        isBegun = true;
        await (await store.create(recordOf(run, later), kept)).release();
      };
      const files: RecordFiles = {
        ...store.files,
        move: async (from, to) => {
          if (moment === 'move') await begin(from);
          return store.files.move(from, to);
        },
        remove: async (path) => {
          await begin(path);
          return store.files.remove(path);
        },
      };
      assert.equal(await new RecordStore(files, store.machine).delete(earlier), true);
      assert.ok(isBegun && (await store.table(sha256)));
      assert.deepEqual(await store.files.names('tables'), [`${sha256}.csv`]);
    });

  it('brings no run back by its lock', async () => {
    const store = setUp();
    await assert.rejects(store.lock(earlier), RecordError);
    assert.deepEqual(await store.files.names(''), []);
  });

  it('removes what a process left behind that ended in the middle, and nothing else', async () => {
    const store = setUp();
    const training = await record(store, later);
    await trainRecorded(training);
    await finish(training);
    const found = await store.read(later);
    const named = [...found.curve.chunks, ...found.checkpoints].map(({ file }) => file);
    for (const file of ['curve/000099.safetensors', 'checkpoints/000000000099.safetensors', 'run.json.abc.tmp'])
      await store.files.write(`${later}/${file}`, new Uint8Array([1]));
    await store.removeUnnamed(found);
    const below = async (folder: string) =>
      (await store.files.names(`${later}/${folder}`)).map((one) => `${folder}/${one}`);
    assert.deepEqual([...(await below('curve')), ...(await below('checkpoints'))].sort(), named.sort());
    assert.deepEqual(
      (await store.files.names(later)).filter((name) => name.includes('.')),
      ['run.json'],
    );
  });
});
