/** Inputs are switched on and off in the drawing: what is offered, and the message that does it. */
import assert from 'node:assert/strict';
import type { InputChoice } from '../../../../src/protocol/run.ts';
import { choiceOf, placesBelow, switched } from '../../../../webview/network/editStrip.ts';
import { layoutNetwork } from '../../../../webview/network/layout.ts';
import { run } from '../fixture.ts';

const choices: readonly InputChoice[] = [
  { name: 'x1', isDerived: false, isOn: true },
  { name: 'x2', isDerived: false, isOn: false },
  { name: 'x1^2', isDerived: true, isOn: true },
];

describe('webview/network/editStrip', () => {
  it('switched(choices, one) edits the role of a column and the list of derived inputs, and never leaves none', () => {
    const changes = choices.map((one) => switched(choices, one));
    assert.deepEqual(changes, [
      { type: 'column', name: 'x1', change: { role: 'out' } },
      { type: 'column', name: 'x2', change: { role: 'input' } },
      { type: 'column', name: 'x1^2', change: { derived: false } },
    ]);
    const alone = choices.slice(0, 2);
    assert.equal(switched(alone, alone[0]!), null);
  });

  it('choiceOf(run, unit) finds what an input is made of: its column, or the formula that it is derived by', () => {
    const inputs = [
      { name: 'x1 = red', column: 'x1' },
      { name: 'x1^2', column: 'x1^2' },
      { name: 'other', column: 'other' },
    ];
    const found = inputs.map((_, unit) => choiceOf({ ...run, inputs, inputChoices: choices }, unit)?.name ?? null);
    assert.deepEqual(found, ['x1', 'x1^2', null]);
  });

  it('placesBelow(layout) lie below the last input and above the shapes, and in no other column', () => {
    for (const width of [400, 521, 700, 1180]) {
      const layout = layoutNetwork({
        ...{ width, plane: true, fit: 'output', inputName: 12, outputName: 0, shapeText: 8 },
        layers: [2, 4, 1].map((units) => ({ units, shown: units })),
      });
      const last = layout.columns[0]!.units.at(-1)!;
      const places = placesBelow(layout);
      assert.ok(places.length >= 2, `${width}: ${places.length}`);
      for (const { x, y, width: wide, height } of places) {
        assert.ok(x >= 0 && x + wide <= layout.columns[1]!.units[0]!.x);
        assert.ok(y > last.y + last.height && y + height <= layout.shapesY);
      }
    }
  });
});
