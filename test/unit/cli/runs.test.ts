/** Runs that are recorded: there before their first step, listed, gone on with to the same bits, and trained again from their record alone. */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeRecords } from '../../../src/platform/node/records/nodeRecords.ts';
import { columnsOf } from '../../../src/record/curve.ts';
import { RecordStore } from '../../../src/record/recordStore.ts';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

const few = ['--set', 'training.epochs=5'];
const recorded = ['--record', '.nn-runs'];
interface Listed {
  readonly runs: readonly Record<string, unknown>[];
}

describe('train … --record DIR, and runs', () => {
  const inRuns = (use: (folder: string) => Promise<void>): Promise<void> => inFolder({ 'a.csv': dividedTable() }, use);

  it('lists the run with what train printed', () =>
    inRuns(async (folder) => {
      const report = await runJson(['train', 'a.csv', ...few, ...recorded], folder);
      const { runs } = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      assert.equal(runs.length, 1);
      const { id, started, seconds, ...row } = runs[0] ?? {};
      assert.match(String(id), /^\d{8}-\d{9}-[0-9a-f]{6}$/);
      assert.ok(!Number.isNaN(Date.parse(String(started))) && seconds === report['seconds']);
      const { steps: step, epochs, cost, validationCost, weightsSha256 } = report;
      assert.deepEqual(row, {
        ...{ name: null, file: 'a.csv', table: 'a.csv', state: 'finished', step, epochs, cost, validationCost },
        ...{ weightsSha256, parent: null, parentStep: null, pinned: false },
      });
    }));

  it('recording changes not one bit', () =>
    inRuns(async (folder) => {
      const args = ['train', 'a.csv', '--set', 'training.batchSize=8', '--set', 'training.epochs=30'];
      const [plain, kept] = [await runJson(args, folder), await runJson([...args, ...recorded], folder)];
      assert.equal(kept['weightsSha256'], plain['weightsSha256']);
      assert.deepEqual(Object.keys(kept), Object.keys(plain));
    }));

  it('trains again from the record alone: "identical", also when the table has changed or is gone', () =>
    inRuns(async (folder) => {
      const { weightsSha256 } = await runJson(['train', 'a.csv', ...few, ...recorded], folder);
      await writeFile(join(folder, 'a.csv'), `${dividedTable()}1,2,high\n`);
      const changed = await runCli(['runs', 'reproduce', 'latest'], folder);
      assert.equal(changed.stdout, `identical: weights SHA-256 ${weightsSha256}\n`);
      await rm(join(folder, 'a.csv'));
      assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
    }));

  it('names the first recorded step that differs, and the rows of the table that do', () =>
    inRuns(async (folder) => {
      await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const lines = dividedTable().split('\n');
      lines[6] = '9.75,9.75,low';
      await writeFile(join(folder, 'b.csv'), lines.join('\n'));
      const { code, stdout } = await runCli(['runs', 'reproduce', 'latest', '--data', 'b.csv', '--json'], folder);
      const { identical, firstDifference, reason } = JSON.parse(stdout);
      assert.deepEqual([code, identical, firstDifference.step, firstDifference.what], [1, false, 1, 'batchCost']);
      assert.deepEqual([reason.code, reason.values], ['reproduce.rows', ['a.csv', '7', 1]]);
    }));

  it('names a run by a beginning of its id, and says what is wrong with the name', () =>
    inRuns(async (folder) => {
      const none = await runCli(['runs', 'show', 'latest'], folder);
      assert.deepEqual([none.code, none.stdout], [1, '']);
      assert.match(none.stderr, /^\.nn-runs: there is no recorded run here/);
      for (let i = 0; i < 2; i++) await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const { runs } = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      const [newest, oldest] = runs.map(({ id }) => String(id));
      assert.equal((await runJson(['runs', 'show', 'latest'], folder))['id'], newest);
      assert.equal((await runJson(['runs', 'show', String(oldest).slice(0, -1)], folder))['id'], oldest);
      assert.match((await runCli(['runs', 'show', '20'], folder)).stderr, /2 runs begin with "20"/);
      assert.match((await runCli(['runs', 'show', 'x'], folder)).stderr, /no run begins with "x"/);
      assert.match((await runCli(['runs', 'show'], folder)).stderr, /needs RUN/);
    }));

  it('compares what differs, and nothing else', () =>
    inRuns(async (folder) => {
      for (const rate of [0.01, 0.02])
        await runCli(['train', 'a.csv', ...few, '--set', `training.learningRate=${rate}`, ...recorded], folder);
      const { runs } = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      const ids = runs.map(({ id }) => String(id)).reverse();
      const compared = await runJson(['runs', 'compare', ...ids], folder);
      assert.deepEqual(compared['differences'], [{ path: 'training.learningRate', values: [0.01, 0.02] }]);
      for (const seed of [1, 2]) {
        const seeded = ['--set', `network.initialization.seed=${seed}`];
        await runCli(['train', 'a.csv', ...few, ...seeded, '--save', 'start.safetensors'], folder);
        const begun = ['network.initialization.scheme=file', 'network.initialization.file=start.safetensors'];
        await runCli(['train', 'a.csv', ...few, ...begun.flatMap((set) => ['--set', set]), ...recorded], folder);
      }
      const starts = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      const [second, first] = starts.runs.map(({ id }) => String(id)) as [string, string];
      const { differences } = await runJson(['runs', 'compare', first, second], folder);
      const [found, ...others] = differences as { path: string; values: string[] }[];
      assert.deepEqual([found?.path, others], ['start', []]);
      assert.match(found?.values.join(' ') ?? '', /^[0-9a-f]{64} [0-9a-f]{64}$/);
      assert.equal((await runCli(['runs', 'compare', 'latest'], folder)).code, 2);
    }));

  it('deletes runs, and the copy of their table with the last of them', () =>
    inRuns(async (folder) => {
      for (let i = 0; i < 2; i++) await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const { runs } = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      const [newest, oldest] = runs.map(({ id }) => String(id));
      assert.deepEqual(await runJson(['runs', 'delete', String(oldest)], folder), { deleted: [oldest] });
      assert.equal((await readdir(join(folder, '.nn-runs', 'tables'))).length, 1);
      assert.deepEqual(await runJson(['runs', 'delete', 'latest'], folder), { deleted: [newest] });
      assert.deepEqual(await readdir(join(folder, '.nn-runs', 'tables')), []);
      assert.deepEqual(await runJson(['runs', 'list'], folder), { runs: [] });
    }));

  it('leaves a run alone that another process trains', () =>
    inRuns(async (folder) => {
      await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const store = nodeRecords(join(folder, '.nn-runs'));
      const [id] = await store.ids();
      assert.ok(id);
      const lock = await store.lock(id);
      await store.write({ ...(await store.read(id)), state: 'training' });
      for (const verb of ['resume', 'delete']) {
        const { code, stderr } = await runCli(['runs', verb, 'latest'], folder);
        assert.deepEqual([code, /another process is training/.test(stderr)], [1, true], verb);
      }
      await lock?.release();
      const { runs } = (await runJson(['runs', 'list'], folder)) as unknown as Listed;
      assert.equal(runs[0]?.['state'], 'interrupted');
    }));

  it('deletes none of several where one of them is trained', () =>
    inRuns(async (folder) => {
      for (let i = 0; i < 2; i++) await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const store = nodeRecords(join(folder, '.nn-runs'));
      const [newest = '', oldest = ''] = await store.ids();
      const lock = await store.lock(oldest);
      const { code, stderr } = await runCli(['runs', 'delete', newest, oldest], folder);
      assert.deepEqual([code, /another process is training/.test(stderr)], [1, true]);
      assert.deepEqual(await store.ids(), [newest, oldest]);
      await lock?.release();
      assert.deepEqual(await runJson(['runs', 'delete', newest, oldest], folder), { deleted: [newest, oldest] });
    }));

  it('says so where nothing was recorded that could be compared', () =>
    inRuns(async (folder) => {
      await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const store = nodeRecords(join(folder, '.nn-runs'));
      const record = await store.read((await store.ids())[0] ?? '');
      const nothing = { step: 0, epochs: 0, checkpoints: [], weightsSha256: null };
      await store.write({ ...record, ...nothing, state: 'interrupted', curve: { chunks: [], tail: columnsOf([]) } });
      const { code, stdout, stderr } = await runCli(['runs', 'reproduce', 'latest'], folder);
      assert.deepEqual([code, stdout, /nothing recorded that could be compared/.test(stderr)], [1, '', true], stderr);
    }));

  it('reads what a record of someone else names only where it is the table of the run', () =>
    inRuns((folder) =>
      inFolder({ 'other.csv': dividedTable().replaceAll('high', 'secret') }, async (elsewhere) => {
        await runCli(['train', 'a.csv', ...few, ...recorded], folder);
        const store = nodeRecords(join(folder, '.nn-runs'));
        const record = await store.read((await store.ids())[0] ?? '');
        const where = join(elsewhere, 'other.csv');
        await store.write({ ...record, table: { ...record.table, where, isKept: false } });
        for (const verb of ['reproduce', 'resume']) {
          const { code, stdout, stderr } = await runCli(['runs', verb, 'latest'], folder);
          assert.deepEqual([code, stdout, /the table a\.csv is not found/.test(stderr)], [1, '', true], stderr);
        }
        await writeFile(where, dividedTable());
        assert.equal((await runJson(['runs', 'reproduce', 'latest'], folder))['identical'], true);
      }),
    ));

  it('goes on with no run that another process has ended meanwhile', () =>
    inRuns(async (folder) => {
      const { weightsSha256 } = await runJson(['train', 'a.csv', ...few, ...recorded], folder);
      const store = nodeRecords(join(folder, '.nn-runs'));
      const [id = ''] = await store.ids();
      const before = await readFile(join(folder, '.nn-runs', id, 'run.json'), 'utf8');
      // As it was listed first, and as it is found under the lock.
      const read = RecordStore.prototype.read;
      let count = 0;
      RecordStore.prototype.read = async function (this: RecordStore, one: string) {
        const found = await read.call(this, one);
        return count++ === 0 ? { ...found, state: 'interrupted' } : found;
      };
      try {
        const resumed = await runJson(['runs', 'resume', 'latest'], folder);
        assert.deepEqual([resumed['weightsSha256'], count], [weightsSha256, 2]);
      } finally {
        RecordStore.prototype.read = read;
      }
      assert.equal(await readFile(join(folder, '.nn-runs', id, 'run.json'), 'utf8'), before);
      assert.ok(!(await readdir(join(folder, '.nn-runs', id))).includes('lock'));
    }));

  it('tells a damaged record, lists the others, and deletes it', () =>
    inRuns(async (folder) => {
      for (let i = 0; i < 2; i++) await runCli(['train', 'a.csv', ...few, ...recorded], folder);
      const [, id = ''] = await nodeRecords(join(folder, '.nn-runs')).ids();
      const path = join(folder, '.nn-runs', id, 'run.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"step":', '"stop":'));
      const { stdout, stderr } = await runCli(['runs', 'list', '--json'], folder);
      assert.equal(JSON.parse(stdout).runs.length, 1);
      assert.match(stderr, new RegExp(`^\\.nn-runs/${id}: its checksum does not fit`));
      assert.deepEqual(await runJson(['runs', 'delete', id], folder), { deleted: [id] });
    }));

  it('moves with its folder, and takes what its weights began with along', () =>
    inRuns(async (folder) => {
      await runCli(['train', 'a.csv', ...few, '--save', 'start.safetensors'], folder);
      const begun = ['network.initialization.scheme=file', 'network.initialization.file=start.safetensors'];
      await runCli(['train', 'a.csv', ...few, ...begun.flatMap((set) => ['--set', set]), ...recorded], folder);
      await mkdir(join(folder, 'elsewhere'));
      await rename(join(folder, '.nn-runs'), join(folder, 'elsewhere', 'runs'));
      await rm(join(folder, 'start.safetensors'));
      const printed = await runJson(['runs', 'reproduce', 'latest', '--dir', 'elsewhere/runs'], folder);
      assert.equal(printed['identical'], true);
    }));

  it('refuses a folder that cannot be written, before anything is trained', () =>
    inRuns(async (folder) => {
      const { code, stdout, stderr } = await runCli(['train', 'a.csv', '--record', 'a.csv'], folder);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^a\.csv: /m);
    }));
});
