import assert from 'node:assert/strict';
import { TrainingError } from '../../../src/core/network/errors.ts';
import { DataError } from '../../../src/data/csv/errors.ts';
import { SourceError } from '../../../src/platform/node/openSource.ts';
import { StaleRunError, toWireError } from '../../../src/worker/wireError.ts';

describe('toWireError(error)', () => {
  it('tells apart what the user can mend and what not', () => {
    const cases: [unknown, string][] = [
      [new DataError('target', 'no such column'), 'data'],
      [new DataError('cancelled', 'cancelled'), 'cancelled'],
      [new SourceError('gone'), 'data'],
      [new TrainingError('settings', 'α'), 'training'],
      [new StaleRunError('old'), 'stale'],
      [new TypeError('x is not a function'), 'internal'],
      [null, 'internal'],
      ['text', 'internal'],
    ];
    for (const [error, reason] of cases) assert.equal(toWireError(error).reason, reason);
  });

  it('keeps line and column of the data, and a stack only for what nobody expected', () => {
    const error = toWireError(new DataError('rows', 'bad', { line: 7, column: 2 }));
    assert.deepEqual(error, { reason: 'data', message: 'bad', line: 7, column: 2 });
    assert.equal(typeof toWireError(new Error('surprise')).stack, 'string');
  });

  it('puts a lack of memory into words', () => {
    const allocate = (): Float64Array => new Float64Array(2 ** 53 - 1);
    assert.throws(allocate, (error: unknown) => /not enough memory/.test(toWireError(error).message));
  });
});
