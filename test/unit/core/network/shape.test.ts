import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createParameters, tensorAt } from '../../../../src/core/network/arena.ts';
import {
  formatShape,
  layerShapes,
  parameterCount,
  requireNetwork,
  superscript,
  unitsOf,
} from '../../../../src/core/network/shape.ts';
import { yesNo } from '../flower.ts';
import { network } from './randomNetworks.ts';

describe('shapes', () => {
  it("layerShapes(spec) of the lecture's example: 3 inputs, 4 hidden units, 1 output, 21 parameters", () => {
    const spec = yesNo([4], 'tanh', 3);
    assert.deepEqual(
      layerShapes(spec).map(({ W, b, parameters }) => [formatShape(W), formatShape(b), parameters]),
      [
        ['4×3', '4×1', 16],
        ['1×4', '1×1', 5],
      ],
    );
    assert.equal(parameterCount(spec), 21);
    assert.deepEqual(
      [0, 1, 2].map((l) => unitsOf(spec, l)),
      [3, 4, 1],
    );
  });

  it('superscript(l) writes layer numbers of any length', () => {
    assert.deepEqual([1, 2, 10, 32].map(superscript), ['¹', '²', '¹⁰', '³²']);
  });

  it('requireNetwork(spec) says what is wrong', () => {
    assert.throws(() => requireNetwork({ ...yesNo([4]), layers: [] }), /at least an output layer/);
    assert.throws(() => requireNetwork(yesNo([0])), /units of layer 1: expected a whole number from 1, found 0/);
    assert.throws(() => requireNetwork(yesNo([4], 'tanh', 1.5)), /inputs/);
    const softmaxInside = {
      ...yesNo([4]),
      layers: [
        { units: 3, activation: 'softmax' as const },
        { units: 1, activation: 'sigmoid' as const },
      ],
    };
    assert.throws(() => requireNetwork(softmaxInside), /softmax is for the output layer only, found in layer 1/);
  });
});

describe('the arena', () => {
  const spec = network(3, [[4, 'tanh']], [2, 'linear'], 'squaredError');

  it('createParameters(spec) lays W¹ b¹ W² b² one after the other', () => {
    const { values, W, b } = createParameters(spec);
    assert.equal(values.length, 4 * 3 + 4 + 2 * 4 + 2);
    const views = [W[1]!, b[1]!, W[2]!, b[2]!].map((view) => [view.byteOffset / 8, view.length]);
    assert.deepEqual(views, [
      [0, 12],
      [12, 4],
      [16, 8],
      [24, 2],
    ]);
    W[2]![7] = 5;
    assert.equal(values[23], 5);
  });

  it('tensorAt(spec, position) names the tensor of a position', () => {
    assert.deepEqual(
      [0, 11, 12, 15, 16, 23, 24, 25].map((at) => tensorAt(spec, at)),
      ['W¹', 'W¹', 'b¹', 'b¹', 'W²', 'W²', 'b²', 'b²'],
    );
    assert.throws(() => tensorAt(spec, 26), RangeError);
  });
});
