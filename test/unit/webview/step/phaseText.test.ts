/** Tests of what the step view writes: the equations are those of the settings in force. */
import assert from 'node:assert/strict';
import type { StepRule } from '../../../../webview/step/phaseText.ts';
import { phaseEquation, phaseMarks, phaseSentence } from '../../../../webview/step/phaseText.ts';
import { run } from '../fixture.ts';

describe('webview/step/phaseText', () => {
  const plain: StepRule = { optimizer: 'gradientDescent', l2: 0 };
  const penalized: StepRule = { ...plain, l2: 0.1 };

  it('phaseMarks(phase, explained) marks the phase that is explained, not the next one; after the update all are done', () => {
    const phases = [
      { kind: 'forward', layer: 1 },
      { kind: 'cost' },
      { kind: 'backward', layer: 1 },
      { kind: 'update' },
    ] as const;
    assert.deepEqual(phaseMarks({ phases, position: 0 }, null), ['next', '', '', '']);
    assert.deepEqual(phaseMarks({ phases, position: 2 }, phases[1]), ['done', 'done explained', 'next', '']);
    assert.deepEqual(phaseMarks({ phases, position: 0 }, phases[3]), ['done next', 'done', 'done', 'done explained']);
  });

  it('phaseEquation(run, phase, rule) has the penalty in the cost and in dW where λ > 0', () => {
    assert.equal(phaseEquation(run, { kind: 'cost' }, plain), 'J = 1/m Σ ℒ(ŷ, y)');
    assert.equal(phaseEquation(run, { kind: 'cost' }, penalized), 'J = 1/m Σ ℒ(ŷ, y) + λ/2m_train Σ W²');
    const backward = { kind: 'backward', layer: 1 } as const;
    assert.match(phaseEquation(run, backward, plain), / dW¹ = 1\/m dZ¹ Xᵀ, {2}db¹ = 1\/m Σ dZ¹$/);
    assert.match(phaseEquation(run, backward, penalized), / dW¹ = 1\/m dZ¹ Xᵀ \+ λ\/m_train W¹, {2}db¹ = 1\/m Σ dZ¹$/);
    assert.match(phaseSentence(run, backward, 3, penalized), /λ\/m/);
    assert.doesNotMatch(phaseSentence(run, backward, 3, plain), /λ/);
  });

  it('the update is that of the optimizer, and its letters are explained', () => {
    const update = (optimizer: StepRule['optimizer']) => [
      phaseEquation(run, { kind: 'update' }, { optimizer, l2: 0 }),
      phaseSentence(run, { kind: 'update' }, 3, { optimizer, l2: 0 }),
    ];
    assert.equal(update('gradientDescent')[0], 'W ← W − α dW,  b ← b − α db');
    for (const [optimizer, equation, letters] of [
      ['momentum', 'v ← β v + (1−β) dW,  W ← W − α v', 'v is'],
      ['rmsProp', 's ← ρ s + (1−ρ) dW²,  W ← W − α dW / (√s + ε)', 's is'],
      [
        'adam',
        'v ← β₁ v + (1−β₁) dW,  s ← β₂ s + (1−β₂) dW²,  W ← W − α (v/(1−β₁ᵗ)) / (√(s/(1−β₂ᵗ)) + ε)',
        'v and s are',
      ],
    ] as const) {
      const [shown, sentence] = update(optimizer);
      assert.equal(shown, equation);
      assert.ok(sentence?.includes(letters));
    }
  });
});
