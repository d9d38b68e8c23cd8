/** Runs that were opened, trained and removed leave nothing behind, however many they were. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { config, description, FakeClock, FakeWorker, settled } from './fakeWorker.ts';

const runs = 50;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe(`SessionStore: ${runs} runs one after the other`, () => {
  it('leave no worker, no listener, no timer and no run in memory', async () => {
    const clock = new FakeClock();
    const workers: FakeWorker[] = [];
    const store = new SessionStore({
      spawn: () => {
        workers.push(new FakeWorker());
        return workers.at(-1) ?? assert.fail();
      },
      clock,
    });
    const trained = async (n: number): Promise<WeakRef<object>> => {
      const loadSource = async () => ({ kind: 'path', path: '/data/iris.csv', name: 'iris.csv' }) as const;
      const session = store.create({ title: `${n}.nnconfig`, config, loadSource });
      void session.prepare();
      await settled();
      const worker = workers.at(-1) ?? assert.fail();
      await worker.answer('prepare', { ...description, runId: session.runId });
      session.frames.onFrame(() => undefined);
      session.frames.watch(true);
      void session.start();
      await settled();
      worker.status('running', { runId: session.runId });
      worker.frame(1);
      worker.status('finished', { runId: session.runId, stopReason: 'epochs' });
      store.remove(session);
      return new WeakRef(session);
    };
    const left: WeakRef<object>[] = [];
    for (let n = 0; n < runs; n++) left.push(await trained(n));
    assert.deepEqual(
      workers.map(({ terminated, listeners }) => [terminated, listeners]),
      workers.map(() => [true, 0]),
    );
    assert.deepEqual([store.sessions.length, store.active, clock.running], [0, null, 0]);
    await settled();
    collectGarbage();
    // The last one may still be on the stack.
    assert.ok(left.filter((run) => run.deref()).length <= 1);
  });
});
