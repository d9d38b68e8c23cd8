/** Tests of the questions a view asks: each is settled once, whatever becomes of it; and of where keys lead among the tabs. */
import assert from 'node:assert/strict';
import type { FromView } from '../../../../src/protocol/viewMessages.ts';
import { Queries } from '../../../../webview/state/queries.ts';
import { nextTab } from '../../../../webview/kit/tabBar.ts';

const timing = {
  kind: 'timing',
  m: 3,
  rounds: 1,
  loop: 2,
  vectorised: 1,
  engine: 1,
  engineName: 'reference',
  largestDifference: 0,
} as const;

describe('webview/state/queries', () => {
  it('ask(query, slot) posts the question and settles with its own answer', async () => {
    const posted: FromView[] = [];
    const queries = new Queries((message) => posted.push(message));
    const first = queries.ask({ kind: 'timing', rounds: 1 });
    const second = queries.ask({ kind: 'timing', rounds: 2 }, 'again');
    assert.deepEqual(posted, [
      { type: 'query', id: 1, query: { kind: 'timing', rounds: 1 } },
      { type: 'query', id: 2, query: { kind: 'timing', rounds: 2 }, slot: 'again' },
    ]);
    queries.receive({ type: 'answer', id: 2, ok: true, answer: { ...timing, step: 7, live: true, rounds: 2 } });
    queries.receive({ type: 'answer', id: 1, ok: true, answer: { ...timing, step: 7, live: true } });
    assert.equal((await first)?.rounds, 1);
    assert.equal((await second)?.rounds, 2);
  });

  it('a superseded or forgotten question gives null, a refused one its reason', async () => {
    const queries = new Queries(() => undefined);
    const asked = [1, 2, 3].map((rounds) => queries.ask({ kind: 'timing', rounds }));
    queries.receive({ type: 'answer', id: 1, ok: false, reason: 'superseded', message: '' });
    queries.receive({ type: 'answer', id: 2, ok: false, reason: 'refused', message: 'There is no layer 9.' });
    queries.forget();
    assert.equal(await asked[0], null);
    await assert.rejects(asked[1] ?? Promise.resolve(), /There is no layer 9\./);
    assert.equal(await asked[2], null);
  });
});

describe('webview/kit/tabBar', () => {
  it('nextTab(tabs, chosen, key) goes round the ends', () => {
    const tabs = ['a', 'b', 'c'].map((id) => ({ id, title: id, icon: id }));
    assert.deepEqual(
      [
        ['c', 'ArrowRight'],
        ['a', 'ArrowLeft'],
        ['b', 'Home'],
        ['b', 'End'],
        ['b', 'x'],
      ].map(([chosen = '', key = '']) => nextTab(tabs, chosen, key)),
      ['a', 'c', 'a', 'c', null],
    );
  });
});
