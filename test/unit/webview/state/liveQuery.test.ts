/** Answers are kept for the network that they are about, and for no other. */
import assert from 'node:assert/strict';
import type { Answer } from '../../../../src/protocol/query.ts';
import { LiveQuery } from '../../../../webview/state/liveQuery.ts';
import type { ViewContext } from '../../../../webview/state/panelView.ts';
import { Store } from '../../../../webview/state/store.ts';
import { initialUi } from '../../../../webview/state/uiState.ts';
import { frame, run, status } from '../fixture.ts';

type Curve = Answer<'wholeCurve'>;

describe('webview/state/liveQuery', () => {
  it('get(query) shows no answer about the network before, neither one that it has nor one that comes late', async () => {
    const waiting: ((answer: Curve) => void)[] = [];
    const nothing = (): void => undefined;
    const context = {
      ask: () => new Promise((resolve) => waiting.push(resolve as (answer: Curve) => void)),
      redraw: nothing,
      redrawLater: nothing,
      behind: nothing,
    } as unknown as ViewContext;
    const query = new LiveQuery<'wholeCurve'>(context, 'test', 0);
    const store = new Store(initialUi);
    const answer = (step: number): Curve => ({ kind: 'wholeCurve', step, live: true, curve: new Float32Array(0) });
    const settle = async (step: number): Promise<void> => {
      waiting.shift()?.(answer(step));
      await new Promise((resolve) => setImmediate(resolve));
    };
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'frame', frame });
    query.get({ kind: 'wholeCurve' }, store.state, 0);
    await settle(1);
    assert.equal(query.get({ kind: 'wholeCurve' }, store.state, 1)?.step, 1);
    store.receive({ type: 'frame', frame: { ...frame, frame: 2 } });
    query.get({ kind: 'wholeCurve' }, store.state, 2);
    store.receive({ type: 'run', run: { ...run, build: 2 }, status: { ...status, build: 2 } });
    assert.equal(query.get({ kind: 'wholeCurve' }, store.state, 3), null);
    await settle(2);
    assert.equal(query.get({ kind: 'wholeCurve' }, store.state, 4), null);
    await settle(3);
    assert.equal(query.get({ kind: 'wholeCurve' }, store.state, 5)?.step, 3);
  });

  it('get(query) asks again after its pause when another question took its place, though no newer frame came', async () => {
    const waiting: ((answer: Curve | null) => void)[] = [];
    const later: string[] = [];
    const context = {
      ask: () => new Promise((resolve) => waiting.push(resolve as (answer: Curve | null) => void)),
      redraw: () => later.push('now'),
      redrawLater: () => later.push('later'),
      behind: () => undefined,
    } as unknown as ViewContext;
    const query = new LiveQuery<'wholeCurve'>(context, 'test', 100);
    const store = new Store(initialUi);
    store.receive({ type: 'run', run, status });
    store.receive({ type: 'frame', frame });
    const get = (now: number): Curve | null => query.get({ kind: 'wholeCurve' }, store.state, now);
    const settle = async (answer: Curve | null): Promise<void> => {
      waiting.shift()?.(answer);
      await new Promise((resolve) => setImmediate(resolve));
    };
    get(0);
    await settle(null);
    assert.equal(get(50), null);
    assert.deepEqual([waiting.length, later], [0, ['now', 'later']]);
    get(100);
    assert.equal(waiting.length, 1);
    await settle({ kind: 'wholeCurve', step: 7, live: true, curve: new Float32Array(0) });
    assert.equal(get(200)?.step, 7);
    assert.equal(waiting.length, 0);
  });
});
