/** Tests of what the step view writes: the equations are those of the settings in force. */
import assert from 'node:assert/strict';
import type { Phase } from '../../../../src/core/training/phases.ts';
import { latex } from '../../../../src/equations/render/latex.ts';
import type { StepRule } from '../../../../src/equations/step.ts';
import { equationsOf, notesOf, phaseMarks, phaseSentence } from '../../../../webview/step/phaseText.ts';
import { run } from '../fixture.ts';

describe('webview/step/phaseText', () => {
  const plain: StepRule = { optimizer: 'gradientDescent', l2: 0 };
  const batch = { count: 3, isBatch: true };
  const penalized: StepRule = { ...plain, l2: 0.1 };

  it('phaseMarks(phase, explained) marks the phase that is explained, not the next one; after the update all are done', () => {
    const phases = [
      { kind: 'forward', layer: 1 },
      { kind: 'cost' },
      { kind: 'backward', layer: 1 },
      { kind: 'update' },
    ] as const;
    assert.deepEqual(phaseMarks({ phases, position: 0 }, null, false), ['next', '', '', '']);
    assert.deepEqual(phaseMarks({ phases, position: 2 }, phases[1], false), ['done', 'done explained', 'next', '']);
    assert.deepEqual(phaseMarks({ phases, position: 0 }, phases[3], true), [
      'done next',
      'done',
      'done',
      'done explained',
    ]);
  });

  it('equationsOf(run, phase, rule) has the penalty in the cost and in dW where λ > 0', () => {
    const written = (phase: Phase, rule: StepRule) => equationsOf(run, phase, rule).map((one) => latex(one));
    const cost = { kind: 'cost' } as const;
    const backward = { kind: 'backward', layer: 1 } as const;
    for (const phase of [cost, backward]) {
      assert.doesNotMatch(written(phase, plain).join(), /lambda/);
      assert.match(written(phase, penalized).join(), /lambda/);
    }
    assert.deepEqual(
      equationsOf(run, backward, plain).map(({ id }) => id),
      ['dA1', 'dZ1', 'dW1', 'db1'],
    );
    assert.match(phaseSentence(run, backward, batch, penalized), /λ\/m/);
    assert.doesNotMatch(phaseSentence(run, backward, batch, plain), /λ/);
  });

  it('notesOf(run, phase, equations, examples) tells the m of the batch, and what ⊙ does where it stands', () => {
    const notes = (phase: Phase, count: number, isBatch = true) =>
      notesOf(run, phase, equationsOf(run, phase, plain), { count, isBatch }).join(' ');
    assert.equal(
      notes({ kind: 'backward', layer: 1 }, 32),
      'm = 32: the training examples of this batch. ⊙ multiplies cell by cell.',
    );
    assert.equal(notes({ kind: 'backward', layer: 2 }, 32), 'm = 32: the training examples of this batch.');
    assert.equal(notes({ kind: 'forward', layer: 1 }, 32), '');
    assert.equal(notes({ kind: 'update' }, 32), 'The other layers do the same.');
    assert.equal(notes({ kind: 'backward', layer: 2 }, 400, false), 'm = 400: all training examples.');
  });

  it('phaseSentence(…) speaks of the batch only where a step is done, not at a past one', () => {
    const sentence = (isBatch: boolean) =>
      phaseSentence(run, { kind: 'forward', layer: 1 }, { count: 400, isBatch }, plain);
    assert.match(sentence(true), /of the batch/);
    assert.match(sentence(false), /all 400 training examples at once/);
    assert.doesNotMatch(sentence(false), /batch/);
  });

  it('the update is that of the optimizer, and its letters are explained', () => {
    const ids = (optimizer: StepRule['optimizer']) =>
      equationsOf(run, { kind: 'update' }, { optimizer, l2: 0 }).map(({ id }) => id);
    assert.deepEqual(ids('gradientDescent'), ['W1', 'b1']);
    assert.deepEqual(ids('adam').slice(0, 5), ['v.W1', 's.W1', 'vHat.W1', 'sHat.W1', 'W1']);
    for (const [optimizer, letters] of [
      ['momentum', 'v is'],
      ['rmsProp', 's is'],
      ['adam', 'v and s are'],
    ] as const)
      assert.ok(phaseSentence(run, { kind: 'update' }, batch, { optimizer, l2: 0 }).includes(letters));
  });
});
