/** Cells of the first rows as text, whatever their bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RandomState } from '../../../../src/core/network/random.ts';
import { sampleRows } from '../../../../src/data/read/sampleRows.ts';

const pieces = [
  '1.5',
  'abc',
  '',
  'Zürich',
  '한국',
  '"a ""b"", c"',
  '"x,y"',
  '😀',
  'e\u0301',
  'long '.repeat(30).trim(),
];

describe('sampleRows(bytes, end, dialect, options)', () => {
  it('gives the text of every cell, with and without characters of several bytes', () => {
    const random = new RandomState(4);
    const plain = (cell: string): string => cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
    for (const kinds of [3, pieces.length]) {
      const rows = Array.from({ length: 1500 }, (_, i) =>
        // Long stretches of ASCII alone beside others.
        Array.from({ length: 6 }, () => pieces[random.randint(0, i % 700 < 500 ? 3 : kinds)]!),
      );
      const bytes = Buffer.from(`${rows.map((cells) => cells.join(',')).join('\n')}\n\0`);
      const dialect = { delimiter: ',', quote: '"', backslash: false } as const;
      const sample = sampleRows(bytes, bytes.length - 1, dialect, { limit: 2000 });
      const read = sample.rows.map(({ cells }) => cells);
      assert.deepEqual(
        read,
        rows.map((cells) => cells.map(plain)),
      );
    }
  });

  it('leaves NUL bytes out of cells', () => {
    const bytes = Buffer.from('a,b\n1\0,2\n3,\0\0"x"\n\0', 'latin1');
    const dialect = { delimiter: ',', quote: '"', backslash: false } as const;
    const { rows } = sampleRows(bytes, bytes.length - 1, dialect, { limit: 9 });
    assert.deepEqual(rows[1]?.cells, ['1', '2']);
  });
});
