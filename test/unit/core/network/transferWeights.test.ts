/** What of one network's weights the next one takes over. */
import assert from 'node:assert/strict';
import { createParameters } from '../../../../src/core/network/arena.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { parameterCount } from '../../../../src/core/network/shape.ts';
import { transferWeights } from '../../../../src/core/network/transferWeights.ts';

/** "2-4-1": inputs, hidden layers, outputs. */
function network(sizes: string, activation: 'tanh' | 'relu' = 'tanh'): NetworkSpec {
  const [inputs = 0, ...units] = sizes.split('-').map(Number);
  const layers = units.map((n, index) => ({
    units: n,
    activation: index === units.length - 1 ? ('sigmoid' as const) : activation,
  }));
  return { inputs, layers, loss: 'binaryCrossEntropy', leakySlope: 0.01 };
}

/** Old weights count upwards from 1, new ones are below 0: who is whose can be told. */
function move(from: string, to: string) {
  const [before, after] = [network(from), network(to, 'relu')];
  const old = Float64Array.from({ length: parameterCount(before) }, (_, i) => i + 1);
  const fresh = new Float64Array(parameterCount(after)).fill(-1);
  const { values, kept } = transferWeights({ spec: before, values: old }, { spec: after, values: fresh });
  assert.ok(fresh.every((value) => value === -1));
  return { kept, now: createParameters(after, values), old: createParameters(before, old) };
}

describe('transplant(from, to)', () => {
  it('keeps every weight when shapes are the same, whatever the activations', () => {
    const { kept, now, old } = move('2-4-3-1', '2-4-3-1');
    assert.deepEqual(kept, [1, 2, 3]);
    assert.deepEqual(now.values, old.values);
  });

  it('keeps the layers before and after one that was put in', () => {
    const { kept, now, old } = move('2-4-1', '2-4-4-1');
    assert.deepEqual(kept, [1, 3]);
    assert.deepEqual([now.W[1], now.b[1], now.W[3], now.b[3]], [old.W[1], old.b[1], old.W[2], old.b[2]]);
    assert.ok(now.W[2]?.every((value) => value === -1) && now.b[2]?.every((value) => value === -1));
    assert.deepEqual(move('2-4-1', '2-4-3-1').kept, [1]);
  });

  it('keeps the layers before and after one that was taken out', () => {
    const { kept, now, old } = move('2-4-4-4-1', '2-4-4-1');
    assert.deepEqual(kept, [1, 2, 3]);
    assert.deepEqual([now.W[2], now.W[3]], [old.W[2], old.W[4]]);
    assert.deepEqual(move('2-4-3-1', '2-4-1').kept, [1]);
    assert.deepEqual(move('2-4-3-1', '2-3-1').kept, [2]);
  });

  it('changes the layers on both sides of other units only', () => {
    assert.deepEqual(move('2-4-3-3-1', '2-5-3-3-1').kept, [3, 4]);
    assert.deepEqual(move('2-4-3-5-1', '2-4-7-5-1').kept, [1, 4]);
    assert.deepEqual(move('2-4-3-5-6-7-1', '2-8-3-5-6-9-1').kept, [3, 4]);
    assert.deepEqual(move('2-4-1', '2-5-1').kept, []);
  });

  it('leaves a layer with a non-finite number behind', () => {
    const spec = network('2-2-1');
    const values = new Float64Array(parameterCount(spec)).fill(1);
    values[0] = Number.NaN;
    const to = new Float64Array(values.length).fill(2);
    const { values: now, kept } = transferWeights({ spec, values }, { spec, values: to });
    assert.deepEqual([kept, [...now]], [[2], [2, 2, 2, 2, 2, 2, 1, 1, 1]]);
  });
});
