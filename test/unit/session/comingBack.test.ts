/** Whatever was done to a run, it can be done again: the same weights, to the last bit, in a new worker or another window. */
import assert from 'node:assert/strict';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { type ChangeLog, firstNetwork, replayChanges } from '../../../src/session/changeLog.ts';
import { turn, WatchedRun } from './watchedRun.ts';
import { trials } from '../../trials.ts';

const flower = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  network: { layers: [{ units: 4, activation: 'tanh' }] },
  training: { optimizer: 'gradientDescent', learningRate: 1.2, batchSize: 64, epochs: 20 },
});

type Training = NetworkConfig['training'];

function trained(config: NetworkConfig, change: Partial<Training>): NetworkConfig {
  return { ...config, training: { ...config.training, ...change } };
}

function layered(config: NetworkConfig, units: readonly number[]): NetworkConfig {
  return { ...config, network: { ...config.network, layers: units.map((n) => ({ units: n, activation: 'tanh' })) } };
}

const optimizers: readonly Training['optimizer'][] = ['gradientDescent', 'momentum', 'adam', 'rmsProp'];

type Act = (run: WatchedRun, below: (n: number) => number) => Promise<unknown>;

const acts: Readonly<Record<string, Act>> = {
  step: ({ session }, below) => session.step(1 + below(9)),
  'start and pause': async ({ session }, below) => {
    await session.start();
    for (let i = below(6); i > 0; i--) await turn();
    await session.pause();
  },
  past: ({ session }, below) => session.inspection.seek(below(session.status.step + 1)),
  live: ({ session }) => session.inspection.seek('live'),
  weight: (run, below) => run.ask({ kind: 'setWeight', layer: 1, unit: 0, input: below(2), value: below(40) / 10 - 2 }),
  'weight taken back': (run) => run.ask({ kind: 'undoWeight' }),
  phase: (run) => run.ask({ kind: 'phase', action: 'advance' }),
  'learning rate': ({ session }, below) =>
    session.apply(trained(session.config, { learningRate: 0.1 + below(20) / 10 })),
  optimizer: ({ session }, below) => session.apply(trained(session.config, { optimizer: optimizers[below(4)]! })),
  batch: ({ session }, below) => session.apply(trained(session.config, { batchSize: 8 << below(4) })),
  'early stopping': ({ session }, below) =>
    session.apply(
      trained(session.config, { earlyStopping: below(2) === 0 ? undefined : { patience: 1 + below(5), minDelta: 0 } }),
    ),
  layers: ({ session }, below) =>
    session.apply(layered(session.config, [4, ...Array.from({ length: below(3) }, () => 1 + below(4))])),
  'best weights taken back': ({ session }) => session.inspection.takeBack(),
  reset: ({ session }) => session.reset(),
};

/** What is in force; a setting that is off may be there or not. */
function sorted({ session: { config, status } }: WatchedRun): unknown {
  const inOrder = (object: object) => Object.entries(object).sort(([a], [b]) => a.localeCompare(b));
  return [
    config.network,
    inOrder({ ...config.training, earlyStopping: config.training.earlyStopping ?? null }),
    inOrder({ ...status.effective, earlyStopping: status.effective.earlyStopping ?? null }),
    status.marks,
  ];
}

async function checksumOf(run: WatchedRun): Promise<string | null> {
  await run.settled();
  return run.session.status.checksum;
}

/** As it is kept beyond the window. */
async function kept(run: WatchedRun): Promise<ChangeLog> {
  await run.settled();
  return JSON.parse(JSON.stringify(run.session.trace)) as ChangeLog;
}

async function sequence(seed: number, length: number): Promise<{ run: WatchedRun; done: readonly string[] }> {
  const random = new RandomState(seed);
  const below = (n: number): number => Math.floor(random.random() * n);
  const run = new WatchedRun(flower);
  await run.session.prepare();
  const names = Object.keys(acts);
  const done: string[] = [];
  for (let i = 0; i < length; i++) {
    const name = names[below(names.length)] ?? 'step';
    done.push(name);
    await acts[name]?.(run, below);
    await run.settled();
    // In the middle of a step what was asked for is in force from the next one.
    if (run.session.status.phases > 0) continue;
    assert.equal(
      run.session.status.effective.learningRate,
      run.session.config.training.learningRate,
      `the settings in force are those of the text after ${done.join(', ')}`,
    );
  }
  return { run, done };
}

describe('A run that comes back', () => {
  const count = trials(8, 200);

  for (let seed = 1; seed <= count; seed++) {
    it(`has the same weights, marks and settings in another window (sequence ${seed})`, async () => {
      const { run, done } = await sequence(seed, 14);
      const before = await checksumOf(run);
      const log = await kept(run);
      const other = new WatchedRun(firstNetwork(log));
      try {
        await other.session.prepare();
        const result = await replayChanges(other.session, log);
        const reported = `after ${done.join(', ')}`;
        assert.deepEqual(result, { arrived: true, differs: false }, reported);
        assert.equal(await checksumOf(other), before, reported);
        assert.equal(JSON.stringify(sorted(other)), JSON.stringify(sorted(run)), reported);
        assert.equal(other.session.status.phases, run.session.status.phases, reported);
        await Promise.all([run.session.step(3), other.session.step(3)]);
        assert.equal(await checksumOf(other), await checksumOf(run), `3 steps later, ${reported}`);
        await other.compare();
      } finally {
        run.dispose();
        other.dispose();
      }
    });
  }

  it('goes on where it was when its worker died, also after layers were changed live', async () => {
    const run = new WatchedRun(trained(flower, { epochs: 1000, batchSize: 'full' }));
    try {
      await run.session.prepare();
      await run.session.step(40);
      await run.session.apply(layered(run.session.config, [4, 3]));
      await run.session.step(25);
      const before = await checksumOf(run);
      run.workers.at(-1)?.die('it was killed');
      assert.equal(run.session.status.state, 'failed');
      assert.match(run.session.status.message, /step 25/);
      const seen: (string | null)[] = [];
      run.session.onDidChange(({ step, checksum }) => step === 25 && checksum && seen.push(checksum));
      await run.session.start();
      await run.settled();
      assert.equal(run.session.status.state, 'finished');
      assert.equal(seen[0], before);
    } finally {
      run.dispose();
    }
  });

  it('says so when it gets there with other weights', async () => {
    const { run } = await sequence(2, 6);
    const log = { ...(await kept(run)), checksum: '0123456789abcdef' };
    const other = new WatchedRun(firstNetwork(log));
    await other.session.prepare();
    assert.deepEqual(await replayChanges(other.session, log), { arrived: true, differs: true });
    run.dispose();
    other.dispose();
  });
});

describe('Setting a weight by hand', () => {
  for (const where of ['past', 'present'] as const) {
    it(`leaves the settings in force, and so does taking it back: at the ${where}`, async () => {
      const run = new WatchedRun(trained(flower, { learningRate: 0.01, epochs: 1000 }));
      try {
        const { session } = run;
        await session.prepare();
        await session.step(10);
        await session.apply(trained(session.config, { learningRate: 0.1, optimizer: 'adam' }));
        await session.step(10);
        if (where === 'past') await session.inspection.seek(5);
        await run.ask({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 2 });
        await run.settled();
        assert.deepEqual([session.status.effective.learningRate, session.status.effective.optimizer], [0.1, 'adam']);
        await session.apply(trained(session.config, { learningRate: 0.3 }));
        await run.ask({ kind: 'undoWeight' });
        await run.settled();
        assert.deepEqual([session.status.step, session.status.effective.learningRate], [20, 0.3]);
        await session.reset();
        await run.settled();
        assert.equal(session.status.effective.learningRate, 0.3);
      } finally {
        run.dispose();
      }
    });
  }
});
