import assert from 'node:assert/strict';
import { appendFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkConfigSchema } from '../../../../../src/config/schema/schema.ts';
import { originMetrics } from '../../../../../src/model/origin.ts';
import { readSweep, SweepFile } from '../../../../../src/platform/node/sweep/sweepFile.ts';
import type { SweepWork } from '../../../../../src/protocol/sweep/sweepApi.ts';
import type { KeptMember, KeptSweep } from '../../../../../src/run/sweep/keptSweep.ts';
import { inFolder } from '../../../cli/runCli.ts';

const work: SweepWork = {
  ...{ uri: 'file:///a.nnconfig', written: '{}', file: 'a.nnconfig', table: 'a.csv' },
  config: networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } }),
  ...{ variations: [], random: null, seeds: 9, folds: null, until: null },
};
const figures = Object.fromEntries(originMetrics.map((name) => [name, null])) as KeptMember['figures'];
const member = (place: number): KeptMember => ({
  ...{ place, values: [], seed: place + 1, fold: null, stopReason: 'epochs', stepReached: null, steps: 1, epochs: 1 },
  ...{ seconds: 0.1, figures, m: 8, curve: { cost: [1], validationCost: null } },
});
const begun: KeptSweep = { work, sha256: 'x', members: [member(0)] };

describe('SweepFile', () => {
  const places = async (root: string, id = 'a') => (await readSweep({ root, id }))?.members.map(({ place }) => place);

  it('is there before the first member, and grows by those that were written', () =>
    inFolder({}, async (root) => {
      const file = await SweepFile.begin({ root, id: 'a' }, begun);
      assert.deepEqual(await readSweep({ root, id: 'a' }), begun);
      file.add(member(1));
      file.add(member(2));
      assert.deepEqual(await places(root), [0]);
      await Promise.all([file.flush(), file.flush()]);
      assert.deepEqual(await places(root), [0, 1, 2]);
    }));

  it('loses a line that was cut off, and none that comes after it', () =>
    inFolder({}, async (root) => {
      await SweepFile.begin({ root, id: 'a' }, begun);
      await appendFile(join(root, '.sweeps/a.jsonl'), JSON.stringify(member(1)).slice(0, 40));
      const kept = await readSweep({ root, id: 'a' });
      assert.deepEqual(kept?.members, begun.members);
      const again = await SweepFile.begin({ root, id: 'a' }, kept ?? begun);
      again.add(member(3));
      await again.flush();
      assert.deepEqual(await places(root), [0, 3]);
    }));

  it('keeps what could not be written for the next time', () =>
    inFolder({}, async (root) => {
      const file = await SweepFile.begin({ root, id: 'a' }, begun);
      const folder = join(root, '.sweeps');
      await rm(folder, { recursive: true });
      await writeFile(folder, 'no folder');
      file.add(member(1));
      await file.flush();
      await rm(folder);
      await SweepFile.begin({ root, id: 'a' }, begun);
      file.add(member(2));
      await file.flush();
      assert.deepEqual(await places(root), [0, 1, 2]);
    }));

  it('keeps the newest twenty sweeps', () =>
    inFolder({}, async (root) => {
      const ids = Array.from({ length: 22 }, (_, i) => `s${i}`);
      for (const [i, id] of ids.entries()) {
        await SweepFile.begin({ root, id }, begun);
        const path = join(root, '.sweeps', `${id}.jsonl`);
        await utimes(path, 1_000_000 + i, 1_000_000 + i);
      }
      await SweepFile.begin({ root, id: 'last' }, begun);
      const names = await readdir(join(root, '.sweeps'));
      assert.deepEqual(names.sort(), [...ids.slice(3), 'last'].map((id) => `${id}.jsonl`).sort());
      assert.equal(await readSweep({ root, id: 's0' }), null);
    }));
});
