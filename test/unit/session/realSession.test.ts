import assert from 'node:assert/strict';
import { metricValue } from '../../../src/core/evaluation/metrics.ts';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { type Frame, sectionOf } from '../../../src/protocol/frame.ts';
import { RequestClient } from '../../../src/protocol/requestClient.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import type { RunStatus } from '../../../src/protocol/run.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import type { RunController } from '../../../src/session/session.ts';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { largeTable } from '../../../src/worker/tables.ts';
import { flower } from '../run/flower.ts';
import { realClock, spawnThread, straightTrainer, type Thread, until } from './realWorker.ts';

const flowerConfig = (training: Partial<NetworkConfig['training']> = {}): NetworkConfig =>
  networkConfigSchema.parse({
    data: { file: 'flower.csv', target: 'color', split: { validation: 0 } },
    network: { layers: [{ units: 4, activation: 'tanh' }], initialization: { scheme: 'scaled', seed: 2 } },
    training: { optimizer: 'gradientDescent', learningRate: 1.2, batchSize: 'full', epochs: 4000, ...training },
  });

const irisConfig = networkConfigSchema.parse({ data: { file: 'iris.csv', target: 'species' } });
const iris = join(process.cwd(), 'samples/iris.csv');

const isOver = ({ state }: RunStatus): boolean => ['finished', 'diverged', 'failed', 'stopped'].includes(state);

describe('Session with a real worker', () => {
  let folder = '';
  let data = '';
  let threads: Thread[] = [];
  let store: SessionStore;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn-explorer-'));
    data = join(folder, 'flower.csv');
    const { X, Y, m } = flower(200).dataset.train;
    const rows = Array.from({ length: m }, (_, i) => `${X[i]},${X[m + i]},${Y[i] === 1 ? 'red' : 'blue'}`);
    await writeFile(data, `x,y,color\n${rows.join('\n')}\n`);
  });

  after(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    threads = [];
    const spawn = (): Thread => {
      const thread = spawnThread();
      threads.push(thread);
      return thread;
    };
    store = new SessionStore({ spawn, clock: realClock });
  });

  afterEach(async () => {
    store.dispose();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  });

  function create(config: NetworkConfig, path = data): RunController {
    return store.create({
      title: 'test.nnconfig',
      config,
      loadSource: async () => ({ kind: 'path', path, name: config.data.file }),
    });
  }

  /** The frame of the place where the run stands. */
  function frameOf(session: RunController): Promise<Frame> {
    return new Promise((resolve) => {
      const subscription = session.frames.onFrame((frame) => {
        session.frames.acknowledge(frame.frame);
        if (frame.step !== session.status.step) return;
        subscription.dispose();
        resolve(frame);
      });
      session.frames.watch(true);
    });
  }

  /** W of each layer. */
  async function weightsOf(session: RunController): Promise<(readonly number[])[]> {
    const frame = await frameOf(session);
    return (session.description?.layers ?? []).map(({ layer }) => [...(sectionOf(frame, `W:${layer}`)?.values ?? [])]);
  }

  /** Cost to the last bit, and every weight as far as a frame tells it. */
  async function assertSame(session: RunController, trainer: Trainer): Promise<void> {
    assert.equal(session.status.step, trainer.step);
    // Where a measurement takes long, its figure comes after the step.
    await until(session, ({ measured, step }) => measured === step);
    assert.equal(session.status.cost, trainer.evaluate(trainer.train).cost);
    const frame = await frameOf(session);
    trainer.spec.layers.forEach((_, index) => {
      const expected = Float32Array.from(trainer.parameters.W[index + 1] ?? []);
      assert.deepEqual(sectionOf(frame, `W:${index + 1}`)?.values, expected);
    });
  }

  it('trains iris with the defaults to its end', async () => {
    const session = create(irisConfig, iris);
    assert.equal(await session.prepare(), true);
    assert.equal(session.description?.m, 120);
    assert.deepEqual(session.description?.classes.length, 3);
    await session.start();
    const status = await until(session, isOver);
    assert.deepEqual(
      [status.state, status.stopReason, status.epoch],
      ['finished', 'epochs', irisConfig.training.epochs],
    );
    assert.ok(metricValue(status.validationMetric ?? 0) >= 0.9);
    const trainer = await straightTrainer(irisConfig, iris);
    trainer.run(Number.MAX_SAFE_INTEGER);
    await assertSame(session, trainer);
  });

  it('gives the same bits when it is watched, paused and resumed', async () => {
    const config = flowerConfig();
    const session = create(config);
    session.frames.onFrame(({ frame }) => session.frames.acknowledge(frame));
    session.frames.watch(true);
    await session.prepare();
    await session.start();
    for (const step of [50, 700, 1500]) {
      await until(session, (status) => status.step >= step || isOver(status));
      await session.pause();
      const { step: paused } = await until(session, ({ state }) => state !== 'running');
      await session.step(3);
      assert.ok(session.status.step === paused + 3 || isOver(session.status));
      await session.resume();
    }
    await until(session, isOver);
    const trainer = await straightTrainer(config, data);
    trainer.run(4000);
    await assertSame(session, trainer);
  });

  it('keeps the weights that fit when layers change, of a run that trained, and says so', async () => {
    const config = flowerConfig();
    const session = create(config);
    await session.prepare();
    const layers = (...activations: readonly string[]) =>
      networkConfigSchema.parse({
        ...config,
        network: { ...config.network, layers: activations.map((activation) => ({ units: 4, activation })) },
      });
    await session.apply(layers('relu'));
    assert.equal(session.status.notice, '', 'there was nothing to keep');
    await session.step(20);
    const trained = await weightsOf(session);
    await session.apply(layers('leakyRelu'));
    assert.match(session.status.notice, /goes on with all its weights, from step 0\.$/);
    assert.deepEqual([session.status.step, session.status.state], [0, 'ready']);
    assert.deepEqual(await weightsOf(session), trained);
    // Once more before any step: what was kept is kept on.
    await session.apply(layers('leakyRelu', 'tanh'));
    assert.match(session.status.notice, /: W¹ b¹, W³ b³ kept, W² b² new\./);
    const deeper = await weightsOf(session);
    assert.deepEqual([deeper[0], deeper[2]], [trained[0], trained[1]]);
    await session.reset();
    assert.equal(session.status.notice, '');
    const straight = await straightTrainer(layers('leakyRelu', 'tanh'), data);
    await assertSame(session, straight);
    await session.step(5);
    await session.apply(
      networkConfigSchema.parse({ ...config, network: { ...config.network, initialization: { seed: 8 } } }),
    );
    assert.equal(session.status.notice, '', 'another seed asks for new weights');
  });

  it('gives the same bits alone and beside another run', async () => {
    const configs = [
      flowerConfig(),
      flowerConfig({ optimizer: 'adam', learningRate: 0.01, batchSize: 16, epochs: 300 }),
    ];
    const sessions = configs.map((config) => create(config));
    await Promise.all(sessions.map((session) => session.prepare()));
    for (const session of sessions) void session.start();
    await Promise.all(sessions.map((session) => until(session, isOver)));
    for (const [i, session] of sessions.entries()) {
      const trainer = await straightTrainer(configs[i] ?? flowerConfig(), data);
      trainer.run(Number.MAX_SAFE_INTEGER);
      await assertSame(session, trainer);
    }
  });

  it('takes over a learning rate in the middle of a run, at the step it names', async () => {
    const config = flowerConfig({ epochs: 20_000 });
    const session = create(config);
    await session.prepare();
    await session.start();
    await until(session, ({ step }) => step > 0);
    await session.apply({ ...config, training: { ...config.training, learningRate: 0.3 } });
    const { effective, pending, marks } = session.status;
    assert.deepEqual([effective.learningRate, pending], [0.3, {}]);
    const [mark] = marks;
    assert.ok(mark && mark.step > 0 && mark.step < 20_000);
    assert.equal(mark.label, 'α 1.2 → 0.3');
    await until(session, isOver);
    const trainer = await straightTrainer(config, data);
    trainer.run(mark.step);
    trainer.apply({ learningRate: 0.3 });
    trainer.run(Number.MAX_SAFE_INTEGER);
    await assertSame(session, trainer);
  });

  it('fails when its worker is killed, and trains again from the beginning', async () => {
    const config = flowerConfig({ epochs: 1_000_000 });
    const session = create(config);
    await session.prepare();
    await session.start();
    await until(session, ({ step }) => step > 0);
    void threads[0]?.worker.terminate();
    const failed = await until(session, ({ state }) => state === 'failed');
    assert.match(failed.message, /The training worker stopped/);
    await session.restart();
    const { step } = await until(session, (status) => status.state === 'running' && status.step > 0);
    assert.ok(step > 0);
    await session.pause();
    const trainer = await straightTrainer(config, data);
    trainer.run(session.status.step);
    await assertSame(session, trainer);
  });

  it('trains on while two frames wait for a view that never draws', async () => {
    const session = create(flowerConfig({ epochs: 30_000 }));
    const frames: Frame[] = [];
    session.frames.onFrame((frame) => frames.push(frame));
    session.frames.watch(true);
    await session.prepare();
    await session.start();
    await until(session, isOver);
    assert.equal(session.status.step, 30_000);
    assert.equal(frames.length, 2);
    session.frames.acknowledge(2);
    await new Promise((resolve) => session.frames.onFrame(resolve));
    assert.equal(frames.at(-1)?.step, 30_000);
  });

  it('lets a third run wait until one of two has ended', async () => {
    const sessions = [
      flowerConfig({ epochs: 1_000_000 }),
      flowerConfig({ epochs: 1_000_000 }),
      flowerConfig({ epochs: 10 }),
    ].map((config) => create(config));
    const [first, , third] = sessions as [RunController, RunController, RunController];
    await Promise.all(sessions.map((session) => session.prepare()));
    for (const session of sessions) await session.start();
    assert.equal(third.status.state, 'waiting');
    await first.stop();
    const { state, step } = await until(third, isOver);
    assert.deepEqual([state, step], ['finished', 10]);
  });

  it('says calmly that the data file is gone, keeps the run, and finds the file again', async () => {
    const config = flowerConfig({ epochs: 1_000_000 });
    const session = create(config);
    await session.prepare();
    await session.start();
    await rename(data, `${data}.moved`);
    await session.apply({ ...config, network: { ...config.network, layers: [] } });
    assert.match(session.status.notice, /flower\.csv was not found/);
    assert.equal(session.status.state, 'running');
    const other = create(config);
    assert.equal(await other.prepare(), false);
    assert.equal(other.status.state, 'failed');
    await rename(`${data}.moved`, data);
    await session.retry();
    assert.equal(session.description?.layers.length, 1);
    await until(session, ({ state }) => state === 'running');
  });

  it('checks its gradient, before training and meanwhile', async () => {
    const session = create(flowerConfig({ epochs: 1_000_000 }));
    await session.prepare();
    const before = await session.inspection.gradientCheck();
    assert.ok(before.passed && before.relativeError < 1e-7);
    assert.equal(before.parameters, 17);
    await session.start();
    // Where the training is by then is a matter of time: near a minimum the gradient is small and rounding counts more.
    assert.ok((await session.inspection.gradientCheck()).relativeError < 1e-4);
    assert.equal(session.status.state, 'running');
  });

  it('diverges calmly with a learning rate that is far too large', async () => {
    const config = networkConfigSchema.parse({
      data: { file: 'flower.csv', target: 'x', split: { validation: 0 } },
      network: { layers: [] },
      training: { optimizer: 'gradientDescent', learningRate: 1000, batchSize: 'full', epochs: 10_000 },
    });
    const session = create(config);
    await session.prepare();
    await session.start();
    const { state, stopReason, message } = await until(session, isOver);
    assert.deepEqual([state, stopReason], ['diverged', 'diverged']);
    assert.match(message, /Diverged after \d+ steps?/);
    await session.reset();
    assert.deepEqual([session.status.state, session.status.step], ['ready', 0]);
  });

  it('reads tables from bytes, reports progress, and ends early when asked to', async () => {
    const thread = spawnThread();
    threads.push(thread);
    const client = new RequestClient((message) => thread.post(message));
    thread.onMessage((message) => client.receive(message));
    const small = new TextEncoder().encode('x,color\n1,red\n2,blue\n3,red\n');
    const summary = await client.request('describe', {
      source: { kind: 'bytes', bytes: small, name: 'untitled.csv' },
      options: {},
    });
    assert.deepEqual([summary.rows, summary.columns.map(({ name }) => name)], [3, ['x', 'color']]);
    const large = new TextEncoder().encode(`a,b,c\n${'1.5,2.25,-3.125\n'.repeat(1_500_000)}`);
    const cancel = new CancelSource();
    const reading = client.request(
      'describe',
      { source: { kind: 'bytes', bytes: large, name: 'large.csv' }, options: {} },
      { token: cancel.token, onProgress: () => cancel.cancel() },
    );
    await assert.rejects(reading, (error) => error instanceof RequestError && error.reason === 'cancelled');
    client.dispose();
  });

  it('trains on a table that another worker has read, and keeps it when the network is built anew', async () => {
    const path = join(folder, 'long.csv');
    await writeFile(path, `x,y,color\n${'0.25,-1.5,red\n1.75,2.5,blue\n'.repeat(largeTable / 26)}`);
    const thread = spawnThread();
    threads.push(thread);
    const client = new RequestClient((message) => thread.post(message));
    thread.onMessage((message) => client.receive(message));
    const file = { kind: 'path', path, name: 'flower.csv', reading: 'long' } as const;
    await client.request('describe', { source: file, options: {} });
    const table = await client.request('share', { reading: 'long' });
    assert.ok(table);
    const config = flowerConfig();
    const asked: boolean[] = [];
    const session = store.create({
      title: 'test.nnconfig',
      config,
      loadSource: async (_, onProgress) => {
        asked.push(onProgress !== undefined);
        return onProgress ? { kind: 'table', table, name: 'flower.csv', reading: 'long' } : file;
      },
    });
    await session.prepare();
    await session.step(3);
    const trainer = await straightTrainer(config, path);
    trainer.run(3);
    await assertSame(session, trainer);
    // The second time the file holds something else: only the table that was kept has so many rows.
    await writeFile(path, `x,y,color\n${'0.25,-1.5,red\n1.75,2.5,blue\n'.repeat(2 + largeTable / 26)}`);
    await session.apply(
      networkConfigSchema.parse({ ...config, network: { layers: [{ units: 3, activation: 'relu' }] } }),
    );
    assert.deepEqual([session.description?.layers[0]?.units, session.description?.m], [3, trainer.train.m]);
    assert.deepEqual(asked, [true, false]);
    client.dispose();
  });
});
