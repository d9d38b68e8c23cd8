import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { type Frame, sectionOf } from '../../../src/protocol/frame.ts';
import type { Answer, Query, QueryKind } from '../../../src/protocol/query.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { CancelSource } from '../../../src/session/cancelSource.ts';
import type { RunController } from '../../../src/session/session.ts';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { realClock, spawnThread, straightTrainer, type Thread, until } from './realWorker.ts';

const iris = join(process.cwd(), 'samples/iris.csv');
const config: NetworkConfig = networkConfigSchema.parse({
  data: { file: 'iris.csv', target: 'species' },
  training: { optimizer: 'adam', learningRate: 0.01, batchSize: 16, epochs: 300 },
});
const whole = { from: 0, count: 1000 };

describe('Looking into a run in a real worker', () => {
  let threads: Thread[] = [];
  let store: SessionStore;
  let session: RunController;

  beforeEach(async () => {
    threads = [];
    const spawn = (): Thread => {
      const thread = spawnThread();
      threads.push(thread);
      return thread;
    };
    store = new SessionStore({ spawn, clock: realClock });
    session = store.create({
      title: 'a.nnconfig',
      config,
      loadSource: async () => ({ kind: 'path', path: iris, name: 'iris.csv' }),
    });
    assert.ok(await session.prepare());
  });

  afterEach(async () => {
    store.dispose();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  });

  const ask = <K extends QueryKind>(query: Query<K>): Promise<Answer<K>> =>
    session.inspection.query(query as Query) as Promise<unknown> as Promise<Answer<K>>;

  it('shows any past step while the training goes on, with the weights that it had', async () => {
    const frames: Frame[] = [];
    session.frames.onFrame((frame) => {
      frames.push(frame);
      session.frames.acknowledge(frame.frame);
    });
    session.frames.watch(true);
    await session.start();
    await until(session, ({ step }) => step > 20);
    await session.inspection.seek(17);
    assert.equal(session.status.recording.cursor, 17);
    const W = await ask({ kind: 'matrix', which: 'W', layer: 1, examples: 'train', rows: whole, columns: whole });
    assert.deepEqual([W.step, W.live], [17, false]);
    const straight = await straightTrainer(config, iris);
    straight.run(17);
    assert.deepEqual(W.values, straight.parameters.W[1]!.slice());
    const { step } = await until(session, ({ state }) => state === 'finished');
    straight.run(step);
    await session.inspection.seek('live');
    const end = await ask({ kind: 'matrix', which: 'W', layer: 1, examples: 'train', rows: whole, columns: whole });
    assert.deepEqual([end.live, end.values], [true, straight.parameters.W[1]!.slice()]);
    const past = frames.find(({ live, step: at }) => !live && at === 17) ?? assert.fail('no frame of the past');
    assert.deepEqual(Array.from(sectionOf(past, 'W:1')!.values), Array.from(W.values, Math.fround));
  });

  it('answers every kind of question', async () => {
    await session.step(40);
    const queries: Query[] = [
      { kind: 'example', part: 'train', index: 0 },
      {
        kind: 'rows',
        part: 'all',
        from: 0,
        count: 20,
        sort: 'loss',
        descending: true,
        wrongOnly: false,
        truth: null,
        predicted: null,
      },
      { kind: 'whatIf', part: 'train', index: 0, changes: { petal_length: 3 } },
      { kind: 'evaluation', part: 'validation', output: 1, baselines: true },
      { kind: 'histograms', which: 'A', layer: 1, times: 10, bins: 10 },
      { kind: 'curves', from: 0, to: null, points: 50 },
      { kind: 'wholeCurve' },
      { kind: 'unitHistory', layer: 1, unit: 0, points: 20 },
      { kind: 'plane', x: 0, y: 1, grid: 16, layer: 2, around: null },
      { kind: 'slice', column: 'petal_length', points: 10, around: null },
      { kind: 'partialDependence', column: 'petal_length', points: 10 },
      { kind: 'collapse' },
      { kind: 'timing', rounds: 2 },
      { kind: 'initialization', scheme: 'constant', factor: 0.5, steps: 50 },
      { kind: 'phase', action: 'advance' },
      { kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 1 },
      { kind: 'undoWeight' },
    ];
    const answers = await Promise.all(queries.map((query) => session.inspection.query(query)));
    assert.deepEqual(
      answers.map(({ kind, live }) => [kind, live]),
      queries.map(({ kind }) => [kind, true]),
    );
  });

  it('marks a weight set by hand in the chart, and takes the mark back', async () => {
    await session.step(10);
    await session.inspection.seek(4);
    const { before } = await ask({ kind: 'setWeight', layer: 1, unit: 1, input: 0, value: 0.5 });
    assert.deepEqual([session.status.marks.length, session.status.marks[0]?.step, session.status.step], [1, 4, 4]);
    assert.match(session.status.marks[0]?.label ?? '', /^W¹₂₁ .* → 0\.5$/);
    const undone = await ask({ kind: 'undoWeight' });
    assert.equal(undone.value, before);
    assert.deepEqual([session.status.marks.length, session.status.step], [0, 10]);
  });

  it('of many steps wished for at once goes to the last', async () => {
    await session.step(200);
    await Promise.all(Array.from({ length: 30 }, (_, i) => session.inspection.seek(5 * i)));
    await until(session, ({ recording }) => recording.cursor === 145);
  });

  it('gives up a question that is no longer wanted', async () => {
    const source = new CancelSource();
    const asked = session.inspection.query({ kind: 'timing', rounds: 100 }, source.token);
    source.cancel();
    await assert.rejects(asked, (error) => error instanceof RequestError && error.reason === 'cancelled');
  });
});
