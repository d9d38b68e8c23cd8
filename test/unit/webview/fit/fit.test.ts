/** Tests of the fit's own sums: which columns it begins with, whose region is how large, round ticks, and the crosshair's way. */
import assert from 'node:assert/strict';
import type { RunDescription } from '../../../../src/protocol/run.ts';
import type { Theme } from '../../../../webview/kit/color/theme.ts';
import type { Axis } from '../../../../webview/kit/plot/axes.ts';
import { dependenceInput } from '../../../../webview/fit/curveScene.ts';
import { contoursOf, labelPoint } from '../../../../webview/fit/contours.ts';
import {
  axesOf,
  choosing,
  inputOf,
  resolveFit,
  tellingColumns,
  withX,
  withY,
} from '../../../../webview/fit/fitChoice.ts';
import { joined, joinedNames, spread } from '../../../../webview/fit/lineEnds.ts';
import { shapeOf } from '../../../../webview/kit/plot/markers.ts';
import { countWrong, curveParts, outcomeParts, outputAt, readingText } from '../../../../webview/kit/plot/outcomes.ts';
import { dependencePause, planeGrid, planePause } from '../../../../webview/fit/pace.ts';
import { Counts, labelPosition } from '../../../../webview/fit/regionLabels.ts';
import { movedCell } from '../../../../webview/kit/plot/plot.ts';
import { borders, refined, refinedRegions } from '../../../../webview/fit/regionField.ts';
import { middleOf, sharesOf, sharesOfStretch, winners } from '../../../../webview/fit/regions.ts';
import { dashOf } from '../../../../webview/kit/plot/series.ts';
import { roundTicks, tickText } from '../../../../webview/kit/plot/ticks.ts';
import { Store } from '../../../../webview/state/store.ts';
import { initialUi, restoreUi } from '../../../../webview/state/uiState.ts';
import { frameOf, run } from '../fixture.ts';

const inputs = [
  { name: 'age', column: 'age' },
  { name: 'home = A', column: 'home' },
  { name: 'home = B', column: 'home' },
  { name: 'size', column: 'size' },
  { name: 'mass', column: 'mass' },
];
const mixed: RunDescription = { ...run, inputs, shownUnits: [[0, 1, 2, 3, 4], [0, 1], [0]] };
const { fit } = initialUi;

describe('webview/fit/fitChoice', () => {
  it('axesOf(run) leaves out words: they have an input each, and no scale', () => {
    assert.deepEqual(axesOf(mixed), ['age', 'size', 'mass']);
    assert.equal(inputOf(mixed, 'size'), 3);
  });

  it('resolveFit(run, fit, suggested) takes what was chosen, else what is suggested, else the first', () => {
    const begun = resolveFit(mixed, fit, ['size', 'mass']);
    assert.deepEqual([begun.x, begun.y, begun.column, begun.others], ['size', 'mass', 'size', true]);
    const chosen = resolveFit(mixed, { ...fit, x: 'mass', column: 'home' }, ['size', 'mass']);
    assert.deepEqual([chosen.x, chosen.y, chosen.column], ['mass', 'size', 'home']);
    const strange = resolveFit(mixed, { ...fit, x: 'gone', y: 'home', column: 'gone', target: 'gone' }, []);
    assert.deepEqual([strange.x, strange.y, strange.column, strange.target], ['age', 'size', 'age', 0]);
  });

  it('a curve may be over words; one column alone has no others', () => {
    const words = resolveFit(mixed, { ...fit, curve: true, x: 'home' }, []);
    assert.deepEqual([words.x, words.y], ['home', null]);
    const alone = resolveFit({ ...run, inputs: inputs.slice(0, 1) }, fit, []);
    assert.deepEqual([alone.x, alone.y, alone.others], ['age', null, false]);
    assert.equal(resolveFit(run, fit, []).others, false);
  });

  it('withX and withY let the axes change places rather than show a column twice', () => {
    const choice = resolveFit(mixed, fit, ['age', 'size']);
    const then = (change: Partial<typeof fit>) => resolveFit(mixed, { ...fit, ...change }, []);
    for (const change of [withX(choice, 'size'), withY(choice, 'age')]) {
      const { x, y } = then(change);
      assert.deepEqual([x, y], ['size', 'age']);
    }
    assert.equal(then(withY(choice, null)).y, null);
    assert.equal(then(withY(then({ curve: true }), 'mass')).y, 'mass');
  });

  it('choosing(move, resolve) takes choices that come before the page is drawn again, each on top of the one before', () => {
    const store = new Store(initialUi);
    const choose = choosing(
      (change) => store.move(change),
      (now) => resolveFit(mixed, now, ['age', 'size']),
    );
    const chosen = () => resolveFit(mixed, store.state.ui.fit, ['age', 'size']);
    choose((choice) => withX(choice, 'mass'));
    choose((choice) => withY(choice, 'age'));
    choose(() => ({ column: 'home' }));
    choose(() => ({ around: 'example' }));
    assert.deepEqual([chosen().x, chosen().y, chosen().column], ['mass', 'age', 'home']);
    assert.equal(store.state.ui.fit.around, 'example');
    choose((choice) => withY(choice, null));
    choose((choice) => withX(choice, 'home'));
    assert.deepEqual([chosen().x, chosen().y, chosen().column], ['home', null, 'home']);
  });

  it('tellingColumns(run, frame) are those that alone part the classes best, without words and constants', () => {
    // Classes 0, 0, 1. "age" parts them, "size" hardly, "mass" well; "home" is two words.
    const X = frameOf({ 'A:0': { columns: 3, values: [1, 2, 9, 1, 0, 0, 0, 1, 1, 1, 9, 4, 1, 3, 8] } });
    assert.deepEqual(tellingColumns(mixed, X), ['age', 'mass']);
    assert.deepEqual(tellingColumns(mixed, null), []);
    // r with the targets 0, 1, 2: of age 0.11, of size 0.98, of mass −1.
    const regression: RunDescription = {
      ...mixed,
      task: 'regression',
      classes: [],
      shownExamples: [0, 1, 2].map((target) => ({ line: 2, target })),
    };
    const Y = frameOf({ 'A:0': { columns: 3, values: [1, 9, 2, 1, 0, 0, 0, 1, 1, 1, 2, 4, -1, -3, -5] } });
    assert.deepEqual(tellingColumns(regression, Y), ['size', 'mass']);
  });

  it('restoreUi(kept) brings the choice back', () => {
    const kept = { ...initialUi, fit: { x: 'a', y: 'b', curve: true, around: 'example', column: 'c', target: 'd' } };
    assert.deepEqual(restoreUi(JSON.parse(JSON.stringify(kept))), kept);
    assert.deepEqual(restoreUi({ v: 1, fit: { x: 3, curve: 'yes', around: 7 } }).fit, initialUi.fit);
  });
});

describe('webview/fit/regions', () => {
  // Three classes on a plane of 5 × 5: a frame of class 0, a block of class 1 of 3 × 3 in the middle, class 2 nowhere.
  const block = (row: number, column: number): boolean => row > 0 && row < 4 && column > 0 && column < 4;
  const values = Float32Array.from({ length: 75 }, (_, i) => {
    const [code, row, column] = [Math.floor(i / 25), Math.floor((i % 25) / 5), i % 5];
    const isHere = block(row, column) === (code === 1);
    if (code === 2) return 0.1;
    return isHere ? 0.6 : 0.3;
  });

  it('sharesOfStretch has its borders where two lines cross', () => {
    // p and 1 − p with p from 0 to 1: they cross in the middle, whatever the number of points.
    for (const points of [2, 3, 4, 9]) {
      const p = Array.from({ length: points }, (_, i) => i / (points - 1));
      const shares = sharesOfStretch([...p.map((one) => 1 - one), ...p], 2);
      shares.forEach((share) => assert.ok(Math.abs(share - 0.5) < 1e-12, `${points} points: ${shares}`));
    }
    // 0.9, 0.3 against 0.1, 0.7: even at two thirds of the way.
    const [first = 0, second = 0] = sharesOfStretch([0.9, 0.3, 0.1, 0.7], 2);
    assert.ok(Math.abs(first - 2 / 3) < 1e-12 && Math.abs(second - 1 / 3) < 1e-12);
  });

  it('winners and sharesOf count the plane out', () => {
    const winner = winners(values, 3);
    assert.deepEqual(sharesOf(winner, 3), [16 / 25, 9 / 25, 0]);
    assert.equal(winner[12], 1);
  });

  it('middleOf(winner, side, code) is the cell farthest from all others', () => {
    const winner = winners(values, 3);
    assert.deepEqual(middleOf(winner, 5, 1), { column: 2, row: 2, depth: 2 });
    assert.equal(middleOf(winner, 5, 0)?.depth, 1);
    assert.equal(middleOf(winner, 5, 2), null);
    assert.deepEqual(middleOf(new Uint16Array(25), 5, 0), { column: 2, row: 2, depth: 3 });
  });
});

describe('webview/fit/regionLabels', () => {
  it('Counts.around(column, row, half) counts what lies in a rectangle, and refuses what leaves the plane', () => {
    const counts = new Counts(4, (cell) => cell);
    assert.equal(counts.around(1, 2, { columns: 1, rows: 0 }), 8 + 9 + 10);
    assert.equal(counts.around(1, 1, { columns: 1, rows: 1 }), 0 + 1 + 2 + 4 + 5 + 6 + 8 + 9 + 10);
    assert.equal(counts.around(0, 1, { columns: 1, rows: 0 }), null);
  });

  it('placeOfName keeps clear of examples, near the middle; where a name does not fit it takes the middle', () => {
    const winner = Uint16Array.from({ length: 81 }, (_, cell) => (cell % 9 < 7 ? 0 : 1));
    const crowd = new Counts(9, (cell) => (Math.floor(cell / 9) === 4 || Math.floor(cell / 9) === 5 ? 1 : 0));
    const middle = middleOf(winner, 9, 0);
    const free = labelPosition(winner, 9, 0, { columns: 2, rows: 0 }, crowd);
    assert.equal(middle?.row, 5);
    assert.deepEqual([free?.row, free?.column], [6, middle?.column]);
    assert.deepEqual(labelPosition(winner, 9, 1, { columns: 2, rows: 0 }, crowd), middleOf(winner, 9, 1));
    assert.equal(labelPosition(winner, 9, 2, { columns: 2, rows: 0 }, crowd), null);
  });
});

describe('webview/fit/regionField', () => {
  const side = 6;
  /** What a plane z = a·x + b·y + c has in the middles of the cells of a square from 0 to 1, row 0 on top. */
  const plane = (a: number, b: number, c: number, from = side): Float32Array =>
    Float32Array.from(
      { length: from ** 2 },
      (_, cell) => a * (((cell % from) + 0.5) / from) + b * ((Math.floor(cell / from) + 0.5) / from) + c,
    );

  it('refined(values, …) goes straight on from the outer middles to the edges', () => {
    const fine = refined(plane(3, -2, 1), side, 11, 11);
    fine.forEach((value, point) => {
      const exact = 3 * ((point % 11) / 10) - 2 * (Math.floor(point / 11) / 10) + 1;
      assert.ok(Math.abs(value - exact) < 1e-5, `${value}, not ${exact}`);
    });
  });

  it('refinedRegions(…) and borders(…) find the straight borders of a softmax over straight z, however steep', () => {
    const z = [plane(40, 0, -18), plane(0, 40, -18), plane(0, 0, 0)];
    const values = Float32Array.from({ length: 3 * side ** 2 }, (_, index) => {
      const cell = index % side ** 2;
      const powers = z.map((own) => Math.exp((own[cell] ?? 0) - Math.max(...z.map((one) => one[cell] ?? 0))));
      return (powers[Math.floor(index / side ** 2)] ?? 0) / powers.reduce((sum, power) => sum + power, 0);
    });
    const count = 41;
    const { winner, probability, crossing } = refinedRegions(values, 3, count, count);
    const lines = borders(winner, count, crossing);
    assert.ok(lines.length > 4 * count);
    for (let end = 0; end < lines.length; end += 2) {
      const [x, y] = [(lines[end] ?? 0) / (count - 1), (lines[end + 1] ?? 0) / (count - 1)];
      const heights = [40 * x - 18, 40 * y - 18, 0].sort((one, other) => other - one);
      // How far the boundary is from where a probability is nearly 0 is not known, so that a border may lie a little off.
      assert.ok((heights[0] ?? 0) - (heights[1] ?? 0) < 1, `no border at ${x}, ${y}`);
    }
    assert.ok(probability.every((value) => value > 1 / 3 - 1e-6 && value <= 1));
  });

  it('contoursOf(values, …) lie where the surface has the level; placeOfValue takes the cheapest piece of a line', () => {
    const [contour] = contoursOf(plane(10, 0, 0, 9), 9, [5]);
    const lines = contour?.lines ?? [];
    assert.ok(lines.length > 0);
    for (let end = 0; end < lines.length; end += 2)
      assert.ok(Math.abs((10 * ((lines[end] ?? 0) + 0.5)) / 9 - 5) < 1e-5);
    assert.deepEqual(
      labelPoint([1, 2, 0, 0, 3, 4, 0, 0], (x) => -x),
      { x: 3, y: 4 },
    );
    assert.equal(
      labelPoint([1, 2, 0, 0], () => null),
      null,
    );
  });

  it('borders(labels, …) has no open ends inside: where three labels meet, their lines meet', () => {
    const labels = Uint16Array.of(0, 0, 0, 1, 1, 0, 1, 2, 2);
    const lines = borders(labels, 3, () => 0.5);
    const ends = new Map<string, number>();
    for (let end = 0; end < lines.length; end += 2) {
      const key = `${lines[end]?.toFixed(3)} ${lines[end + 1]?.toFixed(3)}`;
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
    const open = [...ends].filter(([key, count]) => count < 2 && !/(^|\s)[02]\.000/.test(key));
    assert.deepEqual(open, []);
  });
});

describe('webview/kit/plot/ticks', () => {
  it('roundTicks(min, max, wanted) are round, inside, and about as many as wanted', () => {
    assert.deepEqual(roundTicks(0, 10, 5), { values: [0, 2, 4, 6, 8, 10], step: 2 });
    for (const [min, max] of [
      [-4.8, 4.7],
      [321, 1208],
      [1e-6, 3e-6],
      [1999.2, 2024.7],
      [-0.07, 0.011],
    ] as const) {
      for (const requested of [2, 4, 8]) {
        const { values, step } = roundTicks(min, max, requested);
        assert.ok(values.every((value) => value >= min - 1e-9 * step && value <= max + 1e-9 * step));
        assert.ok(
          values.length >= requested / 2 && values.length <= 1.5 * requested + 1,
          `${values.length} for ${requested}`,
        );
        const digits = Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(6));
        assert.ok([1, 2, 5].includes(digits), String(step));
      }
    }
    assert.deepEqual(roundTicks(3, 3, 4).values, []);
    assert.deepEqual(roundTicks(Number.NaN, 1, 4).values, []);
  });

  it('tickText(value, step) has the decimals of the step', () => {
    assert.deepEqual(
      [
        tickText(0.30000000000000004, 0.1),
        tickText(-2, 2),
        tickText(2015, 5),
        tickText(-1e-17, 0.05),
        tickText(2e6, 1e6),
      ],
      ['0.3', '−2', '2015', '0.00', '2e6'],
    );
  });
});

describe('webview/fit/curveScene', () => {
  const at = Float64Array.of(0, 1);
  const theme = { classes: [[1, 2, 3]] } as unknown as Theme;
  /** The axis over `classes` classes whose curves are at `level` and whose bands end at `high`. */
  const axis = (classes: number, level: number, high: number): Axis => {
    const all = (value: number): Float64Array => new Float64Array(classes * at.length).fill(value);
    const names = Array.from({ length: classes }, (_, code) => `class ${code}`);
    const own = new Float64Array(3);
    const sweep = { column: 'x1', at, categories: [], own, outputs: classes, m: 3 };
    const answer = { ...sweep, mean: all(level), low: all(0), high: all(high) };
    return dependenceInput({ ...run, task: 'multiclass', classes: names }, answer, 0, 0, theme).y;
  };

  it('an axis of probabilities ends at a round share, little above the curves and the bands that are drawn', () => {
    const ends = [axis(10, 0.14, 0.9), axis(10, 0.3, 0.9), axis(10, 0.76, 0.9), axis(3, 0.14, 0.5)].map(
      ({ max }) => max / 1.06,
    );
    assert.deepEqual(
      ends.map((end) => Number(end.toFixed(9))),
      [0.15, 0.3, 1, 0.5],
    );
  });
});

describe('webview/fit/lineEnds and series', () => {
  const end = (y: number, name: string) => ({ y, name, color: [0, 0, 0] as const });

  it('joined(ends, reach) makes one of those that are nearer', () => {
    const groups = joined([end(40, 'c'), end(15, 'a'), end(10, 'b'), end(60, 'd')], 8);
    assert.deepEqual(
      groups.map((group) => group.map(({ name }) => name)),
      [['a', 'b'], ['c'], ['d']],
    );
  });

  it('spread(heights) keeps names apart, about where they belong', () => {
    assert.deepEqual(spread([10, 40, 41, 90]), [10, 34.5, 46.5, 90]);
    assert.deepEqual(spread([50, 50, 52]), [50 + 2 / 3 - 12, 50 + 2 / 3, 50 + 2 / 3 + 12]);
    assert.deepEqual(spread([]), []);
  });

  it('joinedNames(names) says what all begin with once', () => {
    assert.equal(joinedNames(['class 2', 'class 7']), 'class 2, 7');
    assert.equal(joinedNames(['Adelie', 'Gentoo']), 'Adelie, Gentoo');
    assert.equal(joinedNames(['lone']), 'lone');
  });

  it('dashOf(code) with six colours is a pair of its own for thirty-six classes', () => {
    const pairs = Array.from({ length: 36 }, (_, code) => `${dashOf(code)} ${code % 6}`);
    assert.equal(new Set(pairs).size, 36);
  });
});

describe('webview/kit/plot/outcomes', () => {
  it('outcomeParts names the most probable classes, or the value of the target', () => {
    assert.deepEqual(outcomeParts(run, [0.25, 0.75], 0), ['label 1 75.0\u00a0%']);
    const three = { ...run, task: 'multiclass', classes: ['ant', 'bee', 'cow', 'dog'] } as const;
    assert.equal(
      outcomeParts(three, [0.1, 0.6, 0.29996, 0.00004], 0).join().replaceAll('\u00a0', ' '),
      'bee 60.0 %,cow 30.0 %,ant 10.0 %',
    );
    assert.deepEqual(outcomeParts({ ...run, task: 'regression', targets: ['kg', 'cm'] }, [1, 2.5], 1), ['cm 2.50']);
  });

  it('curveParts names the class that the axis of a yes/no answer names, likely or not', () => {
    assert.deepEqual(curveParts(run, [0.75, 0.25], 0), ['label 1 25.0\u00a0%']);
    assert.deepEqual(curveParts({ ...run, task: 'regression', targets: ['kg', 'cm'] }, [1, 2.5], 1), ['cm 2.50']);
  });

  it('readingText says the place, then the answer', () => {
    assert.equal(
      readingText({ position: ['x1 0.25', 'x2 3.00'], answer: ['bee 60 %', 'cow 30 %'] }),
      'x1 0.25, x2 3.00: bee 60 %, cow 30 %',
    );
  });

  it('countWrong compares the likeliest class with what the file says', () => {
    // Truths 0, 0, 1; answers 0, 1, 1.
    const shown = { output: Float64Array.of(0.9, 0.4, 0.2, 0.1, 0.6, 0.8), target: new Float64Array(0) };
    assert.deepEqual(outputAt(shown.output, 2, 1), [0.4, 0.6]);
    assert.equal(countWrong(run, shown), 1);
  });
});

describe('webview/fit: crosshair, shapes and pace', () => {
  it('movedCell(key, cell, plot) stays inside, and a curve has no up and down', () => {
    const plane = { columns: [0, 1, 2], rows: [0, 1, 2] };
    assert.deepEqual(movedCell('ArrowUp', { column: 1, row: 0 }, plane), { column: 1, row: 0 });
    assert.deepEqual(movedCell('ArrowRight', { column: 1, row: 2 }, plane), { column: 2, row: 2 });
    assert.deepEqual(movedCell('PageDown', { column: 1, row: 0 }, plane), { column: 1, row: 2 });
    assert.deepEqual(movedCell('ArrowDown', { column: 1, row: 0 }, { ...plane, rows: [] }), { column: 1, row: 0 });
    assert.equal(movedCell('a', { column: 1, row: 0 }, plane), null);
  });

  it('shapeOf(code) with six colours is a pair of its own for eighteen classes', () => {
    const pairs = Array.from({ length: 18 }, (_, code) => `${shapeOf(code)} ${code % 6}`);
    assert.equal(new Set(pairs).size, 18);
  });

  it('a large network is asked for less, and less often', () => {
    const [small, large] = [{ parameters: 17 }, { parameters: 235_146 }];
    assert.deepEqual([planeGrid(small), planeGrid(large)], [64, 24]);
    // A twentieth of the time, at 2 million multiply-adds a millisecond.
    assert.ok(Math.abs(planePause(large) - (20 * 24 ** 2 * 235_146) / 2e6) <= 0.5);
    assert.ok(planePause(small) === 200 && dependencePause(large) > planePause(large));
  });
});
