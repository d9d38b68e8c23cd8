/** What a run is spoken of with. */
import assert from 'node:assert/strict';
import { type HeadlineFacts, headlineParts } from '../../../../src/config/wording/headline.ts';

const customers: HeadlineFacts = {
  task: 'binary',
  classes: ['no', 'yes'],
  trainMetric: { right: 2958, m: 3000 },
  validationMetric: { right: 903, m: 1000 },
  balanced: 0.6125,
  baseline: { right: 938, m: 1000, answer: 0 },
};

const reported = (facts: Partial<HeadlineFacts>): string =>
  headlineParts({ ...customers, ...facts })
    .map(({ label, value }) => `${label} ${value}`)
    .join(' · ')
    .replaceAll('\u00a0', ' ');

describe('headlineParts(facts)', () => {
  it('speaks of the validation part, of balanced accuracy where a class is rare, and of the constant answer', () => {
    assert.equal(reported({}), 'train 98.6 % · validation 90.3 % · balanced 61.3 % · always "no" 93.8 %');
  });

  it('leaves the constant answer out where the network is better and no class is rare', () => {
    const baseline = { right: 50, m: 100, answer: 1 };
    assert.equal(reported({ balanced: null, baseline }), 'train 98.6 % · validation 90.3 %');
    assert.equal(
      reported({ balanced: null, baseline, validationMetric: { right: 50, m: 100 } }),
      'train 98.6 % · validation 50.0 % · always "yes" 50.0 %',
    );
  });

  it('compares counts, not quotients: one answer more of ten million is better', () => {
    const [baseline, m] = [{ right: 5_000_000, m: 10_000_000, answer: 1 }, 10_000_000];
    const beside = (right: number) => reported({ balanced: null, baseline, validationMetric: { right, m } });
    assert.match(beside(5_000_000), /always/);
    assert.doesNotMatch(beside(5_000_001), /always/);
  });

  it('is the accuracy alone without a validation part, and R² of numbers', () => {
    assert.equal(reported({ validationMetric: null, balanced: null, baseline: null }), 'accuracy 98.6 %');
    const numbers = { task: 'regression', classes: [], balanced: null, baseline: null } as const;
    assert.equal(
      reported({ ...numbers, trainMetric: 0.986, validationMetric: -0.25 }),
      'R² train 0.99 · validation −0.25',
    );
  });
});
