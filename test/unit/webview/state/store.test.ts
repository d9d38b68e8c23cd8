/** Tests of what the view keeps: only its run's numbers, and a cursor that stays inside the run. */
import assert from 'node:assert/strict';
import { toViewMessage } from '../../../../webview/state/messages.ts';
import { Store } from '../../../../webview/state/store.ts';
import { ViewSetting } from '../../../../webview/state/viewSetting.ts';
import { clampCursor, initialUi, restoreUi } from '../../../../webview/state/uiState.ts';
import { frame, run, status } from '../fixture.ts';

describe('webview/state/store', () => {
  it('receive(frame) ignores frames and states of another run', () => {
    const store = new Store(initialUi);
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'frame', frame: { ...frame, runId: 'r0' } });
    store.receive({ type: 'status', status: { ...status, runId: 'r0', step: 9 } });
    assert.equal(store.state.frame, null);
    assert.equal(store.state.status?.step, 812);
    store.receive({ type: 'frame', frame });
    assert.equal(store.state.frame, frame);
  });

  it('receive(run) keeps the numbers of the same run and forgets those of another', () => {
    const store = new Store(initialUi);
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'frame', frame });
    store.receive({ type: 'run', run: { ...run }, status });
    assert.equal(store.state.frame, frame);
    store.receive({ type: 'run', run: { ...run, runId: 'r2' }, status });
    assert.equal(store.state.frame, null);
  });

  it('receive(run) forgets the pictures when the same run has another network, and takes none of the one before', () => {
    const store = new Store(initialUi);
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'frame', frame });
    store.receive({ type: 'run', run: { ...run, build: 2 }, status: { ...status, build: 2 } });
    assert.equal(store.state.frame, null);
    store.receive({ type: 'frame', frame });
    store.receive({ type: 'status', status: { ...status, step: 9 } });
    assert.equal(store.state.frame, null);
    assert.equal(store.state.status?.step, 812);
  });

  it('receive(sweepPage) adds members to those that are known, and begins anew with the first', () => {
    const store = new Store(initialUi);
    const sent = (places: readonly number[], isFirst: boolean) =>
      toViewMessage({ type: 'sweepPage', page: {}, members: places.map((place) => ({ place })), isFirst });
    const receive = (...args: Parameters<typeof sent>): void => {
      const message = sent(...args);
      assert.ok(message);
      store.receive(message);
    };
    const known = () => store.state.sweep?.members;
    receive([0, 2], true);
    receive([1], false);
    assert.deepEqual(
      known()?.map(({ place }) => place),
      [0, 2, 1],
    );
    const before = known();
    receive([], false);
    assert.equal(known(), before);
    receive([3], true);
    assert.deepEqual(
      known()?.map(({ place }) => place),
      [3],
    );
  });

  it('receive(comparable) before the first run is known is kept', () => {
    const store = new Store(initialUi);
    const runs = [{ id: 'other', title: 'b.nnconfig' }];
    store.receive({ type: 'run', run: null, status });
    store.receive({ type: 'comparable', runs });
    store.receive({ type: 'run', run, status });
    assert.deepEqual(store.state.comparable, runs);
  });

  it('move(change) tells the listeners and keeps the cursor inside', () => {
    const store = new Store(initialUi);
    let reported = 0;
    store.onDidChange(() => reported++);
    store.receive({ type: 'run', run, status });
    store.move({ layer: 7, unit: 40, example: 1000 });
    assert.equal(reported, 2);
    assert.deepEqual([store.state.ui.layer, store.state.ui.unit, store.state.ui.example], [2, 0, 2]);
  });

  it('restoreUi(kept) takes its own version and nothing else', () => {
    const kept = { ...initialUi, layer: 2, logCost: true };
    assert.deepEqual(restoreUi(JSON.parse(JSON.stringify(kept))), kept);
    for (const other of [undefined, null, 'x', { v: 2 }, 7]) assert.equal(restoreUi(other), initialUi);
    assert.deepEqual(restoreUi({ v: 1, layer: -1, unit: 'a', example: 1.5 }), initialUi);
  });

  it('receive(lookAtGradients) turns to the check in Matrices', () => {
    const store = new Store(initialUi);
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'lookAtGradients' });
    assert.equal(store.state.ui.tab, 'matrices');
    assert.deepEqual(store.state.ui.choices.of['matrices'], { page: 'check' });
  });

  it('choices of a view survive hiding, and go with their run', () => {
    const store = new Store(initialUi);
    const kept = new ViewSetting({ move: (change) => store.move(change) }, 'view', { backward: false, part: 'all' });
    store.receive({ type: 'run', run, status });
    assert.deepEqual(kept.of(store.state.ui), { backward: false, part: 'all' });
    kept.change({ backward: true });
    const back = new Store(restoreUi(JSON.parse(JSON.stringify(store.state.ui))));
    back.receive({ type: 'run', run: null, status: null });
    back.receive({ type: 'run', run: { ...run }, status });
    assert.deepEqual(kept.of(back.state.ui), { backward: true, part: 'all' });
    back.receive({ type: 'run', run: { ...run, runId: 'r2' }, status });
    assert.deepEqual(kept.of(back.state.ui), { backward: false, part: 'all' });
    for (const choices of [null, 3, { runId: 4, of: {} }, { runId: 'r1', of: 'x' }, { runId: 'r1', of: null }]) {
      assert.deepEqual(restoreUi({ v: 1, choices }).choices.of, {});
    }
  });

  it('clampCursor(ui, run) goes to the nearest shown unit of a large layer', () => {
    const large = { ...run, shownUnits: [[0, 1], [0, 8, 16, 24], [0]] };
    assert.equal(clampCursor({ ...initialUi, unit: 17 }, large).unit, 16);
  });

  it('toViewMessage(data) takes the words of a language', () => {
    const message = { type: 'texts', texts: { Cost: '비용' } } as const;
    assert.equal(toViewMessage(message), message);
    assert.equal(toViewMessage({ type: 'texts', texts: 3 }), null);
  });

  it('toViewMessage(data) refuses what is no message and wraps bare buffers', () => {
    for (const data of [
      null,
      3,
      {},
      { type: 'frame' },
      { type: 'frame', frame: { sections: [] } },
      { type: 'run', run: 1, status },
    ]) {
      assert.equal(toViewMessage(data), null);
    }
    const { buffer } = Float32Array.of(1, 2);
    const message = toViewMessage({ type: 'frame', frame: { ...frame, numbers: buffer } });
    assert.ok(message?.type === 'frame' && message.frame.numbers[1] === 2);
  });
});
