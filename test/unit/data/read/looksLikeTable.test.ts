import assert from 'node:assert/strict';
import { looksLikeTable } from '../../../../src/data/read/detectDialect.ts';

describe('looksLikeTable(start)', () => {
  it('knows a table by its rows, whatever cuts them', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = [
        ['u', 'v', 'side'],
        ['1', '2', 'left'],
        ['3', '4', 'right'],
      ]
        .map((row) => row.join(delimiter))
        .join('\n');
      assert.ok(looksLikeTable(text), JSON.stringify(delimiter));
      assert.ok(looksLikeTable(`${text}\n`));
    }
    assert.ok(looksLikeTable('name,remark\r\nAnn,"yes, of course"\r\n'));
  });

  it('takes no prose, no list and no single row for one', () => {
    assert.equal(looksLikeTable(''), false);
    assert.equal(looksLikeTable('one,two,three\n'), false);
    assert.equal(looksLikeTable('apples\npears\nplums\n'), false);
    assert.equal(looksLikeTable('To do, tomorrow\nbuy bread, milk, and butter\nwrite\n'), false);
    assert.equal(looksLikeTable('It was late.\nNobody came, not even he.\nThen, at last, a knock.\n'), false);
  });
});
