/** The thread that writes records: what it writes is what this thread would have written, and whatever befalls it is told. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { weightsSha256 } from '../../../../src/platform/node/fingerprint.ts';
import { nodeRecords } from '../../../../src/platform/node/records/nodeRecords.ts';
import { recordsSettled, recordThread } from '../../../../src/platform/node/records/recordThread.ts';
import { finished } from '../../../../src/core/network/pieces.ts';
import type { RecordedFile, RunRecord } from '../../../../src/record/runRecord.ts';
import { RunRecorder } from '../../../../src/run/record/runRecorder.ts';
import { builtRun } from '../../model/smallRun.ts';
import { kept, recordOf } from '../../record/recordedRun.ts';

const worker = resolve('dist', 'worker.js');
const id = '20261130-100000-aaaaaa';

function unfinishedIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
}

describe('a thread that writes records', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nn-record-thread-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A recorder whose clock goes a minute with each look at it, so that each call writes. @param writer `null`: this thread */
  async function opened(folder: string, writer: string | null) {
    const store = nodeRecords(join(root, folder));
    const run = await builtRun({ optimizer: 'adam', epochs: 400, batchSize: 8 }, 0);
    const record = recordOf(run, id);
    const lock = await store.create(record, kept);
    const writers = writer === null ? null : recordThread(writer);
    const write = writers?.(join(root, folder), id, lock.token);
    let now = 0;
    const options = { store, lock, record, run, fingerprint: weightsSha256, write };
    return { store, run, lock, recorder: new RunRecorder({ ...options, now: () => (now += 60_000) }) };
  }

  type Opened = Awaited<ReturnType<typeof opened>>;

  async function trainAndSave({ run: { trainer }, recorder }: Opened, times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      for (const goal = trainer.step + 100; trainer.step < goal; ) {
        trainer.run(recorder.stepsToNext(trainer.step));
        finished(recorder.look(trainer.step / 1000));
      }
      recorder.save({ seconds: trainer.step / 1000, costsAt: {}, startCost: 0.5 });
      await recorder.settled();
    }
  }

  it('writes what this thread would have written, to the last byte', async () => {
    const found: [RunRecord, readonly RecordedFile[]][] = [];
    for (const writer of [null, worker]) {
      const training = await opened(String(writer === null), writer);
      await trainAndSave(training, 6);
      assert.equal(training.recorder.problem, null);
      const record = await training.store.read(id);
      assert.deepEqual(training.recorder.record, record);
      for (const file of [...record.curve.chunks, ...record.checkpoints]) await training.store.file(id, file);
      found.push([record, [...record.curve.chunks, ...record.checkpoints]]);
      await training.lock.release();
    }
    const [[here, filesHere], [there, filesThere]] = found as [(typeof found)[0], (typeof found)[0]];
    assert.ok(here.curve.chunks.length > 0 && here.checkpoints.length === 6);
    assert.deepEqual(there, here);
    assert.deepEqual(filesThere, filesHere);
  });

  it('is waited for by who ends the process', async () => {
    const training = await opened('ending', worker);
    training.run.trainer.run(10);
    training.recorder.save({ seconds: 1, costsAt: {}, startCost: 0.5 });
    await recordsSettled();
    const folder = join(root, 'ending', id);
    assert.deepEqual([(await training.store.read(id)).step, unfinishedIn(folder)], [10, []]);
    await recordsSettled();
    await training.lock.release();
  });

  it('tells what the system says, and writes all of it the next time', async () => {
    const training = await opened('failing', worker);
    const { store, recorder, lock } = training;
    // Where the folder of the checkpoints would be, there is a file.
    writeFileSync(join(root, 'failing', id, 'checkpoints'), '');
    await trainAndSave(training, 1);
    assert.match(String((recorder.problem as { readonly code?: string }).code), /ENOTDIR|EEXIST/);
    assert.equal((await store.read(id)).step, 0);
    rmSync(join(root, 'failing', id, 'checkpoints'));
    await trainAndSave(training, 1);
    assert.equal(recorder.problem, null);
    const { step, weightsSha256: sum } = await store.read(id);
    assert.deepEqual([step, sum], [200, weightsSha256(training.run.trainer.parameters.values)]);
    await lock.release();
  });

  it('writes nothing of a run that another process has taken over', async () => {
    const training = await opened('taken', worker);
    await training.lock.release();
    const other = await training.store.lock(id);
    await trainAndSave(training, 1);
    assert.equal(training.recorder.isLost, true);
    assert.equal((await training.store.read(id)).step, 0);
    await other?.release();
  });

  it('that ends in the middle of it is told, and another one takes its place', async () => {
    const broken = join(root, 'broken.js');
    writeFileSync(broken, 'setTimeout(() => process.exit(3), 1)');
    const training = await opened('ended', broken);
    await trainAndSave(training, 1);
    assert.match(String(training.recorder.problem), /exit code 3/);
    // The next one is asked for anew, and runs what is there by then.
    writeFileSync(broken, `require(${JSON.stringify(worker)})`);
    await trainAndSave(training, 1);
    assert.equal(training.recorder.problem, null);
    assert.equal((await training.store.read(id)).step, 200);
    await training.lock.release();
  });
});
