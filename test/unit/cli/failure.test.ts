import assert from 'node:assert/strict';
import { CliFailure, toFailure } from '../../../src/cli/failure.ts';

describe('toFailure(error, file)', () => {
  it('names file, line and column when the error carries them', () => {
    const failure = toFailure(Object.assign(new Error('A quote is never closed.'), { line: 3, column: 7 }), 'a.csv');
    assert.equal(failure.message, 'a.csv:3:7: A quote is never closed.');
    assert.equal(failure.exitCode, 1);
  });

  it('makes one line of a message with line breaks', () => {
    assert.equal(toFailure(new Error('first\nsecond\r\n  third'), 'a.csv').message, 'a.csv: first second third');
  });

  it('says system errors in words', () => {
    const error = Object.assign(new Error('ENOENT: no such file or directory, open'), { code: 'ENOENT', path: '/home/a.csv' });
    assert.equal(toFailure(error, 'a.csv').message, 'a.csv: there is no such file.');
  });

  it('leaves a failure as it is, and understands what is no error at all', () => {
    const failure = new CliFailure(2, 'no');
    assert.equal(toFailure(failure, 'a.csv'), failure);
    assert.equal(toFailure('broken', 'a.csv').message, 'a.csv: broken');
  });
});
