import assert from 'node:assert/strict';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { SlotQueue } from '../../../src/session/slotQueue.ts';
import { RunController } from '../../../src/session/session.ts';
import { config, description, FakeClock, settled } from './fakeWorker.ts';
import { bench, prepared, running, wider } from './sessionBench.ts';

describe('Session: a worker in trouble', () => {
  it('fails with a sentence when the worker dies, and keeps what was known', async () => {
    const { session, worker } = await running();
    worker().status('running', { step: 99, cost: 0.25 });
    worker().die('out of memory');
    const { state, step, cost, message, stopReason } = session.status;
    assert.deepEqual([state, step, cost, stopReason], ['failed', 99, 0.25, 'error']);
    assert.match(message, /stopped: out of memory/);
    assert.equal(worker().listeners, 0);
  });

  it('restarts in a new worker and trains from the beginning', async () => {
    const { session, workers, worker } = await running();
    worker().die('killed');
    void session.restart();
    await settled();
    assert.equal(workers.length, 2);
    worker().status('ready');
    await worker().answer('prepare', description);
    worker().status('running');
    assert.deepEqual(worker().asked, ['prepare', 'start']);
    assert.equal(session.status.state, 'running');
  });

  it('fails a preparation when the worker dies in it', async () => {
    const { session, worker } = bench();
    const preparing = session.prepare();
    await settled();
    worker().die('killed');
    assert.equal(await preparing, false);
    assert.equal(session.status.state, 'failed');
  });

  it('asks a new worker for nothing before it has prepared the run', async () => {
    const { session, worker } = await running();
    worker().die('killed');
    void session.restart();
    await settled();
    session.frames.watch(true);
    await session.pause();
    await session.step();
    await assert.rejects(session.inspection.gradientCheck(), RequestError);
    assert.deepEqual(worker().asked, ['prepare']);
    await worker().answer('prepare', description);
    assert.deepEqual(worker().asked, ['prepare', 'watch']);
  });

  it('starts no worker once it is disposed', async () => {
    const { session, workers } = bench();
    session.dispose();
    assert.equal(await session.prepare(), false);
    await session.restart();
    await session.start();
    assert.equal(workers.length, 0);
  });

  it('fails calmly when no worker can be started', async () => {
    const options = { runId: 'run-1', title: '', config, clock: new FakeClock(), turns: new SlotQueue() };
    const spawn = (): never => {
      throw new Error('worker.js is missing');
    };
    const session = new RunController({
      ...options,
      loadSource: async () => ({ kind: 'path', path: '', name: '' }),
      spawn,
    });
    assert.equal(await session.prepare(), false);
    assert.deepEqual([session.status.state, session.status.message], ['failed', 'worker.js is missing']);
  });

  it('names a worker that does not answer, and takes it back when it does', async () => {
    const { session, worker, clock } = await running();
    clock.pass(4000);
    worker().status('running');
    clock.pass(4000);
    assert.equal(session.status.message, '');
    clock.pass(1000);
    assert.match(session.status.message, /has not answered for 5 s/);
    worker().status('running');
    assert.equal(session.status.message, '');
  });

  it('ends a worker that does not answer a stop, and the next start brings the run back to where it was', async () => {
    const { session, worker, workers, clock } = await running();
    worker().status('running', { step: 7 });
    void session.stop();
    clock.pass(9_000);
    assert.equal(worker().terminated, false);
    clock.pass(1_000);
    await settled();
    assert.deepEqual([worker().terminated, session.status.state, session.status.step], [true, 'failed', 7]);
    assert.match(session.status.message, /did not answer for 10 s.* Start trains again to step 7/);
    void session.start();
    await settled();
    assert.equal(workers.length, 2);
    worker().status('ready');
    await worker().answer('prepare', description);
    assert.deepEqual(worker().asked, ['prepare', 'redo']);
  });

  it('leaves a worker alone that answers a stop or a reset in time, and ends one that does not answer a reset', async () => {
    const { session, worker, clock } = await running();
    for (const how of ['stop', 'reset'] as const) {
      void session[how]();
      clock.pass(9_000);
      await worker().answer(how);
      worker().status(how === 'stop' ? 'stopped' : 'ready');
      clock.pass(9_000);
      assert.equal(worker().terminated, false);
    }
    void session.reset();
    clock.pass(10_000);
    await settled();
    assert.equal(worker().terminated, true);
    assert.match(session.status.message, /did not answer for 10 s.* from the beginning/);
    assert.doesNotMatch(session.status.message, /step/);
  });

  it('expects nothing of a worker that has nothing to do', async () => {
    const { session, worker, clock } = await running();
    worker().status('paused');
    clock.pass(60_000);
    assert.equal(session.status.message, '');
    assert.equal(clock.running, 0);
  });

  it('leaves nothing behind when disposed, twice or in the middle of everything', async () => {
    const { session, worker, clock } = await running();
    const check = session.inspection.gradientCheck();
    void session.apply(wider(config));
    let heard = 0;
    session.onDidChange(() => heard++);
    session.dispose();
    session.dispose();
    await assert.rejects(check, RequestError);
    await settled();
    assert.deepEqual([worker().terminated, worker().listeners, clock.running, heard], [true, 0, 0, 0]);
  });
});

describe('Session: frames', () => {
  it('passes frames on while a view looks, with rising numbers across workers', async () => {
    const { session, worker } = await running();
    const seen: number[] = [];
    session.frames.onFrame(({ frame }) => seen.push(frame));
    session.frames.watch(true);
    worker().frame(1);
    worker().frame(2);
    worker().die('killed');
    void session.restart();
    await settled();
    await worker().answer('prepare', description);
    worker().frame(1);
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('lets the worker make another frame when a later one is there and the view has drawn', async () => {
    const { session, worker } = await running();
    session.frames.watch(true);
    worker().frame(1);
    session.frames.acknowledge(1);
    assert.equal(worker().credits, 0);
    worker().frame(2);
    assert.equal(worker().credits, 1);
    worker().frame(3);
    assert.equal(worker().credits, 1);
    session.frames.acknowledge(3);
    assert.equal(worker().credits, 2);
    assert.equal(session.frames.last?.frame, 3);
  });

  it('owes nothing to a view that was hidden before it drew', async () => {
    const { session, worker } = await running();
    session.frames.watch(true);
    worker().frame(1);
    worker().frame(2);
    assert.equal(worker().credits, 0);
    session.frames.watch(false);
    assert.equal(worker().credits, 1);
    assert.equal(session.frames.last?.frame, 2);
  });

  it('asks for frames again after the run was built anew', async () => {
    const { session, worker } = await running();
    session.frames.watch(true);
    worker().frame(1);
    void session.apply(wider(config));
    await settled();
    worker().status('ready');
    await worker().answer('prepare', description);
    assert.equal(session.frames.last, null);
    assert.equal(worker().credits, 1);
    assert.deepEqual(worker().asked.slice(2), ['watch', 'prepare', 'watch', 'start']);
  });
});

describe('Session: turns', () => {
  it('waits while two others train, begins when one has ended, and says so', async () => {
    const turns = new SlotQueue();
    const [first, , third] = [await running(turns), await running(turns), await prepared(turns)];
    await third.session.start();
    assert.equal(third.session.status.state, 'waiting');
    assert.deepEqual(third.worker().asked, ['prepare']);
    first.worker().status('finished', { stopReason: 'epochs' });
    assert.deepEqual(third.worker().asked, ['prepare', 'start']);
    assert.equal(third.session.status.state, 'ready');
  });

  it('waits no longer when it is paused, stopped or disposed', async () => {
    const turns = new SlotQueue();
    const first = await running(turns);
    await running(turns);
    const [third, fourth] = [await prepared(turns), await prepared(turns)];
    await third.session.start();
    await fourth.session.start();
    void third.session.pause();
    assert.equal(third.session.status.state, 'ready');
    first.session.dispose();
    assert.deepEqual(fourth.worker().asked, ['prepare', 'start']);
    assert.deepEqual(third.worker().asked, ['prepare', 'pause']);
  });

  it('waits on, for the network that is built anew, or for the old one when that fails', async () => {
    const turns = new SlotQueue();
    const [first, , third] = [await running(turns), await running(turns), await prepared(turns)];
    await third.session.start();
    third.trouble = 'iris.csv was not found.';
    await third.session.apply(wider(config));
    assert.deepEqual([third.session.status.state, third.session.status.message], ['waiting', '']);
    assert.match(third.session.status.notice, /^iris\.csv was not found\. The last good configuration/);
    third.trouble = null;
    void third.session.start();
    await settled();
    first.worker().status('paused');
    assert.equal(third.session.status.state, 'preparing');
    await third.worker().answer('prepare', description);
    assert.deepEqual(third.worker().asked, ['prepare', 'prepare', 'start']);
  });

  it('gives its turn to the next when its worker dies', async () => {
    const turns = new SlotQueue();
    const [first, , third] = [await running(turns), await running(turns), await prepared(turns)];
    await third.session.start();
    first.worker().die('killed');
    assert.deepEqual(third.worker().asked, ['prepare', 'start']);
  });
});
