import { notice } from '../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { TrainingError } from '../../../src/core/network/errors.ts';
import { DataError } from '../../../src/data/csv/errors.ts';
import { SourceError } from '../../../src/platform/node/openSource.ts';
import { StaleRunError, toWireError } from '../../../src/worker/wireError.ts';

describe('toWireError(error)', () => {
  it('tells apart what the user can mend and what not', () => {
    const cases: [unknown, string][] = [
      [new DataError('target', notice('target.none')), 'data'],
      [new DataError('cancelled', notice('file.cancelled')), 'cancelled'],
      [new SourceError(notice('source.missing', 'a.csv')), 'data'],
      [new TrainingError('settings', 'α'), 'training'],
      [new StaleRunError(), 'stale'],
      [new TypeError('x is not a function'), 'internal'],
      [null, 'internal'],
      ['text', 'internal'],
    ];
    for (const [error, reason] of cases) assert.equal(toWireError(error).reason, reason);
  });

  it('keeps line and column of the data, and a stack only for what nobody expected', () => {
    const error = toWireError(new DataError('rows', notice('rows.noTraining'), { line: 7, column: 2 }));
    assert.deepEqual(error, { reason: 'data', notice: notice('rows.noTraining'), line: 7, column: 2 });
    assert.equal(typeof toWireError(new Error('surprise')).stack, 'string');
  });

  it('puts a lack of memory into words', () => {
    const allocate = (): Float64Array => new Float64Array(2 ** 53 - 1);
    assert.throws(allocate, (error: unknown) => toWireError(error).notice.code === 'request.memory');
  });
});
