import assert from 'node:assert/strict';
import { markLabel } from '../../../../src/config/facts/markLabel.ts';
import { settings } from '../../run/flower.ts';

describe('markLabel(before, after)', () => {
  it('names what changed by its symbol, from and to', () => {
    assert.equal(markLabel(settings, { ...settings, learningRate: 0.1 }), 'α 1.2 → 0.1');
    assert.equal(markLabel(settings, { ...settings, learningRate: 0.1, l2: 0.5 }), 'α 1.2 → 0.1, λ 0 → 0.5');
  });

  it('has words for what has no number', () => {
    assert.match(markLabel(settings, { ...settings, optimizer: 'adam' }) ?? '', /gradientDescent → adam$/);
    assert.match(
      markLabel(settings, { ...settings, earlyStopping: { patience: 5, minDelta: 0 } }) ?? '',
      /off → patience 5$/,
    );
  });

  it('is null when nothing changed', () => {
    assert.equal(markLabel(settings, { ...settings }), null);
  });
});
