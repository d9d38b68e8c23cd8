/** A session on a worker that the test plays, in the states that tests begin with. */
import assert from 'node:assert/strict';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import { SlotQueue } from '../../../src/session/slotQueue.ts';
import { RunController } from '../../../src/session/session.ts';
import type { RunControllerOptions } from '../../../src/session/sessionOptions.ts';
import { config, description, FakeClock, FakeWorker, settled } from './fakeWorker.ts';

export interface Bench {
  readonly session: RunController;
  readonly clock: FakeClock;
  readonly workers: FakeWorker[];
  /** The newest worker. */
  worker(): FakeWorker;
  /** What the source says next; `null`: it is found. */
  trouble: string | null;
}

export function bench(
  turns = new SlotQueue(),
  limits: Pick<RunControllerOptions, 'threads' | 'recordingLimit'> = {},
): Bench {
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

export async function prepared(turns?: SlotQueue): Promise<Bench> {
  const self = bench(turns);
  const preparing = self.session.prepare();
  await settled();
  self.worker().status('ready');
  await self.worker().answer('prepare', description);
  assert.equal(await preparing, true);
  return self;
}

export async function running(turns?: SlotQueue): Promise<Bench> {
  const self = await prepared(turns);
  void self.session.start();
  await settled();
  self.worker().status('running');
  await self.worker().answer('start');
  return self;
}

/** The same with a wider network, which is built anew. */
export function wider(before: NetworkConfig): NetworkConfig {
  return {
    ...before,
    network: { ...before.network, layers: [{ units: 5, activation: 'relu' }] },
  };
}
