/** What was done of a step is known as long as the run stands where it left it, and no longer. */
import assert from 'node:assert/strict';
import type { Phase } from '../../../../src/core/training/phases.ts';
import type { Answer } from '../../../../src/protocol/query.ts';
import { StepProgress } from '../../../../webview/step/stepProgress.ts';

const phases: readonly Phase[] = [
  { kind: 'forward', layer: 1 },
  { kind: 'cost' },
  { kind: 'backward', layer: 1 },
  { kind: 'update' },
];
const rule = { optimizer: 'gradientDescent', l2: 0, learningRate: 9 } as const;

function at(step: number, position: number, more: Partial<Answer<'phase'>> = {}): Answer<'phase'> {
  const fixed = { kind: 'phase', done: null, next: phases[position] ?? phases[0]!, phases, changed: [] } as const;
  const known = position > 1 ? { cost: 0.5, penalty: 0.1 } : { cost: null, penalty: null };
  return { ...fixed, step, position, live: true, batch: 8, learningRate: 0.3, over: false, ...known, ...more };
}

/** Cost and the phases before it done from here, at step 7. */
function afterCost(): StepProgress {
  const progress = new StepProgress();
  progress.see('r1.1', at(7, 0));
  progress.advanced(at(7, 1), phases[0]!, rule);
  progress.advanced(at(7, 2), phases[1]!, rule);
  return progress;
}

describe('webview/step/stepProgress', () => {
  it('holds while the run says the same, with the rate that was in force', () => {
    const progress = afterCost();
    progress.see('r1.1', at(7, 2));
    assert.deepEqual(progress.explained, phases[1]);
    assert.equal(progress.doneBy?.learningRate, 0.3);
    assert.equal(progress.cost.cost, 0.5);
  });

  for (const [what, answer] of [
    ['trained on', at(8, 0)],
    ['many steps later, in the same phase', at(400, 2)],
    ['a phase further', at(7, 3)],
    ['reset', at(0, 0)],
  ] as const) {
    it(`is forgotten when the run was ${what}`, () => {
      const progress = afterCost();
      progress.see('r1.1', answer);
      assert.deepEqual([progress.done, progress.doneBy, progress.explained], [null, null, null]);
    });
  }

  it('J stays known to the end of its step, and not into the next one', () => {
    const progress = afterCost();
    progress.advanced(at(7, 3), phases[2]!, rule);
    progress.advanced(at(8, 0), phases[3]!, rule);
    assert.deepEqual(progress.cost, { cost: 0.5, penalty: 0.1 });
    assert.equal(progress.isUpdated, true);
    progress.advanced(at(8, 1), phases[0]!, rule);
    assert.deepEqual(progress.cost, { cost: null, penalty: null });
    assert.equal(progress.isUpdated, false);
  });

  it('J of a step is not that of another one to which the run went on', () => {
    const progress = afterCost();
    progress.see('r1.1', at(9, 0));
    assert.equal(progress.cost.cost, null);
  });

  it('is forgotten with its network', () => {
    const progress = afterCost();
    progress.see('r1.2', at(7, 2));
    assert.equal(progress.explained, null);
  });

  it('a look at the past leaves it; what was chosen there is not chosen here, nor the other way round', () => {
    const progress = afterCost();
    progress.choose(phases[0]!);
    progress.see('r1.1', at(7, 2, { live: false }));
    assert.equal(progress.isReview, true);
    assert.equal(progress.explained, null);
    progress.choose(phases[3]!);
    assert.deepEqual(progress.explained, phases[3]);
    progress.see('r1.1', at(7, 2));
    assert.equal(progress.isReview, false);
    assert.deepEqual(progress.explained, phases[1]);
  });
});
