/** Tests of another run's curves beside the run's own: what the host is asked for, and which lines come of it. */
import assert from 'node:assert/strict';
import { beforeId } from '../../../../src/protocol/comparison.ts';
import type { FromView } from '../../../../src/protocol/viewMessages.ts';
import { CompareRuns, comparedCurve, comparedSeries, nameOf } from '../../../../webview/chart/compareRuns.ts';
import type { Theme } from '../../../../webview/kit/color/theme.ts';
import { initialUi } from '../../../../webview/state/uiState.ts';
import { frame, run, status } from '../fixture.ts';

const other = { id: 'file:///b.nnconfig', title: 'b.nnconfig' };
const unknown = [Number.NaN, Number.NaN];
const curve = Float32Array.of(0, 10, 0.7, 0.25, ...unknown, 200, 300, ...unknown, 400, 400, ...unknown);
const state = {
  connected: true,
  isCut: false,
  run,
  status,
  frame,
  comparable: [other],
  compared: null,
  columns: null,
  predictions: [],
  predictedRows: null,
  model: null,
  triedRow: null,
  comparison: null,
  sweep: null,
  ui: { ...initialUi, compare: other.id },
};
const compared = { ...other, curve, differences: [] };
const theme = { negative: [1, 2, 3] } as unknown as Theme;

describe('webview/chart/compareRuns', () => {
  it('follow(state) asks once for the run that is wanted and there, and takes it back when it goes', () => {
    const posted: FromView[] = [];
    const compare = new CompareRuns({ move: () => undefined, post: (message) => posted.push(message) });
    compare.follow({ ...state, comparable: [] });
    assert.deepEqual(posted, []);
    compare.follow(state);
    compare.follow({ ...state, compared });
    assert.deepEqual(posted, [{ type: 'compare', id: other.id }]);
    compare.follow({ ...state, comparable: [] });
    assert.deepEqual(posted.at(-1), { type: 'compare', id: null });
    compare.follow({ ...state, run: { ...run, runId: 'r2' } });
    assert.deepEqual(posted.at(-1), { type: 'compare', id: other.id });
  });

  it('comparedSeries(…) has the finite points of both parts, dashed, under the other run’s name', () => {
    const [train, validation] = comparedSeries({ ...state, compared }, 'cost', true, theme);
    assert.equal(train?.label, 'b.nnconfig, train');
    assert.deepEqual(
      train?.points.map(({ x, y }) => [x, y]),
      [
        [0, Math.fround(0.7)],
        [10, 0.25],
      ],
    );
    assert.ok(train && train.dash.length > 0 && validation?.points.length === 0);
    assert.deepEqual(
      comparedSeries({ ...state, compared }, 'metric', false, theme)[0]?.points.map(({ y }) => y),
      [0.5, 0.75],
    );
  });

  it('comparedCurve(state) is none when another run is wanted, or the curve has gone', () => {
    assert.equal(comparedCurve({ ...state, compared })?.columns, 2);
    assert.equal(comparedCurve({ ...state, compared, ui: initialUi }), null);
    assert.equal(comparedCurve({ ...state, compared: { ...compared, curve: null } }), null);
    assert.deepEqual(comparedSeries(state, 'cost', false, theme), []);
  });

  it('nameOf(run) says that the run’s own past is meant', () => {
    assert.equal(nameOf(other), 'b.nnconfig');
    assert.equal(nameOf({ id: beforeId, title: 'a.nnconfig' }), 'this run, before it began anew');
  });
});
