/** Tests of what the lessons say: sentences follow from shapes and measured numbers, slopes from finite differences. */
import assert from 'node:assert/strict';
import type { InitializationAnswer, StartState } from '../../../../src/protocol/initializationAnswer.ts';
import { misfit } from '../../../../webview/lessons/misfit.ts';
import { slopeFacts } from '../../../../webview/lessons/slopeFacts.ts';
import {
  saturatedAtStart,
  startName,
  startSentence,
  startsFor,
  stretchOf,
} from '../../../../webview/lessons/startText.ts';
import { run } from '../fixture.ts';

describe('webview/lessons/misfit', () => {
  it('misfit(run, layer) says which sizes would meet, the other way round and with another input', () => {
    const [turned, wider, gradient] = misfit(run, 1);
    assert.equal(turned, 'X 2×3 times W¹ 2×2 does not fit: the inner sizes differ, 3 ≠ 2.');
    assert.equal(
      wider,
      'An example with 3 inputs does not fit W¹ 2×2: it would need 3 columns, one weight more for each unit.',
    );
    assert.equal(
      gradient,
      'Backward, dZ¹ 2×3 times Xᵀ 3×2 gives dW¹ 2×2: the shape of W¹, so that one can be taken from the other.',
    );
    assert.match(misfit(run, 2)[1] ?? '', /W² would be 1×3: one weight more for each of its units/);
  });

  it('misfit(run, layer) says so when the turned product fits by chance', () => {
    assert.match(misfit({ ...run, m: 2 }, 1)[0] ?? '', /only by chance, 2 = 2/);
  });
});

describe('webview/lessons/slopeFacts', () => {
  const reference = {
    sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
    tanh: Math.tanh,
    relu: (z: number) => (z > 0 ? z : 0),
    leakyRelu: (z: number) => (z > 0 ? z : 0.1 * z),
    linear: (z: number) => z,
  } as const;
  const z = [-9, -4, -1.5, -0.25, 0.5, 2, 6, 12];

  for (const name of ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'linear'] as const) {
    it(`slopeFacts('${name}', z) agrees with differences of the function itself`, () => {
      const h = 1e-5;
      const slopes = z.map((at) => (reference[name](at + h) - reference[name](at - h)) / (2 * h));
      const facts = slopeFacts(name, z, 0.1);
      assert.ok(Math.abs(facts.mean - slopes.reduce((sum, slope) => sum + slope, 0) / z.length) < 1e-9);
      assert.equal(facts.flat, slopes.filter((slope) => slope < 0.01).length / z.length);
    });
  }

  it('slopeFacts(…) knows the steepest place: σ′ 0.25, tanh′ 1, and no z have no mean', () => {
    assert.deepEqual([slopeFacts('sigmoid', z, 0.01).largest, slopeFacts('tanh', z, 0.01).largest], [0.25, 1]);
    assert.ok(Number.isNaN(slopeFacts('tanh', [], 0.01).mean));
  });
});

describe('webview/lessons/startText: the stretch that is drawn', () => {
  it('stretchOf(answers) is where the starts differ: three times as far as the last one needs, or all steps', () => {
    const answer = (reached: number | null) => ({ reached, steps: 10_000 });
    assert.equal(stretchOf([answer(null), answer(601), answer(235)]), 1900);
    assert.equal(stretchOf([answer(5000)]), 10_000);
    assert.equal(stretchOf([answer(null), answer(0)]), 10_000);
    assert.equal(stretchOf([]), 0);
  });
});

describe('webview/lessons/startText', () => {
  const state = (cost: number, distinct = 4, saturated = 0): StartState => ({
    cost,
    metric: 0.5,
    layers: [{ layer: 1, units: 4, distinct, saturated }],
  });
  const answer: InitializationAnswer = {
    scheme: 'scaled',
    factor: 0.01,
    seed: 2,
    m: 400,
    steps: 10_000,
    start: state(0.7),
    end: state(0.21),
    curve: { steps: new Float64Array(), cost: new Float64Array() },
    below: 0.3,
    reached: 601,
    reachedEvery: 1,
    diverged: false,
  };
  const large = { ...answer, factor: 10, start: state(12, 4, 0.873), reached: 235 };

  it('startsFor(own) adds the run’s own start once', () => {
    assert.equal(startsFor({ scheme: 'scaled', scale: 0.01, value: 0.5, seed: 2 }).length, 6);
    assert.deepEqual(startsFor({ scheme: 'he', scale: 0.01, value: 0.5, seed: 2 }).at(-1), { scheme: 'he', factor: 0 });
    assert.deepEqual(startsFor({ scheme: 'constant', scale: 0.01, value: 2, seed: 2 }).at(-1), {
      scheme: 'constant',
      factor: 2,
    });
    assert.deepEqual(startsFor(undefined).map(startName), [
      'all zeros',
      'all 0.5',
      'randn × 0.01',
      'randn × 1',
      'randn × 10',
      'Xavier',
    ]);
  });

  it('startSentence(…) tells twins that learn from twins that do not', () => {
    const twins = { ...answer, start: state(0.7, 1), end: state(0.7, 1), reached: null };
    assert.match(startSentence(twins, answer), /^Nothing is learned: the 4 units of layer 1 work as 1/);
    assert.match(startSentence({ ...twins, end: state(0.6454, 1) }, answer), /work as 1, .* the cost comes to 0\.6454/);
  });

  it('startSentence(…) of large weights says what was measured, whichever way it went', () => {
    assert.match(
      startSentence(large, answer),
      /^87\.3\s% .* and yet the cost is below 0\.3 sooner .* 235 steps against 601/,
    );
    assert.match(
      startSentence({ ...large, reached: 900 }, answer),
      /later than from small weights: after 900 steps against 601/,
    );
    assert.match(
      startSentence({ ...large, reached: null }, answer),
      /in 10,000 steps the cost does not get below 0\.3/,
    );
    assert.match(startSentence(large, { ...answer, reached: null }), /where small weights never get/);
    assert.match(startSentence(large, null), /below 0\.3 after 235 steps\.$/);
  });

  it('startSentence(…) marks steps that were looked at only now and then', () => {
    assert.equal(startSentence(answer, answer), 'No two units are alike: the cost is below 0.3 after 601 steps.');
    assert.match(startSentence({ ...answer, reachedEvery: 14 }, answer), /after ≤ 601 steps/);
    assert.match(
      startSentence({ ...answer, reached: null }, answer),
      /yet in 10,000 steps the cost does not get below 0\.3/,
    );
    assert.equal(startSentence({ ...answer, diverged: true, steps: 12 }, null), 'Diverged after 12 steps.');
  });

  it('saturatedAtStart(state) weighs layers by their units', () => {
    const layers = [
      { layer: 1, units: 3, distinct: 3, saturated: 1 },
      { layer: 2, units: 1, distinct: 1, saturated: 0 },
    ];
    assert.equal(saturatedAtStart({ cost: 1, metric: 1, layers }), 0.75);
    assert.equal(saturatedAtStart({ cost: 1, metric: 1, layers: [] }), 0);
  });
});
