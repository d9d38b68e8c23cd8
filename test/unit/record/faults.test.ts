/** Whatever fails while a run is recorded, and wherever the process ends: what is read afterwards was true, and the training never knew. */
import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/network/random.ts';
import { readModel } from '../../../src/model/modelFile.ts';
import { inMemory } from '../../../src/model/safetensors.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import type { RecordStore } from '../../../src/record/recordStore.ts';
import { builtRun } from '../model/smallRun.ts';
import { type FaultKind, Killed, MemorySystem } from './memorySystem.ts';
import { finish, record, recorderOf, storeOn, trainRecorded } from './recordedRun.ts';

const trials = process.env['NN_LONG'] ? 1500 : 45;
const [earlier, later] = ['20261130-100000-aaaaaa', '20261130-110000-bbbbbb'];
const kinds: readonly FaultKind[] = ['kill', 'fail', 'full'];

describe(`a record on a disk that fails, ${trials} times`, () => {
  it('is true or not there, leaves earlier ones whole, and never disturbs the training', async () => {
    const undisturbed = await builtRun({ epochs: 8, batchSize: 8 }, 1000);
    const weights = weightsSha256(undisturbed.trainer.parameters.values);
    const most = await operations();
    const random = new RandomState(11);
    let [absent, interrupted] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const kind = kinds[trial % kinds.length] as FaultKind;
      const fault = { kind, at: Math.floor(random.random() ** 2 * most) };
      const state = await attempt(new MemorySystem(random), fault, weights, trial % 2 === 0);
      if (state === 'absent') absent++;
      if (state === 'interrupted') interrupted++;
    }
    // Both were met: the fault before the record was there, and in the middle of the training.
    assert.ok(absent > 0 && interrupted > trials / 10, `${absent} absent, ${interrupted} interrupted`);
  });
});

/** Of a training that nothing disturbs. */
async function operations(): Promise<number> {
  const system = new MemorySystem(new RandomState(1));
  system.arm(null);
  const training = await record(storeOn(system), later);
  await trainRecorded(training);
  await finish(training);
  return system.done;
}

async function attempt(
  system: MemorySystem,
  fault: { readonly kind: FaultKind; readonly at: number },
  weights: string,
  powerIsCut: boolean,
): Promise<'absent' | 'interrupted' | 'finished'> {
  const where = JSON.stringify({ ...fault, powerIsCut });
  const first = await record(storeOn(system), earlier);
  await trainRecorded(first);
  await finish(first);
  // The disk has rested meanwhile.
  system.restart(false);
  const before = filesOf(system, earlier);
  system.arm(fault);
  const known = await recordWithFault(system, weights, where);
  system.restart(powerIsCut && fault.kind === 'kill');
  const store = storeOn(system, 2);
  const { runs, damaged } = await store.list();
  assert.deepEqual(damaged, [], where);
  assert.deepEqual(filesOf(system, earlier), before, where);
  const [found] = runs.filter(({ id }) => id === later);
  assert.ok(
    runs.some(({ id, state }) => id === earlier && state === 'finished'),
    where,
  );
  if (!found) {
    assert.equal(known, null, `${where}: what was acknowledged is lost`);
    return 'absent';
  }
  assert.ok(found.step >= (known ?? 0), `${where}: step ${found.step} of ${known}`);
  assert.ok(found.state === 'interrupted' || found.state === 'finished', `${where}: ${found.state}`);
  assert.ok(await store.table(found.table.sha256), where);
  const rows = await store.curve(found);
  assert.ok(
    rows.every(({ step }) => step <= found.step),
    where,
  );
  const gone = await goOn(store).catch((error: unknown) => assert.fail(`${where}: ${error}`));
  assert.equal(gone, weights, where);
  return found.state;
}

/** @returns the step that is on the disk for certain; `null` when not even the beginning is */
async function recordWithFault(system: MemorySystem, weights: string, where: string): Promise<number | null> {
  let known: number | null = null;
  let training: Awaited<ReturnType<typeof record>> | null = null;
  try {
    training = await record(storeOn(system), later);
    known = 0;
    const { recorder, run } = training;
    await trainRecorded(training, () => {
      known = recorder.record.step;
      if (system.isDead) throw new Killed();
    });
    assert.equal(weightsSha256(run.trainer.parameters.values), weights, where);
    await finish(training);
    if (!system.isDead) known = recorder.record.step;
    assert.equal(system.isDead || recorder.record.state === 'finished' || recorder.problem !== null, true, where);
  } catch (error) {
    const code = (error as { readonly code?: string }).code ?? '';
    assert.ok(error instanceof Killed || ['EIO', 'ENOSPC'].includes(code), `${where}: ${error}`);
    // A failed beginning is told, and nothing is trained.
    if (!(error instanceof Killed)) assert.equal(known, null, where);
  }
  // What a dead process had begun does not go on when the disk is another's.
  await training?.recorder.settled();
  return known;
}

/** The run goes on from what is there, to the end. @returns its weights */
async function goOn(store: RecordStore): Promise<string> {
  const found = await store.read(later);
  const run = await builtRun({ epochs: 8, batchSize: 8 }, 0);
  const last = found.checkpoints.at(-1);
  if (last) {
    const { state } = await readModel(inMemory(await store.file(later, last)), weightsSha256);
    assert.ok(state);
    run.trainer.restore(state);
  }
  const lock = await store.lock(later);
  assert.ok(lock);
  const training = { run, recorder: recorderOf(store, run, found, lock) };
  await trainRecorded(training);
  await finish(training);
  assert.equal(training.recorder.problem, null);
  const ended = await store.read(later);
  assert.equal(ended.state, 'finished');
  assert.equal((await store.curve(ended)).at(-1)?.step, ended.step);
  return weightsSha256(run.trainer.parameters.values);
}

function filesOf(system: MemorySystem, id: string): ReadonlyMap<string, Uint8Array> {
  return new Map([...system.content()].filter(([path]) => path.includes(id)));
}
