import { plain } from './fakeWorker.ts';
import assert from 'node:assert/strict';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import { SlotQueue } from '../../../src/session/slotQueue.ts';
import { RunController } from '../../../src/session/session.ts';
import type { RunControllerOptions } from '../../../src/session/sessionOptions.ts';
import { config, description, FakeClock, FakeWorker, settled, withTraining } from './fakeWorker.ts';

interface Bench {
  readonly session: RunController;
  readonly clock: FakeClock;
  readonly workers: FakeWorker[];
  /** The newest worker. */
  worker(): FakeWorker;
  /** What the source says next; `null`: it is found. */
  trouble: string | null;
}

function bench(turns = new SlotQueue(), limits: Pick<RunControllerOptions, 'threads' | 'recordingLimit'> = {}): Bench {
  const workers: FakeWorker[] = [];
  const clock = new FakeClock();
  const self: Bench = {
    session: new RunController({
      runId: 'run-1',
      title: 'iris.nnconfig',
      config,
      loadSource: async () => {
        if (self.trouble) throw new Error(self.trouble);
        return { kind: 'path', path: '/data/iris.csv', name: 'iris.csv' };
      },
      spawn: () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      clock,
      turns,
      ...limits,
    }),
    clock,
    workers,
    worker: () => workers.at(-1) ?? assert.fail('no worker was started'),
    trouble: null,
  };
  return self;
}

async function prepared(turns?: SlotQueue): Promise<Bench> {
  const self = bench(turns);
  const preparing = self.session.prepare();
  await settled();
  self.worker().status('ready');
  await self.worker().answer('prepare', description);
  assert.equal(await preparing, true);
  return self;
}

async function running(turns?: SlotQueue): Promise<Bench> {
  const self = await prepared(turns);
  void self.session.start();
  await settled();
  self.worker().status('running');
  await self.worker().answer('start');
  return self;
}

const wider = (before: NetworkConfig): NetworkConfig => ({
  ...before,
  network: { ...before.network, layers: [{ units: 5, activation: 'relu' }] },
});

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

describe('Session: changed configuration', () => {
  it('does nothing when the meaning is the same', async () => {
    const { session, worker } = await running();
    await session.apply(structuredClone(config));
    assert.deepEqual(worker().asked, ['prepare', 'start']);
  });

  it('shows a setting as pending until the worker says it is in force', async () => {
    const { session, worker } = await running();
    const applying = session.apply(withTraining({ learningRate: 0.3 }));
    assert.deepEqual(session.status.pending, { learningRate: 0.3 });
    assert.equal(session.status.effective.learningRate, config.training.learningRate);
    const effective = { ...config.training, learningRate: 0.3 };
    await worker().answer('apply', { effective, mark: { step: 42, label: 'α 0.01 → 0.3' } });
    await applying;
    assert.deepEqual(session.status.pending, {});
    assert.equal(session.status.effective.learningRate, 0.3);
    assert.deepEqual(session.status.marks, [{ step: 42, label: 'α 0.01 → 0.3' }]);
    assert.equal(session.config.training.learningRate, 0.3);
  });

  it('keeps the newer of two settings pending when the older one is answered', async () => {
    const { session, worker } = await running();
    void session.apply(withTraining({ learningRate: 0.3 }));
    void session.apply(withTraining({ learningRate: 0.5 }));
    await settled();
    const [first] = worker().requests.filter((request) => request.method === 'apply');
    const result = { effective: { ...config.training, learningRate: 0.3 }, mark: null };
    worker().say({ type: 'response', id: first?.id ?? 0, ok: true, result });
    await settled();
    assert.deepEqual(session.status.pending, { learningRate: 0.5 });
  });

  it('goes back to the last good configuration when the worker refuses', async () => {
    const { session, worker } = await running();
    void session.apply(withTraining({ learningRate: 0.3 }));
    await worker().refuse('apply', { reason: 'training', notice: plain('α means nothing.') });
    assert.deepEqual(session.status.pending, {});
    assert.equal(session.config, config);
    assert.equal(session.status.message, 'α means nothing.');
  });

  it('builds anew when the network changes, says so, and trains on if it trained', async () => {
    const { session, worker } = await running();
    void session.apply(wider(config));
    await settled();
    assert.equal(session.status.state, 'preparing');
    assert.match(session.status.message, /building it anew, from step 0, with the weights that fit/);
    worker().status('ready');
    await worker().answer('prepare', description);
    assert.deepEqual(worker().asked, ['prepare', 'start', 'prepare', 'start']);
    assert.equal(session.config.network.layers[0]?.units, 5);
  });

  it('keeps run and configuration when building anew fails', async () => {
    const self = await running();
    self.trouble = 'iris.csv was not found.';
    await self.session.apply(wider(config));
    assert.deepEqual([self.session.status.state, self.session.status.message], ['running', '']);
    assert.match(self.session.status.notice, /^iris\.csv was not found\./);
    assert.equal(self.session.config, config);
    assert.deepEqual(self.worker().asked, ['prepare', 'start']);
  });

  it('builds what could not be built once its data are there, and trains on', async () => {
    const self = await running();
    self.trouble = 'iris.csv was not found.';
    await self.session.apply(wider(config));
    await self.session.retry();
    assert.equal(self.session.isUnbuilt, true);
    self.trouble = null;
    const states: string[] = [];
    self.session.onDidChange(({ state }) => states.push(state));
    const retrying = self.session.retry();
    await settled();
    assert.equal(self.session.status.state, 'running');
    self.worker().status('ready');
    await self.worker().answer('prepare', description);
    await retrying;
    assert.equal(states.includes('preparing'), false, 'nobody asked: nothing flickers');
    assert.deepEqual([self.session.status.notice, self.session.isUnbuilt], ['', false]);
    assert.deepEqual(self.worker().asked, ['prepare', 'start', 'prepare', 'start']);
    await self.session.retry();
    assert.equal(self.worker().asked.length, 4, 'there is nothing to try again');
  });

  it('trains what could not be built when it is started again', async () => {
    const self = await running();
    self.trouble = 'iris.csv was not found.';
    await self.session.apply(wider(config));
    self.worker().status('paused');
    self.trouble = null;
    void self.session.start();
    await settled();
    assert.equal(self.session.status.state, 'preparing');
    self.worker().status('ready');
    await self.worker().answer('prepare', description);
    assert.deepEqual(self.worker().asked, ['prepare', 'start', 'prepare', 'start']);
    assert.deepEqual(self.session.config, wider(config));
  });

  it('forgets what could not be built when the text is back at what is in force', async () => {
    const self = await running();
    self.trouble = 'iris.csv was not found.';
    await self.session.apply(wider(config));
    await self.session.apply(config);
    assert.deepEqual([self.session.status.notice, self.session.isUnbuilt], ['', false]);
    assert.deepEqual(self.worker().asked, ['prepare', 'start']);
  });

  it('starts with what was wanted last, not with what worked once', async () => {
    const self = await running();
    self.worker().die('killed');
    self.trouble = 'iris.csv was not found.';
    await self.session.apply(wider(config));
    assert.deepEqual([self.session.status.state, self.session.status.message], ['failed', 'iris.csv was not found.']);
    self.trouble = null;
    void self.session.start();
    await settled();
    const [request] = self.worker().requests;
    assert.deepEqual(request?.method === 'prepare' && request.params.config, wider(config));
  });

  it('tries again with the new configuration after a failure', async () => {
    const self = bench();
    self.trouble = 'There is no column "specie".';
    await self.session.prepare();
    self.trouble = null;
    const applying = self.session.apply({ ...config, data: { ...config.data, target: 'species2' } });
    await settled();
    await self.worker().answer('prepare', description);
    await applying;
    assert.equal(self.session.config.data.target, 'species2');
    assert.equal(self.session.status.message, '');
  });
});

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
