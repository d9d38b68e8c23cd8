import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CurvePoint, CurveRecorder } from '../../../../src/run/curve/curveRecorder.ts';
import { curveRows } from '../../../../src/protocol/frameLayout.ts';

const point = (step: number): CurvePoint => ({
  step,
  cost: 1 / (step + 1),
  validationCost: Number.NaN,
  trainMetric: { right: 1, m: 2 },
  validationMetric: { right: 1, m: 4 },
});

function rows(recorder: CurveRecorder): number[][] {
  const n = recorder.length;
  const numbers = new Float32Array(curveRows * n);
  recorder.writeTo(numbers);
  return Array.from({ length: curveRows }, (_, row) => Array.from(numbers.subarray(row * n, (row + 1) * n)));
}

const steps = (recorder: CurveRecorder): number[] => rows(recorder)[0] ?? [];

/** As a training does: a point wherever one may be kept, up to step `last`, and one at the end. */
function recordTo(recorder: CurveRecorder, last: number): void {
  for (let step = 0; step <= last; step = recorder.nextStep(step)) recorder.add(point(step));
  recorder.add(point(last));
}

describe('CurveRecorder', () => {
  it('keeps the newest jumps of many', () => {
    const recorder = new CurveRecorder(60);
    for (let step = 0; step < 30; step++) {
      recorder.add(point(step));
      recorder.jump({ ...point(step), cost: 100 + step });
      recorder.add(point(step));
    }
    const costs = rows(recorder)[1] ?? [];
    const jumps = costs.filter((cost) => cost >= 100);
    assert.deepEqual(
      jumps,
      Array.from({ length: 20 }, (_, i) => 110 + i),
    );
  });

  it('forgets jumps behind the step to which the run went back', () => {
    const recorder = new CurveRecorder();
    for (const step of [1, 4, 5]) recorder.jump({ ...point(step), cost: 100 + step });
    recorder.add(point(4));
    assert.deepEqual(
      (rows(recorder)[1] ?? []).filter((cost) => cost >= 100),
      [101, 101, 104],
    );
    recorder.clear();
    assert.equal(recorder.currentStride, 1);
  });

  it('keeps every step of a short run', () => {
    const recorder = new CurveRecorder();
    recordTo(recorder, 500);
    assert.deepEqual(
      steps(recorder),
      Array.from({ length: 501 }, (_, i) => i),
    );
  });

  it('covers a run of any length from first to last step in equal strides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: 8, max: 600 }), (last, longest) => {
        const recorder = new CurveRecorder(longest);
        recordTo(recorder, last);
        const kept = steps(recorder);
        assert.ok(kept.length <= longest);
        assert.ok(kept.length >= Math.min(last + 1, longest / 2 - 1));
        assert.equal(kept[0], 0);
        assert.equal(kept.at(-1), last);
        const stride = recorder.currentStride;
        kept.slice(0, -1).forEach((step, i) => assert.equal(step, i * stride));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('keeps the same points whether the run was interrupted or not', () => {
    const straight = new CurveRecorder(50);
    recordTo(straight, 10_000);
    const interrupted = new CurveRecorder(50);
    for (let step = 0; step <= 10_000; step++) {
      // A pause at odd places records a point off the grid.
      if (step % interrupted.currentStride === 0 || step % 37 === 0 || step === 10_000) interrupted.add(point(step));
    }
    assert.deepEqual(steps(interrupted), steps(straight));
  });

  it('writes what it was given, NaN included, a metric as a count of so many', () => {
    const recorder = new CurveRecorder();
    recorder.add(point(0));
    recorder.add(point(1));
    assert.deepEqual(rows(recorder), [
      [0, 1],
      [1, 0.5],
      [Number.NaN, Number.NaN],
      [1, 1],
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
  });

  it('replaces the point of the same step, and forgets what lies after it', () => {
    const recorder = new CurveRecorder();
    recordTo(recorder, 10);
    recorder.add({ ...point(4), cost: 9 });
    assert.deepEqual(steps(recorder), [0, 1, 2, 3, 4]);
    assert.equal(recorder.latest?.cost, 9);
  });

  it('keeps what the curve jumped from beside the point of the same step, until the run goes back before it', () => {
    const recorder = new CurveRecorder();
    recordTo(recorder, 5);
    const before = recorder.save();
    recorder.jump(point(3));
    recorder.add({ ...point(3), cost: 7 });
    const jumped = recorder.save();
    recorder.add(point(4));
    assert.deepEqual(rows(recorder).slice(0, 2), [
      [0, 1, 2, 3, 3, 4],
      [1, 0.5, Math.fround(1 / 3), 0.25, 7, Math.fround(1 / 5)],
    ]);
    recorder.add(point(2));
    assert.deepEqual(steps(recorder), [0, 1, 2]);
    recorder.load(jumped);
    assert.deepEqual(steps(recorder), [0, 1, 2, 3, 3]);
    assert.equal(recorder.latest?.cost, 7);
    recorder.load(before);
    assert.deepEqual(steps(recorder), [0, 1, 2, 3, 4, 5]);
  });

  it('has room for a long run with many jumps, off the grid too', () => {
    const recorder = new CurveRecorder(20);
    for (let step = 0; step <= 1000; step += 1) {
      if (step % recorder.currentStride === 0) recorder.add(point(step));
      if (step % 51 === 50) {
        recorder.jump(point(step));
        recorder.add({ ...point(step), cost: 9 });
        assert.equal(recorder.latest?.step, step);
        assert.equal(recorder.latest?.cost, 9);
      }
    }
    const kept = steps(recorder);
    assert.ok(kept.length <= 20, `${kept.length} points`);
    assert.deepEqual(
      kept,
      kept.toSorted((a, b) => a - b),
    );
    assert.equal(kept[0], 0);
  });

  it('begins anew when cleared', () => {
    const recorder = new CurveRecorder(8);
    recordTo(recorder, 100);
    recorder.clear();
    assert.equal(recorder.length, 0);
    assert.equal(recorder.latest, null);
    assert.equal(recorder.currentStride, 1);
  });

  it('of equal validation costs the first is the best', () => {
    const recorder = new CurveRecorder();
    for (const [step, validationCost] of [
      [0, 2],
      [1, 1],
      [2, 1],
      [3, 3],
    ] as const)
      recorder.add({ ...point(step), validationCost });
    assert.equal(recorder.minValidationCost?.step, 1);
  });

  it('keeps the newest point when the grid becomes wider than its step', () => {
    const recorder = new CurveRecorder(8);
    for (let step = 0; step < 8; step++) recorder.add(point(step));
    assert.deepEqual([recorder.currentStride, recorder.latest?.step, steps(recorder)], [2, 7, [0, 2, 4, 6, 7]]);
  });
});
