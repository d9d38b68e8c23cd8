import assert from 'node:assert/strict';
import { SessionStore } from '../../../src/session/sessionStore.ts';
import { config, FakeClock, FakeWorker } from './fakeWorker.ts';

function store(): { store: SessionStore; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const spawn = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  return { store: new SessionStore({ spawn, clock: new FakeClock() }), workers };
}

const run = {
  title: 'iris.nnconfig',
  config,
  loadSource: async () => ({ kind: 'path', path: '/iris.csv', name: 'iris.csv' }) as const,
};

describe('SessionStore', () => {
  it('makes each new run the active one, under a name of its own', () => {
    const { store: runs } = store();
    const active: (string | undefined)[] = [];
    runs.onDidChangeActive((session) => active.push(session?.runId));
    const [first, second] = [runs.create(run), runs.create(run)];
    assert.notEqual(first.runId, second.runId);
    assert.equal(runs.active, second);
    assert.equal(runs.find(first.runId), first);
    assert.deepEqual(active, [first.runId, second.runId]);
  });

  it('lets the newest remaining run be active when the active one is removed', () => {
    const { store: runs } = store();
    const [first, second, third] = [runs.create(run), runs.create(run), runs.create(run)];
    runs.activate(first);
    runs.remove(first);
    assert.equal(runs.active, third);
    runs.remove(second);
    runs.remove(third);
    assert.equal(runs.active, null);
    runs.activate(first);
    assert.equal(runs.active, null);
  });

  it('passes on the changes of all its runs', async () => {
    const { store: runs } = store();
    const changes: string[] = [];
    runs.onDidChange(({ session, status }) => changes.push(`${session.runId} ${status.state}`));
    void runs.create(run).prepare();
    assert.deepEqual(changes, ['run-1 preparing']);
  });

  it('ends every worker when it is disposed', async () => {
    const { store: runs, workers } = store();
    void runs.create(run).prepare();
    void runs.create(run).prepare();
    await new Promise((resolve) => setImmediate(resolve));
    runs.dispose();
    runs.dispose();
    assert.deepEqual(
      workers.map(({ terminated, listeners }) => [terminated, listeners]),
      [
        [true, 0],
        [true, 0],
      ],
    );
    assert.deepEqual(runs.sessions, []);
  });
});
