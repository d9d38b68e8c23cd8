import assert from 'node:assert/strict';
import {
  parameterAt,
  parameterCode,
  parameterPosition,
  parameterSymbol,
} from '../../../../src/core/network/parameterName.ts';
import { parameterCount } from '../../../../src/core/network/shape.ts';
import { network } from './randomNetworks.ts';

describe('names of single parameters', () => {
  it('count units from 1 as mathematics, and keep two-digit indices apart', () => {
    assert.equal(parameterSymbol({ layer: 1, unit: 0, input: 0 }), 'W¹₁₁');
    assert.equal(parameterSymbol({ layer: 2, unit: 11, input: 0 }), 'W²₁₂,₁');
    assert.equal(parameterSymbol({ layer: 1, unit: 1, input: null }), 'b¹₂');
  });

  it('count units from 0 as code', () => {
    assert.equal(parameterCode({ layer: 1, unit: 0, input: 0 }), 'W1[0,0]');
    assert.equal(parameterCode({ layer: 2, unit: 3, input: null }), 'b2[3]');
  });

  it('parameterAt(spec, position) is where parameterPosition leads back from', () => {
    const spec = network(
      3,
      [
        [4, 'tanh'],
        [2, 'relu'],
      ],
      [1, 'sigmoid'],
      'binaryCrossEntropy',
    );
    const count = parameterCount(spec);
    for (let position = 0; position < count; position++)
      assert.equal(parameterPosition(spec, parameterAt(spec, position)!), position);
    assert.equal(parameterAt(spec, count), null);
  });
});
