/** A newer wish takes the place of an older one that is still under way; a turn at training belongs to one run at a time. */
import assert from 'node:assert/strict';
import { SlotQueue } from '../../../src/session/slotQueue.ts';
import { config, description, settled, withTraining } from './fakeWorker.ts';
import { prepared, running, wider } from './sessionBench.ts';

describe('Session: wishes that meet', () => {
  it('looking elsewhere gives up the way to the step before, and goes to the last one asked for', async () => {
    const { session, worker } = await running();
    void session.inspection.seek(5);
    void session.inspection.seek(7);
    void session.inspection.seek(9);
    await settled();
    assert.deepEqual(worker().asked.slice(2), ['seek', 'cancel']);
    await worker().refuse('seek', { reason: 'cancelled', notice: { code: 'request.cancelled', values: [] } });
    const seeks = worker().requests.flatMap((request) => (request.method === 'seek' ? [request.params.step] : []));
    assert.deepEqual(seeks, [5, 9]);
  });

  it('a start of a training that is over is given up when a pause comes before its reset is answered', async () => {
    const { session, worker } = await running();
    worker().status('finished', { stopReason: 'epochs' });
    void session.start();
    await settled();
    void session.pause();
    await worker().answer('reset');
    await worker().answer('pause');
    assert.deepEqual(worker().asked.slice(2), ['reset', 'pause']);
  });

  it('what its worker said before it heard of the start takes no turn away', async () => {
    const turns = new SlotQueue(1);
    const [first, second] = [await prepared(turns), await prepared(turns)];
    void first.session.start();
    await settled();
    first.worker().status('ready');
    void second.session.start();
    await settled();
    assert.deepEqual([second.session.status.state, second.worker().asked], ['waiting', ['prepare']]);
    await first.worker().answer('start');
    assert.deepEqual(second.worker().asked, ['prepare', 'start']);
  });

  it('who got a turn from another holds it against a third', async () => {
    const queue = new SlotQueue(1);
    const begun: string[] = [];
    const [a, b, c] = [{}, {}, {}];
    queue.request(a, () => begun.push('a'));
    queue.request(b, () => begun.push('b'));
    queue.release(a);
    queue.request(c, () => begun.push('c'));
    assert.deepEqual(begun, ['a', 'b']);
    queue.release(b);
    assert.deepEqual(begun, ['a', 'b', 'c']);
  });

  it('a network that is built anew has no mark, and nothing pending, of the one before', async () => {
    const { session, worker } = await running();
    void session.apply(withTraining({ learningRate: 0.5 }));
    await worker().answer('apply', { effective: config.training, mark: { step: 5, label: 'α = 0.5' } });
    void session.apply(withTraining({ learningRate: 0.7 }));
    assert.deepEqual([session.status.marks.length, session.status.pending], [1, { learningRate: 0.7 }]);
    void session.apply(wider(session.config));
    await settled();
    await worker().answer('prepare', description);
    assert.deepEqual([session.status.marks, session.status.pending], [[], {}]);
  });

  it('more edits than can be taken back: each undo has the marks from before its own edit', async () => {
    const { session, worker } = await running();
    const edit = { layer: 1, unit: 0, input: 0, before: 0, value: 2, takenFrom: null, settings: null };
    const most = 20;
    const ask = async (kind: 'setWeight' | 'undoWeight', step: number, undoable: number): Promise<void> => {
      const place = { layer: 1, unit: 0, input: 0, value: 2 };
      const asked = session.inspection.query(kind === 'setWeight' ? { kind, ...place } : { kind });
      await worker().answer('query', { kind, step, ...edit, undoable });
      await asked;
    };
    for (let step = 1; step <= most + 3; step++) await ask('setWeight', step, Math.min(step, most));
    for (let undone = 1; undone <= 3; undone++) {
      await ask('undoWeight', most + 3, most - undone);
      assert.equal(session.status.marks.length, most + 3 - undone);
    }
  });
});
