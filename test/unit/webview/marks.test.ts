/** Tests of the marks in a chart: none is lost, no words lie on others, all lie inside. */
import assert from 'node:assert/strict';
import { marksNear, placeMarks } from '../../../webview/chart/marks.ts';

const marks = [0, 100, 104, 300, 320, 330, 345, 900, 990].map((step, index) => ({ step, label: `α 0.0${index} → 0.${index}` }));

describe('webview/chart/marks', () => {
  for (const width of [170, 300, 620]) {
    it(`placeMarks(marks, 0, 1000, ${width}, rows) keeps words apart and inside, and counts all`, () => {
      const placed = placeMarks(marks, 0, 1000, width, 5);
      assert.equal(placed.flatMap(({ marks: here }) => here).length, marks.length);
      const said = placed.filter(({ label }) => label !== '');
      const counted = said.map(({ label }) => 1 + Number(/\((\d+) more\)$/.exec(label)?.[1] ?? 0)).reduce((sum, count) => sum + count, 0);
      assert.equal(counted, marks.length);
      const boxes = said.map((mark) => {
        const half = (mark.label.length * 5.5) / 2;
        const middle = Math.max(half, Math.min(width - half, (mark.step / 1000) * width)) + mark.shift;
        return { row: mark.row, start: middle - half, end: middle + half };
      });
      for (const { start, end } of boxes) assert.ok(start >= 0 && end <= width);
      boxes.forEach((box, index) => {
        for (const other of boxes.slice(index + 1)) assert.ok(box.row !== other.row || box.end < other.start || other.end < box.start);
      });
    });
  }

  it('words stand beside their line rather than over that of another mark', () => {
    const [first, second] = placeMarks(
      [
        { step: 400, label: 'α 0.1 → 0.2' },
        { step: 430, label: 'α 0.2 → 0.4' },
      ],
      0,
      1000,
      1000,
      5,
    );
    assert.ok(first && first.shift < -30 && second && second.shift > 30);
    assert.deepEqual([first.row, second.row], [0, 0]);
  });

  it('placeMarks(marks, from, to, …) leaves out what lies outside', () => {
    assert.deepEqual(
      placeMarks(marks, 200, 400, 600, 5).map(({ step }) => step),
      [300, 320, 330, 345],
    );
  });

  it('marksNear(marks, step, reach) says each mark in words', () => {
    assert.deepEqual(marksNear(marks, 102, 3), ['α 0.01 → 0.1 at step 100', 'α 0.02 → 0.2 at step 104']);
  });
});
