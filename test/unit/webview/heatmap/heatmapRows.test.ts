/** Tests of the heat map's rows: they fit the room, and their symbols do not collide. */
import assert from 'node:assert/strict';
import { labelledRows, minRowHeight, rowHeight } from '../../../../webview/heatmap/rows.ts';

describe('webview/heatmap/rows', () => {
  it('rowHeight(rows, room) grows into the room, and is never smaller than where there is none', () => {
    for (const rows of [1, 2, 4, 8, 13, 32]) {
      assert.equal(rowHeight(rows, 0), minRowHeight(rows));
      for (const free of [200, 300, 500, 700]) {
        const height = rowHeight(rows, free);
        assert.ok(height >= minRowHeight(rows) && height <= 72);
        if (height > minRowHeight(rows)) assert.ok(height * rows <= free, `${rows} rows of ${height} in ${free}`);
      }
    }
    assert.equal(rowHeight(32, 400), 12);
    assert.equal(rowHeight(4, 251), rowHeight(4, 242));
  });

  it('labelledRows(rows, height, selected) has the selected row, and none nearer than a line of text', () => {
    for (const height of [8, 10, 12, 26]) {
      for (const selected of [-1, 0, 1, 5, 31]) {
        const labelled = labelledRows(32, height, selected);
        assert.equal(labelled.includes(selected), selected >= 0);
        labelled.slice(1).forEach((row, index) => assert.ok((row - (labelled[index] ?? 0)) * height >= 14));
      }
    }
    assert.deepEqual(labelledRows(3, 26, 1), [0, 1, 2]);
  });
});
