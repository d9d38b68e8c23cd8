import assert from 'node:assert/strict';
import { SlotQueue } from '../../../src/session/slotQueue.ts';
import { RunController } from '../../../src/session/session.ts';
import { config, description, FakeClock, FakeWorker, settled, withTraining } from './fakeWorker.ts';

async function preparedSession(turns = new SlotQueue()): Promise<{ session: RunController; worker: FakeWorker }> {
  const worker = new FakeWorker();
  const session = new RunController({
    runId: 'run-1',
    title: 'iris.nnconfig',
    config,
    loadSource: async () => ({ kind: 'path', path: '/data/iris.csv', name: 'iris.csv' }),
    spawn: () => worker,
    clock: new FakeClock(),
    turns,
  });
  const preparing = session.prepare();
  await settled();
  worker.status('ready');
  await worker.answer('prepare', description);
  assert.equal(await preparing, true);
  return { session, worker };
}

async function runningSession(): Promise<{ session: RunController; worker: FakeWorker }> {
  const { session, worker } = await preparedSession();
  void session.start();
  await settled();
  worker.status('running');
  await worker.answer('start');
  return { session, worker };
}

const effective = { ...config.training, learningRate: 0.3 };
const mark = { step: 42, label: 'α 0.01 → 0.3' };

describe('Session: what is asked for while something else is under way', () => {
  it('a reset right after a change leaves no mark of the way before', async () => {
    const { session, worker } = await runningSession();
    const applying = session.apply(withTraining({ learningRate: 0.3 }));
    const resetting = session.reset();
    await worker.answer('apply', { effective, mark });
    await worker.answer('reset');
    await Promise.all([applying, resetting]);
    assert.deepEqual(session.status.marks, []);
    assert.equal(session.status.effective.learningRate, 0.3);
    assert.equal(session.config.training.learningRate, 0.3);
    assert.deepEqual(session.status.pending, {});
  });

  it('a change after a reset is marked', async () => {
    const { session, worker } = await runningSession();
    void session.reset();
    await worker.answer('reset');
    void session.apply(withTraining({ learningRate: 0.3 }));
    await worker.answer('apply', { effective, mark });
    assert.deepEqual(session.status.marks, [mark]);
  });

  it('each wish of the user has a number of its own, so that who waits notices a pause', async () => {
    const { session } = await runningSession();
    const requests = [session.requestNumber];
    for (const ask of ['pause', 'start', 'stop', 'step', 'reset'] as const) {
      void session[ask]();
      requests.push(session.requestNumber);
    }
    assert.equal(new Set(requests).size, requests.length);
    void session.apply(withTraining({ learningRate: 0.3 }));
    assert.equal(session.requestNumber, requests.at(-1));
  });

  it('a step takes the place of a start that waits for its turn', async () => {
    const turns = new SlotQueue(1);
    const other = {};
    turns.request(other, () => undefined);
    const { session, worker } = await preparedSession(turns);
    void session.start();
    await settled();
    assert.equal(session.status.state, 'waiting');
    void session.step();
    await settled();
    assert.notEqual(session.status.state, 'waiting');
    turns.release(other);
    await settled();
    assert.deepEqual(
      worker.asked.filter((method) => method === 'start'),
      [],
    );
  });

  it('a view that acknowledges more frames than were sent gets no credit in advance', async () => {
    const { session, worker } = await runningSession();
    session.frames.watch(true);
    await settled();
    session.frames.acknowledge(1000);
    const before = worker.credits;
    for (let n = 1; n <= 3; n++) worker.frame(n);
    assert.equal(worker.credits, before);
    session.frames.acknowledge(3);
    assert.equal(worker.credits, before + 2);
  });
});
