import assert from 'node:assert/strict';
import { notice } from '../../../../src/core/notice.ts';
import type { Repair, RepairKind } from '../../../../src/data/csv/repair.ts';
import { dataSentence } from '../../../../webview/panel/dataLine.ts';

const repair = (kind: RepairKind, count = 1): Repair => ({ kind, values: [], line: 0, lines: [], count });

describe('dataSentence(run)', () => {
  it('counts what was left out, filled in, repaired and doubted, and says nothing of a table that is as it was', () => {
    assert.equal(dataSentence({ repairs: [], notes: [] }), '');
    const repairs = [
      repair('ignoredColumn'),
      repair('ignoredColumn'),
      repair('droppedTarget', 3),
      repair('grouped', 40),
    ];
    const notes = [
      notice('data.imputedMean', 12, 'x', 1.5),
      notice('data.imputedWord', 1, 'y', 'a'),
      notice('data.sentinel'),
    ];
    assert.equal(
      dataSentence({ repairs, notes }),
      '2 columns left out · 3 rows left out · 13 missing values filled in · 40 repairs · 1 doubt',
    );
    assert.equal(dataSentence({ repairs: [repair('sepLine')], notes: [] }), '1 repair');
  });
});
