/** How often the curve gets a point: within a share of the time, but never much later than a second. */
import assert from 'node:assert/strict';
import { CurveRecorder, type CurvePoint } from '../../../../src/run/curve/curveRecorder.ts';
import type { Evaluator } from '../../../../src/run/curve/evaluator.ts';
import { Pace } from '../../../../src/run/loop/pace.ts';
import { build } from '../flower.ts';
import type { PiecesOf } from '../../../../src/core/network/pieces.ts';

/** A training whose steps take 5 ms, with measurements that take as long as a test says. */
function training(lengthOf: (measurement: number) => number) {
  const { trainer } = build();
  const recorder = new CurveRecorder();
  const clock = { now: 0 };
  const measured: { readonly at: number; readonly step: number }[] = [];
  const evaluator = {
    pieces: function* (): PiecesOf<CurvePoint> {
      clock.now += lengthOf(measured.length);
      measured.push({ at: clock.now, step: trainer.step });
      yield;
      return { step: trainer.step, cost: 1, validationCost: 1, trainMetric: 1, validationMetric: 1 };
    },
  } as Pick<Evaluator, 'pieces'> as Evaluator;
  const slow = Object.create(trainer, {
    runPart: {
      value: (steps: number) => {
        clock.now += 5 * steps;
        return trainer.runPart(steps);
      },
    },
    inStep: { get: () => trainer.inStep },
    step: { get: () => trainer.step },
    outcome: { get: () => trainer.outcome },
  }) as typeof trainer;
  const pace = new Pace(slow, recorder, evaluator, { now: () => clock.now }, () => undefined);
  pace.record();
  const until = (milliseconds: number): void => {
    while (clock.now < milliseconds) pace.slice(Number.POSITIVE_INFINITY);
  };
  const longestGap = (): number =>
    Math.max(...measured.slice(1).map(({ at }, index) => at - (measured[index]?.at ?? 0)));
  return { until, longestGap, measured, clock };
}

describe('Pace: when the curve gets its next point', () => {
  it('one measurement that took long is no debt: a second later there is the next one', () => {
    const { until, longestGap, clock } = training((measurement) => (measurement === 2 ? 4000 : 1));
    until(60_000);
    assert.ok(longestGap() <= 4000 + 1100, `${longestGap()} ms without a point`);
    assert.ok(clock.now >= 60_000);
  });

  it('where each takes long the training has five times as much time', () => {
    const { until, longestGap, measured } = training(() => 600);
    until(60_000);
    assert.ok(longestGap() <= 600 * 6 + 100);
    assert.ok(measured.length * 600 <= 60_000 / 5);
  });

  it('one that was left for a command says nothing of how long one takes', () => {
    const { trainer } = build();
    const clock = { now: 0 };
    let hasCommand = false;
    const evaluator = {
      pieces: function* (): PiecesOf<CurvePoint> {
        for (let piece = 0; piece < 10; piece++) {
          clock.now += 20;
          yield;
        }
        return { step: trainer.step, cost: 1, validationCost: 1, trainMetric: 1, validationMetric: 1 };
      },
    } as Pick<Evaluator, 'pieces'> as Evaluator;
    const platform = { now: () => clock.now, hasCommand: () => hasCommand };
    const pace = new Pace(trainer, new CurveRecorder(), evaluator, platform, () => undefined);
    assert.deepEqual([pace.record(), pace.measuresLong], [true, true]);
    hasCommand = true;
    assert.deepEqual([pace.record(), pace.measuresLong], [false, true]);
  });
});
