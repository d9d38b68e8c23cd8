/** What a page draws is the network that the worker has, after every kind of change and after random sequences of changes. */
import assert from 'node:assert/strict';
import { type NetworkConfig, networkConfigSchema } from '../../../src/config/schema/schema.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { turn, WatchedRun } from './watchedRun.ts';
import { trials } from '../../trials.ts';

const flower = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label', split: { validation: 0.2 } },
  network: { layers: [{ units: 4, activation: 'tanh' }] },
  training: { optimizer: 'gradientDescent', learningRate: 1.2, batchSize: 'full', epochs: 60 },
});

function withUnits(config: NetworkConfig, ...units: number[]): NetworkConfig {
  return { ...config, network: { ...config.network, layers: units.map((n) => ({ units: n, activation: 'tanh' })) } };
}

function withSeed(config: NetworkConfig, seed: number): NetworkConfig {
  const { network } = config;
  return { ...config, network: { ...network, initialization: { ...network.initialization, seed } } };
}

function withTraining(config: NetworkConfig, change: Partial<NetworkConfig['training']>): NetworkConfig {
  return { ...config, training: { ...config.training, ...change } };
}

const unknownColumn: NetworkConfig = { ...flower, data: { ...flower.data, target: 'nothing' } };

type Act = (run: WatchedRun, below: (n: number) => number) => Promise<unknown>;

const acts: Readonly<Record<string, Act>> = {
  step: ({ session }, below) => session.step(1 + below(9)),
  'start and pause': async ({ session }, below) => {
    await session.start();
    for (let i = below(6); i > 0; i--) await turn();
    await session.pause();
  },
  start: ({ session }) => session.start(),
  finish: async (run) => {
    await run.session.start();
    await run.settled();
  },
  reset: ({ session }) => session.reset(),
  'learning rate': ({ session }, below) =>
    session.apply(withTraining(session.config, { learningRate: 0.1 + below(20) / 10 })),
  epochs: ({ session }, below) => session.apply(withTraining(session.config, { epochs: 20 + below(90) })),
  units: ({ session }, below) => session.apply(withUnits(session.config, 1 + below(7))),
  layers: ({ session }, below) =>
    session.apply(withUnits(session.config, ...Array.from({ length: 1 + below(3) }, () => 1 + below(5)))),
  seed: ({ session }, below) => session.apply(withSeed(session.config, below(50))),
  'two changes at once': ({ session }, below) => {
    const first = session.apply(withUnits(session.config, 1 + below(7)));
    return Promise.all([first, session.apply(withUnits(session.config, 1 + below(7), 2))]);
  },
  'a change while another is built': async ({ session }, below) => {
    const first = session.apply(withUnits(session.config, 1 + below(7)));
    for (let i = below(12); i > 0; i--) await turn();
    await Promise.all([first, session.apply(withSeed(session.config, below(50)))]);
  },
  'a change that fails while another is built': async ({ session }, below) => {
    const first = session.apply(withUnits(session.config, 1 + below(7)));
    for (let i = below(12); i > 0; i--) await turn();
    await Promise.all([first, session.apply(unknownColumn)]);
  },
  'a table that is gone while another is built': async (run, below) => {
    const first = run.session.apply(withUnits(run.session.config, 1 + below(7)));
    for (let i = below(12); i > 0; i--) await turn();
    run.hasTable = false;
    await Promise.all([first, run.session.apply(withSeed(run.session.config, 60 + below(9)))]);
    run.hasTable = true;
  },
  weight: (run, below) => run.ask({ kind: 'setWeight', layer: 1, unit: 0, input: below(2), value: below(40) / 10 - 2 }),
  'weight taken back': (run) => run.ask({ kind: 'undoWeight' }),
  past: ({ session }, below) => session.inspection.seek(below(session.status.step + 1)),
  live: ({ session }) => session.inspection.seek('live'),
  phase: (run) => run.ask({ kind: 'phase', action: 'advance' }),
  'hidden and shown': async ({ session }) => {
    session.frames.watch(false);
    await session.step(1);
    session.frames.watch(true);
  },
  'another name': async ({ session }) => session.rename('b.nnconfig'),
  'another worker': async (run) => {
    run.workers.at(-1)?.die('it was killed');
    await run.session.restart(run.session.config);
    await run.session.pause();
  },
};

describe('What a page draws', () => {
  let run: WatchedRun;

  beforeEach(async () => {
    run = new WatchedRun(flower);
    assert.ok(await run.session.prepare());
  });

  afterEach(() => run.dispose());

  for (const [name, act] of Object.entries(acts)) {
    it(`is the network that the worker has: ${name}`, async () => {
      const random = new RandomState(3);
      const below = (n: number): number => Math.floor(random.random() * n);
      for (const before of ['step', 'finish', 'past']) {
        await acts[before]?.(run, below);
        await act(run, below);
        await run.compare();
      }
    });
  }
});

describe('What a page draws after random changes', () => {
  const count = trials(3, 200);

  for (let seed = 1; seed <= count; seed++) {
    it(`is the network that the worker has (sequence ${seed})`, async () => {
      const random = new RandomState(seed);
      const below = (n: number): number => Math.floor(random.random() * n);
      const run = new WatchedRun(flower);
      await run.session.prepare();
      const names = Object.keys(acts);
      const done: string[] = [];
      try {
        for (let i = 0; i < 12; i++) {
          const name = names[below(names.length)] ?? 'step';
          done.push(name);
          // Some follow at once, others when all is quiet.
          const act = acts[name]?.(run, below).catch(() => undefined);
          if (below(3) > 0) await act;
          if (below(2) === 0) await act?.then(() => run.compare());
        }
        await run.compare();
      } catch (error) {
        throw new Error(`After ${done.join(', ')}: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        run.dispose();
      }
    });
  }
});
