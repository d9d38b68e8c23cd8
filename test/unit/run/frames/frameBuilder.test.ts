import assert from 'node:assert/strict';
import { type Frame, sectionOf, type SectionName } from '../../../../src/protocol/frame.ts';
import { CurveRecorder } from '../../../../src/run/curve/curveRecorder.ts';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { FrameBuilder } from '../../../../src/run/frames/frameBuilder.ts';
import { build, config, network } from '../flower.ts';
import { finished } from '../../../../src/core/network/pieces.ts';

const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };

function frameOf(run: ReturnType<typeof build>): { frame: Frame; described: ReturnType<typeof describeRun> } {
  const described = describeRun(names, config, run.table, run);
  const builder = new FrameBuilder(run.trainer, run.dataset, described);
  const recorder = new CurveRecorder();
  recorder.add({
    step: 0,
    cost: 0.5,
    validationCost: Number.NaN,
    trainMetric: { right: 3, m: 4 },
    validationMetric: null,
  });
  const buffer = new ArrayBuffer(builder.layout.capacity * 4);
  const scalars = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const frame = finished(builder.build(buffer, { frame: 7, live: true }, run.trainer, scalars, recorder));
  return { frame, described };
}

function numbers(frame: Frame, name: SectionName): number[] {
  return Array.from(sectionOf(frame, name)?.values ?? assert.fail(`no section ${name}`));
}

function assertClose(actual: readonly number[], expected: readonly number[], tolerance = 1e-6): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    const reference = expected[i] ?? Number.NaN;
    assert.ok(
      Math.abs(value - reference) <= tolerance * Math.max(1, Math.abs(reference)),
      `at ${i}: ${value}, expected ${reference}`,
    );
  });
}

/** The network's hidden and output activation at a point, by the textbook's sums, one unit at a time. */
function answer(
  trainer: ReturnType<typeof build>['trainer'],
  x: number,
  y: number,
): { hidden: number[]; output: number } {
  const { W, b } = trainer.parameters;
  const hidden = Array.from(b[1] ?? [], (bias, j) =>
    Math.tanh((W[1]?.[2 * j] ?? 0) * x + (W[1]?.[2 * j + 1] ?? 0) * y + bias),
  );
  const z = hidden.reduce((sum, a, j) => sum + (W[2]?.[j] ?? 0) * a, b[2]?.[0] ?? 0);
  return { hidden, output: 1 / (1 + Math.exp(-z)) };
}

describe('FrameBuilder.build(buffer, frame, trainer, scalars, recorder)', () => {
  const run = build();
  run.trainer.run(300);
  const { frame, described } = frameOf(run);
  const { m, X, Y } = run.dataset.train;

  it('is stamped with run, number and step', () => {
    assert.deepEqual([frame.runId, frame.frame, frame.step], ['run-1', 7, 300]);
    assert.deepEqual(numbers(frame, 'scalars'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.deepEqual(numbers(frame, 'curve'), [0, 0.5, Number.NaN, 3, Number.NaN, 4, Number.NaN]);
  });

  it('holds the parameters', () => {
    for (const l of [1, 2] as const) {
      assertClose(numbers(frame, `W:${l}`), Array.from(run.trainer.parameters.W[l] ?? []));
      assertClose(numbers(frame, `b:${l}`), Array.from(run.trainer.parameters.b[l] ?? []));
    }
  });

  it('holds the activations of the shown examples, sorted by class', () => {
    const examples = described.description.shownExamples;
    assert.deepEqual(
      examples.map(({ target }) => target),
      [...Array(40).fill(0), ...Array(20).fill(1)],
    );
    const answers = described.shown.map((i) => answer(run.trainer, X[i] ?? 0, X[m + i] ?? 0));
    assertClose(
      numbers(frame, 'A:0'),
      [0, m].flatMap((row) => described.shown.map((i) => X[row + i] ?? 0)),
    );
    assertClose(
      numbers(frame, 'A:1'),
      [0, 1, 2, 3].flatMap((j) => answers.map(({ hidden }) => hidden[j] ?? 0)),
    );
    assertClose(
      numbers(frame, 'A:2'),
      answers.map(({ output }) => output),
    );
    examples.forEach(({ line, target }) => assert.equal(Y[line - 2], target));
  });

  it('holds the gradient of the cost at these very parameters', () => {
    const { parameters } = run.trainer;
    const slope = (values: Float64Array, at: number): number => {
      const kept = values[at] ?? 0;
      const cost = (value: number): number => {
        values[at] = value;
        return run.trainer.evaluate(run.dataset.train).cost;
      };
      const difference = (cost(kept + 1e-5) - cost(kept - 1e-5)) / 2e-5;
      values[at] = kept;
      return difference;
    };
    for (const l of [1, 2] as const) {
      const [W, b] = [parameters.W[l], parameters.b[l]];
      assert.ok(W && b);
      assertClose(
        numbers(frame, `dW:${l}`),
        Array.from(W, (_, at) => slope(W, at)),
      );
      assertClose(
        numbers(frame, `db:${l}`),
        Array.from(b, (_, at) => slope(b, at)),
      );
    }
  });

  it('shows the plane in the columns’ own units: row 0 is the top', () => {
    const { plane } = described.description;
    assert.ok(plane);
    const at = (grid: number, row: number, column: number): ReturnType<typeof answer> => {
      const x = plane.x.min + ((column + 0.5) / grid) * (plane.x.max - plane.x.min);
      const y = plane.y.max - ((row + 0.5) / grid) * (plane.y.max - plane.y.min);
      return answer(run.trainer, (x - 3) / 2, (y + 1) / 0.5);
    };
    const cells = (grid: number): [number, number][] =>
      Array.from({ length: grid * grid }, (_, i) => [Math.floor(i / grid), i % grid]);
    assertClose(
      numbers(frame, 'plane:2'),
      cells(plane.outputGrid).map(([row, column]) => at(plane.outputGrid, row, column).output),
    );
    assertClose(
      numbers(frame, 'plane:1'),
      [0, 1, 2, 3].flatMap((j) =>
        cells(plane.hiddenGrid).map(([row, column]) => at(plane.hiddenGrid, row, column).hidden[j] ?? 0),
      ),
    );
    described.shown.forEach((i, k) => {
      assertClose(plane.points.slice(2 * k, 2 * k + 2), [(X[i] ?? 0) * 2 + 3, (X[m + i] ?? 0) * 0.5 - 1], 1e-12);
    });
    const xs = plane.points.filter((_, k) => k % 2 === 0);
    assert.ok(plane.x.min < Math.min(...xs) && plane.x.max > Math.max(...xs));
  });

  it('sums up each layer', () => {
    const [l1, l2] = [numbers(frame, 'stats').slice(0, 5), numbers(frame, 'stats').slice(5)];
    const hidden = numbers(frame, 'A:1').map(Math.abs);
    assertClose(l1, [
      hidden.reduce((sum, a) => sum + a, 0) / hidden.length,
      hidden.filter((a) => a > 0.99).length / hidden.length,
      0,
      Math.hypot(...numbers(frame, 'W:1')),
      Math.hypot(...numbers(frame, 'dW:1')),
    ]);
    assertClose(l2.slice(3), [Math.hypot(...numbers(frame, 'W:2')), Math.hypot(...numbers(frame, 'dW:2'))]);
  });

  it('shows at most 32 units a layer and 400 examples, weights at the crossings', () => {
    const wide = build(network(100, 40), {}, 1000);
    const shown = frameOf(wide);
    const { shownUnits, shownExamples } = shown.described.description;
    assert.deepEqual([shownUnits.map((units) => units.length), shownExamples.length], [[2, 32, 32, 1], 400]);
    assert.deepEqual([shownUnits[1]?.[0], shownUnits[1]?.[31], shownUnits[2]?.[31]], [0, 99, 39]);
    const W = wide.trainer.parameters.W[2];
    const expected =
      shownUnits[2]?.flatMap((j) => shownUnits[1]?.map((k) => W?.[j * 100 + k] ?? Number.NaN) ?? []) ?? [];
    assertClose(numbers(shown.frame, 'W:2'), expected);
    // A third of the examples is of class 1; the shown ones keep that share.
    assert.ok(Math.abs(shownExamples.filter(({ target }) => target === 1).length - 400 / 3) <= 1);
  });

  it('keeps L2 at its strength in the training set when fewer examples are shown', () => {
    const plain = build(network(3), { l2: 0 }, 1000);
    const decayed = build(network(3), { l2: 50 }, 1000);
    const difference = numbers(frameOf(decayed).frame, 'dW:1').map(
      (dW, at) => dW - (numbers(frameOf(plain).frame, 'dW:1')[at] ?? 0),
    );
    assertClose(
      difference,
      Array.from(plain.trainer.parameters.W[1] ?? [], (w) => (50 / 1000) * w),
      1e-7,
    );
  });

  it('carries numbers that are none', () => {
    const broken = build();
    broken.trainer.parameters.values.fill(Number.NaN);
    assert.ok(numbers(frameOf(broken).frame, 'A:2').every(Number.isNaN));
  });
});
