import assert from 'node:assert/strict';
import { textCell } from '../../../../src/run/model/answerCells.ts';

describe('textCell(text)', () => {
  it('leaves ordinary text and numbers alone', () => {
    for (const text of ['setosa', '', 'a b', '-1', '+2.5', '-1e-3', '3']) assert.equal(textCell(text), text);
  });

  it('puts an apostrophe before what a spreadsheet would run', () => {
    assert.equal(textCell('=1+1'), "'=1+1");
    assert.equal(textCell('@SUM(A1)'), "'@SUM(A1)");
    assert.equal(textCell('+cmd'), "'+cmd");
    assert.equal(textCell('-cmd'), "'-cmd");
    assert.equal(textCell('-'), "'-");
    assert.equal(textCell('=HYPERLINK("x","y")'), `"'=HYPERLINK(""x"",""y"")"`);
    assert.equal(textCell('\t=1'), `'\t=1`);
  });

  it('quotes commas, quotes, line breaks and outer blanks', () => {
    assert.equal(textCell('a,b'), '"a,b"');
    assert.equal(textCell('say "yes"'), '"say ""yes"""');
    assert.equal(textCell('a\nb'), '"a\nb"');
    assert.equal(textCell(' a'), '" a"');
  });
});
