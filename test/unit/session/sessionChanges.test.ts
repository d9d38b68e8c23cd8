import assert from 'node:assert/strict';
import { config, description, plain, settled, withTraining } from './fakeWorker.ts';
import { bench, prepared, running, wider } from './sessionBench.ts';

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

  it('trains on what is built anew while the start before is still waited for, unless that was taken back', async () => {
    for (const pauses of [false, true]) {
      const { session, worker } = await prepared();
      void session.start();
      await settled();
      if (pauses) void session.pause();
      await settled();
      void session.apply(wider(config));
      await settled();
      worker().status('ready');
      await worker().answer('prepare', description);
      const asked = ['prepare', 'start', ...(pauses ? ['pause'] : []), 'prepare', ...(pauses ? [] : ['start'])];
      assert.deepEqual(worker().asked, asked);
    }
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
