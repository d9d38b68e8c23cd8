import assert from 'node:assert/strict';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import { config, description, plain, settled, withTraining } from './fakeWorker.ts';
import { bench, prepared, running, wider } from './sessionBench.ts';

describe('Session: preparing', () => {
  it('is preparing with progress, then ready with a description', async () => {
    const { session, worker } = bench();
    assert.equal(session.status.state, 'preparing');
    const preparing = session.prepare();
    await settled();
    worker().say({ type: 'progress', id: 1, done: 3, total: 4, notice: plain('Reading iris.csv.') });
    assert.deepEqual(
      [session.status.state, session.status.progress, session.status.message],
      ['preparing', 0.75, 'Reading iris.csv.'],
    );
    worker().status('ready');
    await worker().answer('prepare', description);
    await preparing;
    assert.deepEqual([session.status.state, session.status.progress, session.status.message], ['ready', null, '']);
    assert.deepEqual(session.description, description);
  });

  it('tells the worker how many threads and how much memory it may take, as they are at that moment', async () => {
    let threads = 0;
    const { session, worker, workers } = bench(undefined, { threads: () => threads, recordingLimit: () => 1000 });
    void session.prepare();
    await settled();
    await worker().answer('prepare', description);
    threads = 3;
    void session.restart();
    await settled();
    const limits = workers
      .flatMap(({ requests }) => requests)
      .flatMap(({ method, params }) => (method === 'prepare' ? [[params.threads, params.recordingLimit]] : []));
    assert.deepEqual(limits, [
      [0, 1000],
      [3, 1000],
    ]);
  });

  it('starts as soon as it is ready when that was asked for meanwhile', async () => {
    const { session, worker } = bench();
    void session.prepare();
    await session.start();
    await settled();
    assert.deepEqual(worker().asked, ['prepare']);
    await worker().answer('prepare', description);
    assert.deepEqual(worker().asked, ['prepare', 'start']);
  });

  it('fails calmly when the data cannot be had, and can be started again', async () => {
    const self = bench();
    self.trouble = 'iris.csv was not found.';
    assert.equal(await self.session.prepare(), false);
    assert.deepEqual([self.session.status.state, self.session.status.message], ['failed', 'iris.csv was not found.']);
    assert.equal(self.session.status.stopReason, 'error');
    self.trouble = null;
    void self.session.start();
    await settled();
    await self.worker().answer('prepare', description);
    assert.deepEqual(self.worker().asked, ['prepare', 'start']);
  });

  it('says the line of the data file that the worker names', async () => {
    const { session, worker } = bench();
    void session.prepare();
    await settled();
    await worker().refuse('prepare', { reason: 'data', notice: plain('The quote is never closed.'), line: 7 });
    assert.equal(session.status.message, 'Line 7: The quote is never closed.');
  });

  it('lets only the newest of two preparations count', async () => {
    const { session, worker } = await prepared();
    const first = session.apply(wider(config));
    await settled();
    const older = worker().requests.at(-1)?.id ?? 0;
    const second = session.apply(withTraining({ epochs: 7 }));
    await settled();
    assert.deepEqual(worker().asked, ['prepare', 'prepare', 'cancel', 'prepare']);
    worker().say({ type: 'response', id: older, ok: true, result: description });
    await settled();
    assert.equal(session.status.state, 'preparing');
    await worker().answer('prepare', { ...description, parameters: 1 });
    await Promise.all([first, second]);
    assert.equal(session.description?.parameters, 1);
    assert.equal(session.config.training.epochs, 7);
  });
});

describe('Session: controls', () => {
  it('asks the worker for what the user asks for', async () => {
    const { session, worker } = await running();
    void session.pause();
    void session.step(3);
    void session.stepEpoch();
    void session.stop();
    void session.reset();
    await settled();
    assert.deepEqual(worker().asked.slice(2), ['pause', 'advance', 'advance', 'stop', 'reset']);
    assert.deepEqual(worker().requests.at(-1)?.params, { runId: 'run-1' });
  });

  it('keeps the curve of a run that begins anew, with its configuration; none before there is one', async () => {
    const { session, worker } = await running();
    void session.reset();
    await settled();
    assert.ok(session.earlier.run === null);
    const curve = Float32Array.of(0, 9, 0.7, 0.2, 0.6, 0.3, 0.5, 0.9, 0.4, 0.8);
    const sections = [{ name: 'curve' as const, rows: 5, columns: 2, offset: 0 }];
    worker().say({
      type: 'frame',
      frame: { runId: 'run-1', build: 1, frame: 1, step: 9, live: true, sections, numbers: curve },
    });
    const { config: before } = session;
    void session.reset();
    await settled();
    const { trace } = session.earlier.run ?? assert.fail('nothing was kept');
    assert.deepEqual(session.earlier.run, { config: before, trace, curve });
  });

  it('shows what the worker says, not what was asked', async () => {
    const { session, worker } = await running();
    void session.pause();
    await settled();
    assert.equal(session.status.state, 'running');
    worker().status('paused', { step: 12 });
    assert.deepEqual([session.status.state, session.status.step], ['paused', 12]);
  });

  it('starts a finished training from the beginning, and resumes a stopped one where it was', async () => {
    const { session, worker } = await running();
    worker().status('finished', { stopReason: 'epochs' });
    void session.start();
    await settled();
    await worker().answer('reset');
    assert.deepEqual(worker().asked.slice(2), ['reset', 'start']);
    worker().status('stopped');
    void session.resume();
    await settled();
    assert.deepEqual(worker().asked.slice(4), ['start']);
  });

  it('shows a refusal as a message and goes on', async () => {
    const { session, worker } = await running();
    void session.pause();
    await worker().refuse('pause', { reason: 'training', notice: plain('Not now.') });
    assert.equal(session.status.message, 'Not now.');
    void session.pause();
    await worker().answer('pause');
    assert.equal(session.status.message, '');
  });

  it('ends a gradient check when its token says so', async () => {
    const { session, worker } = await prepared();
    const source = new CancelSource();
    const check = session.inspection.gradientCheck(source.token);
    await settled();
    source.cancel();
    await settled();
    assert.deepEqual(worker().asked.slice(1), ['gradientCheck', 'cancel']);
    void worker().refuse('gradientCheck', { reason: 'cancelled', notice: plain('Cancelled.') });
    await assert.rejects(check, (error) => error instanceof RequestError && error.reason === 'cancelled');
    assert.equal(session.status.state, 'ready');
  });
});
