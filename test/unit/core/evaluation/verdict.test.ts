import assert from 'node:assert/strict';
import { constantAnswer } from '../../../../src/core/evaluation/constantAnswer.ts';
import type { Evaluation } from '../../../../src/core/evaluation/metrics.ts';
import { isSuccess, verdict, type VerdictFacts } from '../../../../src/core/evaluation/verdict.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';

const yesNo: NetworkSpec = {
  inputs: 1,
  layers: [{ units: 1, activation: 'sigmoid' }],
  loss: 'binaryCrossEntropy',
  leakySlope: 0.01,
};

/** An evaluation of yes and no. */
function classes(right: readonly [number, number], support: readonly [number, number], cost: number): Evaluation {
  const m = support[0] + support[1];
  const sum = right[0] + right[1];
  const perClass = support.map((count, c) => ({ precision: 1, recall: right[c]! / count, support: count }));
  const none = { confusion: null, r2: null, mae: null };
  return { m, cost, accuracy: sum / m, correct: { right: sum, m }, perClass, ...none };
}

function numbers(r2: number, cost: number): Evaluation {
  return { m: 100, cost, accuracy: null, correct: null, perClass: null, confusion: null, r2: [r2], mae: [1] };
}

function facts(change: Partial<VerdictFacts>): VerdictFacts {
  const none = { diverged: null, startCost: null, validation: null, constant: null, linear: null, best: null };
  return { reason: 'epochs', epoch: 100, train: classes([45, 45], [50, 50], 0.3), ...none, ...change };
}

function codes(change: Partial<VerdictFacts>): string[] {
  return verdict(facts(change)).map(({ code, severity }) => `${code}:${severity}`);
}

/** Yes in `yes` of m examples. */
function constantOf(yes: number, m: number) {
  return constantAnswer(yesNo, {
    m,
    X: new Float64Array(m),
    Y: Float64Array.from({ length: m }, (_, i) => Number(i < yes)),
  });
}

describe('verdict(facts) says what a training is worth', () => {
  it('is empty after a success', () => {
    assert.deepEqual(verdict(facts({ startCost: 0.7, constant: constantOf(50, 100) })), []);
  });

  it('tells a cost above its start, and one that has not fallen by a hundredth', () => {
    assert.deepEqual(codes({ startCost: 0.29 }), ['costRose:failure']);
    assert.deepEqual(codes({ startCost: 0.301 }), ['nothingLearned:failure']);
    assert.deepEqual(codes({ startCost: 0.31 }), []);
    assert.deepEqual(codes({ startCost: Number.NaN }), []);
  });

  it('draws its lines where it says: a hundredth more, a tenth of the examples, as many right', () => {
    const train = classes([45, 45], [50, 50], 0.3045);
    assert.deepEqual(codes({ train, startCost: 0.3 }), ['costRose:failure']);
    assert.deepEqual(codes({ train: classes([45, 45], [50, 50], 0.3029), startCost: 0.3 }), ['nothingLearned:failure']);
    const rarest = (support: number) => codes({ train: classes([80, support], [100 - support, support], 0.3) });
    assert.deepEqual([rarest(10), rarest(9)], [[], ['minority:information']]);
    const linear = (right: number) => codes({ linear: { correct: { right, m: 100 }, r2: null } });
    assert.deepEqual([linear(90), linear(91)], [[], ['noBetterThanLinear:warning']]);
  });

  it('tells that always "no" is no worse, on the validation part where there is one', () => {
    const constant = constantOf(7, 100);
    const validation = classes([90, 0], [93, 7], 0.5);
    const [found] = verdict(facts({ validation, constant }));
    assert.deepEqual(found, {
      code: 'noBetterThanConstant',
      severity: 'failure',
      values: { part: 'validation', right: 90, m: 100, constantRight: 93, answer: 0 },
    });
    const better = classes([93, 0], [93, 7], 0.1);
    assert.equal(codes({ validation: better, constant })[0], 'noBetterThanConstant:warning');
    assert.deepEqual(codes({ train: classes([20, 1], [20, 1], 0.1), constant: constantOf(1, 21) }), [
      'minority:information',
    ]);
  });

  it('tells an R² that is not positive', () => {
    assert.deepEqual(codes({ train: numbers(-0.2, 1) }), ['rSquaredNotPositive:failure']);
    assert.deepEqual(codes({ train: numbers(0.2, 1) }), []);
  });

  it('tells that a linear model is better', () => {
    const linear = { correct: { right: 91, m: 100 }, r2: null };
    assert.deepEqual(codes({ linear }), ['noBetterThanLinear:warning']);
    assert.deepEqual(codes({ train: numbers(0.2, 1), linear: { correct: null, r2: [0.3] } }), [
      'noBetterThanLinear:warning',
    ]);
  });

  it('tells an earlier epoch whose validation cost was less', () => {
    const validation = classes([45, 45], [50, 50], 0.4);
    assert.deepEqual(codes({ validation, best: { epoch: 9, cost: 0.3 } }), ['bestWasEarlier:warning']);
    assert.deepEqual(codes({ validation, best: { epoch: 9, cost: 0.399 } }), []);
  });

  it('adds the balanced accuracy where a class has less than a tenth', () => {
    const [found] = verdict(facts({ train: classes([90, 3], [94, 6], 0.1) }));
    assert.equal(found?.code, 'minority');
    assert.equal(found.values.balanced, (90 / 94 + 0.5) / 2);
  });

  it('puts failures first, and lets a divergence say it all', () => {
    const all = verdict(facts({ startCost: 0.2, train: classes([90, 3], [94, 6], 0.3), constant: constantOf(6, 100) }));
    assert.deepEqual(
      all.map(({ code }) => code),
      ['costRose', 'noBetterThanConstant', 'minority'],
    );
    assert.equal(isSuccess(all), false);
    const diverged = { step: 7, matrix: 'W²' };
    assert.deepEqual(verdict(facts({ reason: 'diverged', diverged, startCost: 0.1 })), [
      { code: 'diverged', severity: 'failure', values: diverged },
    ]);
  });
});

describe('constantAnswer(spec, train, examples) needs no inputs', () => {
  it('names the share of yes: its cost is the entropy', () => {
    const answer = constantOf(25, 100);
    assert.ok(Math.abs(answer.cost - -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75))) < 1e-15);
    assert.deepEqual(answer.correct, { right: 75, m: 100 });
  });

  it('stays finite for a class that never occurs', () => {
    const spec: NetworkSpec = {
      ...yesNo,
      layers: [{ units: 3, activation: 'softmax' }],
      loss: 'categoricalCrossEntropy',
    };
    const answer = constantAnswer(spec, {
      m: 2,
      X: new Float64Array(2),
      Y: Float64Array.of(1, 0, 0, 1, 0, 0),
    });
    assert.ok(Math.abs(answer.cost - Math.LN2) < 1e-15);
  });

  it('names the mean: R² is 0', () => {
    const spec: NetworkSpec = { ...yesNo, layers: [{ units: 1, activation: 'linear' }], loss: 'squaredError' };
    const answer = constantAnswer(spec, { m: 4, X: new Float64Array(4), Y: Float64Array.of(1, 2, 3, 4) });
    assert.deepEqual(answer.r2, [0]);
    assert.equal(answer.cost, 0.625);
  });
});
