/** What is kept of a step's matrices while its update changes them. */
import assert from 'node:assert/strict';
import type { Answer, Query } from '../../../../src/protocol/query.ts';
import type { ViewContext } from '../../../../webview/state/panelView.ts';
import { StepMatrices } from '../../../../webview/step/stepMatrices.ts';
import { run } from '../fixture.ts';

/** Answers at a step. */
function matricesAt(step: number, live: boolean): StepMatrices {
  const ask = (query: Query<'matrix'>) => Promise.resolve({ ...query, step, live } as unknown as Answer<'matrix'>);
  return new StepMatrices({ ask, redraw: () => undefined } as unknown as ViewContext);
}

describe('webview/step/stepMatrices', () => {
  it('keepParameters(run) keeps W, b and dA, which is made from W, for the step that the update leads to', async () => {
    const matrices = matricesAt(7, true);
    await matrices.keepParameters(run);
    for (const which of ['W', 'b', 'dA'] as const) {
      assert.equal(matrices.before({ which, layer: 1 }, 8)?.which, which);
      assert.equal(matrices.before({ which, layer: 1 }, 9), null);
    }
    matrices.clear();
    assert.equal(matrices.before({ which: 'W', layer: 1 }, 8), null);
  });

  it('keepParameters(run) keeps nothing of a past step', async () => {
    const matrices = matricesAt(7, false);
    await matrices.keepParameters(run);
    assert.equal(matrices.before({ which: 'W', layer: 1 }, 8), null);
  });
});
