import { notice } from '../../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { setTranslations } from '../../../../src/config/wording/localize.ts';
import { repairText, repairTexts } from '../../../../src/config/wording/repairTexts.ts';
import type { Repair } from '../../../../src/data/csv/repair.ts';

describe('repairText(repair)', () => {
  afterEach(() => setTranslations({}));

  const short: Repair = { kind: 'missingCells', values: [2, 3], line: 4, lines: [4], count: 1 };

  it('says what happened, with the values in their places', () => {
    assert.equal(repairText(short), 'The row has 2 of 3 cells; the others count as missing.');
    const ignored: Repair = {
      kind: 'ignoredColumn',
      values: ['a', notice('columnKind.id'), 'r'],
      line: 0,
      lines: [],
      count: 1,
    };
    assert.equal(repairText(ignored), 'Column "a" is no input: an identifier (r).');
  });

  it('says how often, and the first lines', () => {
    assert.match(repairText({ ...short, lines: [4, 9], count: 2 }), /missing\. 2 times: lines 4, 9\.$/);
    assert.match(repairText({ ...short, lines: [4, 9, 10, 11, 12], count: 1234 }), / 1,234 times: lines 4, .*12, …\.$/);
    assert.match(repairText({ ...short, line: 0, lines: [], count: 3 }), /missing\. 3 times\.$/);
  });

  it('speaks the language of the user', () => {
    setTranslations({ [repairTexts.missingCells]: '{1} / {0}', '{0} {1} times: lines {2}.': '{0} ({2})' });
    assert.equal(repairText({ ...short, lines: [4, 5], count: 2 }), '3 / 2 (4, 5)');
  });
});
