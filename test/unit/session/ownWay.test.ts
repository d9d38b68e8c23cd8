/** What belongs to a network or to a way that the run no longer goes has no place in the session. */
import assert from 'node:assert/strict';
import type { LoggedEvent } from '../../../src/core/training/recording.ts';
import type { Frame } from '../../../src/protocol/frame.ts';
import { ChangeLogger } from '../../../src/session/changeLog.ts';
import { config, settled } from './fakeWorker.ts';
import { running } from './sessionBench.ts';

const frameOf = (build: number): Frame => ({
  ...{ runId: 'run-1', build, frame: 1, step: 1, live: true, sections: [], numbers: new Float32Array(4) },
});

describe('Session: what belongs to another network or way', () => {
  it('a frame of another network is shown to nobody, and its worker may make the next', async () => {
    const { session, worker } = await running();
    const seen: number[] = [];
    session.frames.onFrame(({ build }) => seen.push(build));
    session.frames.watch(true);
    worker().say({ type: 'frame', frame: frameOf(2) });
    assert.deepEqual([seen, session.frames.last, worker().credits], [[], null, 1]);
    worker().say({ type: 'frame', frame: frameOf(1) });
    assert.deepEqual([seen, session.frames.last?.build, worker().credits], [[1], 1, 1]);
  });

  it('a frame that comes while nobody looks is kept, and told to nobody', async () => {
    const { session, worker } = await running();
    let heard = 0;
    session.frames.onFrame(() => heard++);
    worker().frame(1);
    worker().frame(2);
    assert.deepEqual([heard, session.frames.last?.frame, worker().credits], [0, 2, 1]);
  });

  it('a weight set at an earlier step takes the marks after it away; undone, all are there again', async () => {
    const { session, worker } = await running();
    for (const step of [5, 9]) {
      void session.apply({ ...config, training: { ...config.training, learningRate: step } });
      await worker().answer('apply', { effective: config.training, mark: { step, label: `α = ${step}` } });
    }
    const edit = { layer: 1, unit: 0, input: 0, before: 0, value: 2, undoable: 1, takenFrom: null, settings: null };
    const steps = (): number[] => session.status.marks.map(({ step }) => step);
    const set = session.inspection.query({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 2 });
    await worker().answer('query', { kind: 'setWeight', step: 6, ...edit });
    await set;
    assert.deepEqual(steps(), [5, 6]);
    const undo = session.inspection.query({ kind: 'undoWeight' });
    await worker().answer('query', { kind: 'undoWeight', step: 9, ...edit, undoable: 0 });
    await undo;
    assert.deepEqual(steps(), [5, 9]);
  });

  it('an edit takes the place of those that were undone before it', async () => {
    const { session, worker } = await running();
    const edit = { layer: 1, unit: 0, input: 0, before: 0, value: 2, takenFrom: null, settings: null };
    const set = async (step: number, undoable: number): Promise<void> => {
      const asked = session.inspection.query({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 2 });
      await worker().answer('query', { kind: 'setWeight', step, ...edit, undoable });
      await asked;
    };
    await set(3, 1);
    await set(4, 2);
    // The run kept one edit alone: a second one has the number 1.
    await set(5, 1);
    const undo = session.inspection.query({ kind: 'undoWeight' });
    await worker().answer('query', { kind: 'undoWeight', step: 4, ...edit, undoable: 0 });
    await undo;
    assert.deepEqual(
      session.status.marks.map(({ step }) => step),
      [3, 4],
    );
  });

  it('a run whose reset was not answered begins anew: where it was is no place to come back to', async () => {
    const { session, worker, workers, clock } = await running();
    worker().status('running', { step: 7 });
    void session.reset();
    clock.pass(10_000);
    await settled();
    assert.match(session.status.message, /from the beginning/);
    void session.start();
    await settled();
    assert.deepEqual([workers.length, worker().asked], [2, ['prepare']]);
  });

  it('a logger that begins anew forgets what was done on the way before', async () => {
    const { status } = (await running()).session;
    const logger = new ChangeLogger(config);
    const event: LoggedEvent = { kind: 'parameter', step: 3, position: 0, value: 1 };
    logger.record([event]);
    assert.deepEqual(logger.traceOf(config, status)?.events, [event]);
    logger.begin(config);
    assert.deepEqual(logger.traceOf(config, status)?.events, []);
  });
});
