import assert from 'node:assert/strict';
import { parameterCode, parameterSymbol } from '../../../../src/core/network/parameterName.ts';

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
});
