/** Tests of the controls: what is in force is shown, what was asked is marked, what is typed is checked; and the state in one line. */
import assert from 'node:assert/strict';
import { costDigits, stateParts } from '../../../../webview/controls/stateLine.ts';
import { otherButtons } from '../../../../webview/controls/toolbar.ts';
import { controlsOf, parseControl } from '../../../../webview/controls/values.ts';
import { run, status } from '../fixture.ts';

describe('webview/controls', () => {
  const controls = controlsOf(run, { ...status, pending: { learningRate: 0.4 } });
  const control = (path: string) => {
    const found = controls.find((candidate) => candidate.path === path);
    assert.ok(found, path);
    return found;
  };

  it('controlsOf(run, status) shows what is in force and marks what was asked for', () => {
    assert.equal(control('training.learningRate').effective, '1.2');
    assert.equal(control('training.learningRate').pending, '0.4');
    assert.equal(control('training.batchSize').effective, 'full');
    assert.equal(control('training.batchSize').pending, null);
    assert.equal(control('network.activation').effective, 'tanh');
    assert.equal(control('network.layers').effective, '1');
    assert.equal(control('network.layers.0.units').effective, '2');
    assert.equal(control('network.initialization.seed').effective, '7');
  });

  it('parseControl(control, text) gives the value or a sentence that says what is allowed', () => {
    assert.equal(parseControl(control('training.learningRate'), ' 0.3 '), 0.3);
    assert.equal(parseControl(control('training.batchSize'), 'Full'), 'full');
    assert.equal(parseControl(control('training.batchSize'), '64'), 64);
    for (const text of ['', 'abc', '0', '-1', '1e9']) {
      const refused = parseControl(control('training.learningRate'), text);
      assert.ok(typeof refused === 'object' && refused.problem.startsWith('Learning rate: a number above 0'), text);
    }
    assert.ok(typeof parseControl(control('network.layers.0.units'), '2.5') === 'object');
  });

  it('otherButtons(status): a network that is there can be saved, and exported beside it', () => {
    const states = ['ready', 'running', 'finished', 'preparing', 'failed'] as const;
    for (const state of states) {
      const buttons = otherButtons({ state, slowed: false });
      const at = buttons.findIndex(({ command }) => command === 'saveNetwork');
      const { command, enabled } = buttons[at + 1]!;
      assert.deepEqual([command, enabled], ['exportNetwork', state !== 'preparing' && state !== 'failed']);
    }
  });

  it('stateParts(run, status) reads "step 812 · cost 0.2431 · accuracy 90.5 % · 9,300 steps/s"', () => {
    const text = stateParts(run, status).map(({ before, value, after }) => `${before}${value}${after}`);
    assert.deepEqual(text, ['step 812', 'cost 0.2431', 'accuracy 90.5\u00a0%', '9,300 steps/s']);
    const schedule = { ...status.effective.schedule, kind: 'cosine' } as const;
    const scheduled = { ...status, learningRate: 0.0123456, effective: { ...status.effective, schedule } };
    const rateOf = (shown: typeof status) => stateParts(run, shown).find(({ key }) => key === 'rate');
    assert.deepEqual(rateOf(scheduled), { key: 'rate', before: 'α ', value: '0.0123', after: '' });
    assert.equal(rateOf({ ...scheduled, effective: status.effective }), undefined);
    assert.deepEqual(stateParts({ ...run, task: 'regression' }, { ...status, trainMetric: 0.905 })[2], {
      key: 'metric',
      before: 'R² ',
      value: '0.91',
      after: '',
    });
    assert.deepEqual(stateParts(null, status), []);
  });

  it('costDigits(shown, told) has every digit: those of the status where it tells the figure that is shown', () => {
    const reported = { ...status, cost: 0.2175039745212, validationCost: null };
    assert.equal(costDigits({ ...reported, cost: Math.fround(reported.cost) }, reported), 'cost 0.2175039745212');
    assert.equal(costDigits({ ...reported, cost: Math.fround(0.217504) }, reported), 'cost 0.217504');
    assert.equal(costDigits(reported, { ...reported, penalty: 0.0036 }), 'cost 0.2175039745212, of this 0.0036 is L2');
    assert.equal(costDigits({ ...reported, cost: 7 }, { ...reported, penalty: 0.0036 }), 'cost 7');
    assert.equal(
      costDigits({ ...reported, validationCost: 0.5 }, reported),
      'cost 0.2175039745212 · validation cost 0.5',
    );
  });
});
