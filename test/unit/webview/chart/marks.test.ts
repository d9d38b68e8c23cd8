/** Tests of the marks in a chart: none is lost, no words lie on others, all lie inside. */
import assert from 'node:assert/strict';
import { type MarkSpace, marksNear, placeMarks, wordPadding } from '../../../../webview/chart/marks.ts';

const marks = [0, 100, 104, 300, 320, 330, 345, 900, 990].map((step, index) => ({
  step,
  label: `α 0.0${index} → 0.${index}`,
}));

const whole = { from: 0, to: 1000 };
const widthOf = (text: string): number => 5 * text.length;
const space = (width: number, others: readonly number[] = []): MarkSpace => ({ width, rows: 5, widthOf, others });

describe('webview/chart/marks', () => {
  for (const width of [170, 300, 620]) {
    it(`placeMarks(marks, range, { width: ${width}, … }) keeps words apart and inside, and counts all`, () => {
      const placed = placeMarks(marks, whole, space(width));
      assert.equal(placed.flatMap(({ marks: here }) => here).length, marks.length);
      const said = placed.filter(({ label }) => label !== '');
      const counted = said
        .map(({ label }) => 1 + Number(/\((\d+) more\)$/.exec(label)?.[1] ?? 0))
        .reduce((sum, count) => sum + count, 0);
      assert.equal(counted, marks.length);
      const boxes = said.map((mark) => {
        const half = widthOf(mark.label) / 2 + wordPadding;
        const edge = half + wordPadding;
        const middle = Math.max(edge, Math.min(width - edge, (mark.step / 1000) * width)) + mark.shift;
        return { row: mark.row, start: middle - half, end: middle + half };
      });
      for (const { start, end } of boxes) assert.ok(start >= 0 && end <= width);
      boxes.forEach((box, index) => {
        for (const other of boxes.slice(index + 1))
          assert.ok(box.row !== other.row || box.end < other.start || other.end < box.start);
      });
    });
  }

  it('words stand beside their line rather than over that of another mark', () => {
    const [first, second] = placeMarks(
      [
        { step: 400, label: 'α 0.1 → 0.2' },
        { step: 430, label: 'α 0.2 → 0.4' },
      ],
      whole,
      space(1000),
    );
    const half = widthOf('α 0.1 → 0.2') / 2 + wordPadding;
    assert.deepEqual([first?.shift, second?.shift, first?.row, second?.row], [-half, half, 0, 0]);
  });

  it('words stand on their line where they would cover others beside it, too; other lines than those of marks count', () => {
    const shift = (others: readonly number[]): number | undefined =>
      placeMarks([{ step: 400, label: 'α 0.1' }], whole, space(1000, others))[0]?.shift;
    assert.deepEqual([shift([]), shift([410]), shift([380, 410])], [0, -(widthOf('α 0.1') / 2 + wordPadding), 0]);
  });

  it('placeMarks(marks, { from, to }, …) leaves out what lies outside', () => {
    assert.deepEqual(
      placeMarks(marks, { from: 200, to: 400 }, space(600)).map(({ step }) => step),
      [300, 320, 330, 345],
    );
  });

  it('marksNear(marks, step, reach) says each mark in words', () => {
    assert.deepEqual(marksNear(marks, 102, 3), ['α 0.01 → 0.1 at step 100', 'α 0.02 → 0.2 at step 104']);
  });
});
