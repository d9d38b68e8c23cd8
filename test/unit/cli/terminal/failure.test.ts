import assert from 'node:assert/strict';
import { CliFailure, clause, toFailure } from '../../../../src/cli/terminal/failure.ts';

describe('toFailure(error, file)', () => {
  it('names file, line and column when the error carries them', () => {
    const failure = toFailure(Object.assign(new Error('A quote is never closed.'), { line: 3, column: 7 }), 'a.csv');
    assert.equal(failure.message, 'a.csv:3:7: a quote is never closed.');
    assert.equal(failure.exitCode, 1);
  });

  it('makes one line of a message with line breaks', () => {
    assert.equal(toFailure(new Error('first\nsecond\r\n  third'), 'a.csv').message, 'a.csv: first second third');
  });

  it('says system errors in words', () => {
    const error = Object.assign(new Error('ENOENT: no such file or directory, open'), {
      code: 'ENOENT',
      path: '/home/a.csv',
    });
    assert.equal(toFailure(error, 'a.csv').message, 'a.csv: there is no such file.');
  });

  it('leaves a failure as it is, and understands what is no error at all', () => {
    const failure = new CliFailure(2, 'no');
    assert.equal(toFailure(failure, 'a.csv'), failure);
    assert.equal(toFailure('broken', 'a.csv').message, 'a.csv: broken');
  });

  it('makes one sentence of several, and leaves alone what stands in quotes', () => {
    const said = toFailure(
      new Error('The table has no column "Total. Value". Did you mean "Totals"? Write it so.'),
      'My. Table.csv',
    ).message;
    assert.equal(said, 'My. Table.csv: the table has no column "Total. Value"; did you mean "Totals"; write it so.');
  });
});

describe('clause(message)', () => {
  it('begins small, but not in a name', () => {
    assert.equal(clause('The file is empty.'), 'the file is empty.');
    assert.equal(clause('A quote opens.'), 'a quote opens.');
    assert.equal(clause('NaN is no number.'), 'NaN is no number.');
    assert.equal(clause('W² has a non-finite value.'), 'W² has a non-finite value.');
    assert.equal(clause('"Total" is text.'), '"Total" is text.');
  });
});
