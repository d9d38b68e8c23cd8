/** Tests of what holds a unit back, on units made to be dead, saturated or twins; and of the histogram by class. */
import assert from 'node:assert/strict';
import { unitFlags } from '../../../../webview/state/unitFlags.ts';
import { classHistogram } from '../../../../webview/unit/histogram.ts';
import { frameOf, run } from '../fixture.ts';

const relu = {
  ...run,
  layers: run.layers.map((layer) => (layer.layer === 1 ? { ...layer, activation: 'relu' as const } : layer)),
};
const kinds = (described: typeof run, parts: Parameters<typeof frameOf>[0], layer = 1) =>
  unitFlags(described, frameOf(parts), layer).map((flag) => flag?.kind ?? null);

describe('webview/state/unitFlags', () => {
  const W = { columns: 2, values: [0.5, -1, 2, 0.25] };
  const b = { columns: 1, values: [0.25, -0.5] };

  it('finds a ReLU unit that no example reaches', () => {
    assert.deepEqual(kinds(relu, { 'A:1': { columns: 3, values: [0, 0, 0, 0, 1, 0] }, 'W:1': W, 'b:1': b }), [
      'dead',
      null,
    ]);
  });

  it('finds a tanh unit that is at its ends for nearly all examples', () => {
    const flags = unitFlags(
      run,
      frameOf({ 'A:1': { columns: 3, values: [1, -1, 0.999, 1, -1, 0.5] }, 'W:1': W, 'b:1': b }),
      1,
    );
    assert.deepEqual(
      flags.map((flag) => flag?.kind ?? null),
      ['saturated', null],
    );
    assert.match(flags[0]?.sentence ?? '', /100\.0\s%/);
  });

  it('finds units with the same weights, and names the other', () => {
    const twins = { columns: 2, values: [0.5, -1, 0.5, -1] };
    const A = { columns: 3, values: [0.5, -0.25, 0.125, 0.5, -0.25, 0.125] };
    const flags = unitFlags(run, frameOf({ 'A:1': A, 'W:1': twins, 'b:1': { columns: 1, values: [0.25, 0.25] } }), 1);
    assert.deepEqual(
      flags.map((flag) => [flag?.kind, /a[₁₂]/.exec(flag?.sentence ?? '')?.[0]]),
      [
        ['symmetric', 'a₂'],
        ['symmetric', 'a₁'],
      ],
    );
  });

  it('has nothing to say of units whose numbers are ∞ or NaN', () => {
    const far = { columns: 2, values: [Infinity, 1, -Infinity, 1] };
    const same = { columns: 1, values: [0.25, 0.25] };
    assert.deepEqual(kinds(run, { 'A:1': { columns: 3, values: [1, 1, 1, -1, -1, -1] }, 'W:1': far, 'b:1': same }), [
      null,
      null,
    ]);
    assert.deepEqual(kinds(relu, { 'A:1': { columns: 3, values: [0, 0, 0, 1, 2, 0] }, 'W:1': far, 'b:1': same }), [
      null,
      null,
    ]);
    const one = { columns: 2, values: [1, 1, Infinity, 1] };
    assert.deepEqual(kinds(relu, { 'A:1': { columns: 3, values: [1, 1, 2, 1, 1, 2] }, 'W:1': one, 'b:1': same }), [
      null,
      null,
    ]);
  });

  it('names all units that are the same', () => {
    const wide = {
      ...run,
      layers: run.layers.map((layer) => (layer.layer === 1 ? { ...layer, units: 4 } : layer)),
      shownUnits: [[0, 1], [0, 1, 2, 3], [0]],
    };
    const zeros = (count: number) => Array<number>(count).fill(0);
    const parts = {
      'A:1': { columns: 3, values: zeros(12) },
      'W:1': { columns: 2, values: zeros(8) },
      'b:1': { columns: 1, values: zeros(4) },
    };
    const sentences = unitFlags(wide, frameOf(parts), 1).map((flag) => flag?.sentence ?? '');
    assert.match(sentences[0] ?? '', /^The same as a₂, a₃, a₄: .* they all stay equal/);
    assert.match(sentences[3] ?? '', /^The same as a₁, a₂, a₃: /);
  });

  it('has nothing to say of inputs and outputs', () => {
    assert.deepEqual(kinds(run, { 'A:2': { columns: 3, values: [1, 1, 1] } }, 2), []);
  });
});

describe('webview/unit/histogram', () => {
  it('classHistogram(run, a, low, high, bins) counts every example of a number once, in its class', () => {
    const counts = classHistogram(run, Float32Array.of(-1, 0.9, 1), -1, 1, 4);
    assert.deepEqual(
      counts.map((row) => [...row]),
      [
        [1, 0, 0, 1],
        [0, 0, 0, 1],
      ],
    );
    const odd = classHistogram({ ...run, task: 'regression' }, Float32Array.of(Number.NaN, 9, -9), 0, 1, 2);
    assert.deepEqual(
      odd.map((row) => [...row]),
      [[1, 1]],
    );
  });
});
