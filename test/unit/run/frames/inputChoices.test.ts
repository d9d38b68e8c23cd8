/** What the drawing offers to switch on and off, and the validation examples on its plane. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isAllowedSetting } from '../../../../src/config/schema/settingRules.ts';
import { validateFromView } from '../../../../src/protocol/validate.ts';
import { asking, sample } from '../answers/asking.ts';

describe('what the drawing of the network offers', () => {
  it('are the columns and what may be derived of two numbers, as they are in force', async () => {
    const { runner } = await asking(sample('flower-2-4-1', { data: { derived: ['x1*x2', 'abs(x1)'] } }));
    const written = runner.description.inputChoices?.map(({ name, isDerived, isOn }) => [name, isDerived, isOn]);
    assert.deepEqual(written, [
      ['x1', false, true],
      ['x2', false, true],
      ['x1*x2', true, true],
      ['abs(x1)', true, true],
      ['x1^2', true, false],
      ['x2^2', true, false],
      ['sin(x1)', true, false],
      ['sin(x2)', true, false],
    ]);
  });

  it('are columns alone of a wide table, one that is left out among them', async () => {
    const { runner } = await asking(sample('iris', { data: { features: ['petal_length'] } }));
    const choices = runner.description.inputChoices ?? [];
    assert.deepEqual(
      choices.map(({ isOn }) => isOn),
      [false, false, true, false],
    );
  });

  it('are validation examples with their places and classes', async () => {
    const { runner, run } = await asking(sample('iris', { data: { features: ['petal_length', 'petal_width'] } }));
    const { plane } = runner.description;
    const { m = 0 } = run.dataset.validation ?? {};
    assert.deepEqual([plane?.validation?.points.length, plane?.validation?.targets.length], [2 * m, m]);
    assert.deepEqual(new Set(plane?.validation?.targets), new Set([0, 1, 2]));
    assert.ok(plane);
    assert.ok(
      plane.validation?.points.every((value, index) => {
        const axis = index % 2 === 0 ? plane.x : plane.y;
        return value > axis.min - 1 && value < axis.max + 1;
      }),
    );
    const without = await asking(sample('flower-2-4-1'));
    assert.equal(without.runner.description.plane?.validation, undefined);
  });

  it('come back as one change of a column, and nothing else', () => {
    const message = (change: unknown) => validateFromView({ type: 'column', name: 'x1^2', change }, isAllowedSetting);
    assert.deepEqual(message({ derived: true, more: 1 }), { type: 'column', name: 'x1^2', change: { derived: true } });
    assert.equal(message({ derived: 'yes' }), null);
  });
});
