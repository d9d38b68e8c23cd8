import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { wideObjection } from '../../../src/engine/wide/wideObjection.ts';
import { askedPrecision, processArguments } from '../../../src/protocol/workerProcess.ts';

describe('processArguments(precision)', () => {
  it('say in which precision the vectors must be faster, or nothing', () => {
    for (const precision of ['float32', 'float64', null] as const)
      assert.equal(askedPrecision(['node', 'worker.js', ...processArguments(precision)]), precision);
    assert.equal(askedPrecision(['node', '--if-faster=float16']), null);
  });
});

describe('wideObjection(precision)', () => {
  it('says that there are none in a process without the switch', () => {
    for (const precision of ['float32', 'float64'] as const)
      assert.deepEqual(wideObjection(precision)?.values, ['this engine does not have them']);
  });
});
