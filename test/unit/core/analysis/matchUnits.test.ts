/** Units matched by the best permutation and sign: against all permutations, and against what a network computes. */
import assert from 'node:assert/strict';
import { leastCostAssignment } from '../../../../src/core/analysis/assignment.ts';
import { isOdd, matchUnits, relativeDistance } from '../../../../src/core/analysis/matchUnits.ts';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { createForwardBuffers, forwardPass } from '../../../../src/core/network/forward.ts';
import { activations, type HiddenActivation, type NetworkSpec } from '../../../../src/core/network/network.ts';
import { parameterCount } from '../../../../src/core/network/shape.ts';

/** A multiplicative generator modulo 2³¹ − 1 (Park and Miller, 1988). @returns numbers in (−1, 1) */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

function network(units: readonly number[], activation: HiddenActivation): NetworkSpec {
  const [inputs = 1, ...layers] = units;
  const last = layers.length - 1;
  return {
    ...{ inputs, loss: 'squaredError', leakySlope: 0.01 },
    layers: layers.map((count, l) => ({ units: count, activation: l === last ? 'linear' : activation })),
  };
}

function randomArena(spec: NetworkSpec, seed: number): Float64Array {
  return new Float64Array(parameterCount(spec)).map(numbers(seed));
}

/** Hidden layer l in another order; units with −1 get the other sign. */
function moved(spec: NetworkSpec, values: Float64Array, l: number, order: readonly number[], signs: readonly number[]) {
  const [from, to] = [createParameters(spec, values), createParameters(spec, values.slice())];
  const [n, before] = [order.length, l === 1 ? spec.inputs : (spec.layers[l - 2]?.units ?? 0)];
  const after = spec.layers[l]?.units ?? 0;
  order.forEach((unit, j) => {
    const sign = signs[j] ?? 1;
    to.b[l]?.set([sign * (from.b[l]?.[unit] ?? 0)], j);
    for (let i = 0; i < before; i++) to.W[l]?.set([sign * (from.W[l]?.[unit * before + i] ?? 0)], j * before + i);
    for (let o = 0; o < after; o++) to.W[l + 1]?.set([sign * (from.W[l + 1]?.[o * n + unit] ?? 0)], o * n + j);
  });
  return to.values;
}

function answers(spec: NetworkSpec, values: Float64Array): Float64Array {
  const next = numbers(5);
  const m = 7;
  const X = new Float64Array(spec.inputs * m).map(next);
  const buffers = createForwardBuffers(spec, X, m);
  forwardPass(spec, createParameters(spec, values), buffers, m);
  return buffers.A.at(-1) ?? new Float64Array();
}

describe('leastCostAssignment', () => {
  it('finds the least sum of all permutations', () => {
    for (let n = 1; n <= 6; n++) {
      for (let seed = 1; seed <= 40; seed++) {
        const next = numbers(1000 * n + seed);
        // Whole numbers, too: then many assignments are as good.
        const cost = new Float64Array(n * n).map(() => (seed % 2 ? next() : Math.round(3 * next())));
        const sumOf = (columns: ArrayLike<number>) =>
          Array.from({ length: n }, (_, row) => cost[row * n + (columns[row] ?? 0)] ?? Number.NaN).reduce(
            (a, b) => a + b,
          );
        const found = leastCostAssignment(cost, n);
        assert.equal(new Set(found).size, n);
        const least = Math.min(...permutations(n).map(sumOf));
        assert.ok(Math.abs(sumOf(found) - least) < 1e-12, `n = ${n}, seed ${seed}: ${sumOf(found)}, least ${least}`);
      }
    }
  });

  it('solves a textbook example', () => {
    // Munkres' example as SciPy's documentation of linear_sum_assignment has it: rows to columns 1, 0, 2, cost 5.
    assert.deepEqual([...leastCostAssignment(Float64Array.of(4, 1, 3, 2, 0, 5, 3, 2, 2), 3)], [1, 0, 2]);
  });

  it('pairs hundreds: a hidden permutation is found', () => {
    const n = 300;
    const hidden = Array.from({ length: n }, (_, row) => (row * 7 + 3) % n);
    const next = numbers(9);
    const cost = new Float64Array(n * n).map((_, at) => (hidden[Math.floor(at / n)] === at % n ? -3 : next()));
    assert.deepEqual([...leastCostAssignment(cost, n)], hidden);
  });
});

describe('matchUnits', () => {
  const order = [3, 0, 2, 1];
  const signs = [-1, 1, -1, 1];

  it('leaves nothing of a copy with other orders and signs, and keeps what the network computes', () => {
    const spec = network([3, 4, 4, 2], 'tanh');
    const first = randomArena(spec, 1);
    const second = moved(spec, moved(spec, first, 1, order, signs), 2, [1, 3, 0, 2], [1, -1, -1, 1]);
    assert.ok(relativeDistance(first, second) > 0.5);
    assert.ok(Math.max(...answers(spec, first).map((a, i) => Math.abs(a - (answers(spec, second)[i] ?? 0)))) < 1e-12);
    const { parameters, orders } = matchUnits(spec, first, second);
    assert.deepEqual(parameters, first);
    assert.deepEqual([...(orders[1]?.signs ?? [])].sort(), [-1, -1, 1, 1]);
  });

  it('gives the other sign only where that changes nothing', () => {
    const spec = network([3, 4, 1], 'relu');
    const first = randomArena(spec, 2);
    assert.deepEqual(matchUnits(spec, first, moved(spec, first, 1, order, [])).parameters, first);
    const { orders, parameters } = matchUnits(spec, first, moved(spec, first, 1, order, signs));
    assert.deepEqual([...(orders[1]?.signs ?? [])], [1, 1, 1, 1]);
    assert.ok(relativeDistance(first, parameters) > 0.1);
    const odd = activations.filter((activation) => isOdd(spec, activation));
    assert.deepEqual(odd, ['tanh', 'linear']);
  });

  it('finds the nearest of all orders and signs of one hidden layer', () => {
    for (const activation of ['tanh', 'sigmoid'] as const) {
      const spec = network([2, 4, 2], activation);
      const allSigns = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].map((j) => ((bits >> j) % 2 ? -1 : 1)));
      for (let seed = 1; seed <= 10; seed++) {
        const [first, second] = [randomArena(spec, seed), randomArena(spec, 100 + seed)];
        const tried = permutations(4).flatMap((units) =>
          (activation === 'tanh' ? allSigns : [[]]).map((s) =>
            relativeDistance(first, moved(spec, second, 1, units, s)),
          ),
        );
        const found = relativeDistance(first, matchUnits(spec, first, second).parameters);
        assert.ok(Math.abs(found - Math.min(...tried)) < 1e-12, `${activation}, seed ${seed}`);
      }
    }
  });

  it('of two hidden layers it comes no further than without, and stays the same network', () => {
    const spec = network([3, 5, 4, 2], 'tanh');
    for (let seed = 1; seed <= 10; seed++) {
      const [first, second] = [randomArena(spec, seed), randomArena(spec, 50 + seed)];
      const { parameters } = matchUnits(spec, first, second);
      assert.ok(relativeDistance(first, parameters) <= relativeDistance(first, second));
      const [before, after] = [answers(spec, second), answers(spec, parameters)];
      assert.ok(before.every((value, i) => Math.abs(value - (after[i] ?? Number.NaN)) < 1e-12));
    }
  });

  it('comes to an end with weights whose products overflow', () => {
    const spec = network([3, 4, 4, 2], 'tanh');
    const first = randomArena(spec, 1).map((value) => 1e300 * value);
    const second = moved(spec, first, 1, order, signs);
    assert.deepEqual(matchUnits(spec, first, second).parameters, first);
    assert.ok(relativeDistance(first, second) > 0.5 && relativeDistance(first, second) < 2);
    // One alone.
    const small = randomArena(spec, 1);
    assert.deepEqual(matchUnits(spec, small, second).parameters, first);
  });

  it('takes networks without a hidden layer, and zeros', () => {
    const spec = network([2, 1], 'tanh');
    const [first, second] = [randomArena(spec, 1), randomArena(spec, 2)];
    assert.deepEqual(matchUnits(spec, first, second).parameters, second);
    const zeros = new Float64Array(parameterCount(spec));
    assert.equal(relativeDistance(zeros, zeros), 0);
    assert.equal(
      relativeDistance(
        first,
        first.map((value) => -value),
      ),
      2,
    );
  });
});
