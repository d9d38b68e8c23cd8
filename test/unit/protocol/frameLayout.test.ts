import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Frame, sectionOf } from '../../../src/protocol/frame.ts';
import { frameLayout, maxCurve, sectionsWithCurve } from '../../../src/protocol/frameLayout.ts';

const example = { line: 2, target: 0 };
const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const axis = { name: 'x', min: 0, max: 1 };

describe('frameLayout(description)', () => {
  it('has the sections of a 2-4-1 network over the plane, in the shapes of the mathematics', () => {
    const layout = frameLayout({
      shownUnits: [indices(2), indices(4), indices(1)],
      shownExamples: new Array(400).fill(example),
      plane: { x: axis, y: axis, hiddenGrid: 32, outputGrid: 64, points: [] },
    });
    assert.deepEqual(
      layout.sections.map(({ name, rows, columns }) => `${name} ${rows}×${columns}`),
      [
        'scalars 1×11',
        'stats 2×5',
        'A:0 2×400',
        ...['W:1 4×2', 'b:1 4×1', 'dW:1 4×2', 'db:1 4×1', 'A:1 4×400', 'plane:1 4×1024'],
        ...['W:2 1×4', 'b:2 1×1', 'dW:2 1×4', 'db:2 1×1', 'A:2 1×400', 'plane:2 1×4096'],
      ],
    );
  });

  it('places sections one after the other without gaps, the curve last, within the capacity', () => {
    const arbitrary = fc.record({
      units: fc.array(fc.integer({ min: 1, max: 32 }), { minLength: 2, maxLength: 6 }),
      examples: fc.integer({ min: 1, max: 400 }),
      plane: fc.boolean(),
      points: fc.integer({ min: 0, max: maxCurve }),
    });
    fc.assert(
      fc.property(arbitrary, ({ units, examples, plane, points }) => {
        const layout = frameLayout({
          shownUnits: units.map(indices),
          shownExamples: new Array(examples).fill(example),
          plane: plane ? { x: axis, y: axis, hiddenGrid: 8, outputGrid: 16, points: [] } : null,
        });
        let offset = 0;
        for (const section of sectionsWithCurve(layout, points)) {
          assert.equal(section.offset, offset);
          offset += section.rows * section.columns;
        }
        assert.ok(offset <= layout.capacity);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('sectionOf(frame, name)', () => {
  const frame: Frame = {
    runId: 'a',
    build: 1,
    frame: 1,
    step: 0,
    live: true,
    sections: [{ name: 'W:1', rows: 2, columns: 3, offset: 1 }],
    numbers: Float32Array.of(9, 1, 2, 3, 4, 5, 6, 9),
  };

  it('is a view of the named part', () => {
    const matrix = sectionOf(frame, 'W:1');
    assert.deepEqual([matrix?.rows, matrix?.columns, Array.from(matrix?.values ?? [])], [2, 3, [1, 2, 3, 4, 5, 6]]);
    assert.equal(matrix?.values.buffer, frame.numbers.buffer);
  });

  it('is undefined for a part the frame does not have', () => {
    assert.equal(sectionOf(frame, 'plane:1'), undefined);
  });
});
