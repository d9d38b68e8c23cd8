/** The gradient check parameter by parameter: the error over ε is a V, and a kink or a wrong gradient shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { gradientSweepSteps, sweptEpsilons } from '../../../../src/core/analysis/gradientSweep.ts';
import { yesNo } from '../../core/flower.ts';
import { asking, sample } from './asking.ts';

describe('"gradients": backpropagation beside finite differences, parameter by parameter', () => {
  it('is right at the best ε, bends above it as ε² and drowns below it as 1/ε', async () => {
    const { ask, train, run } = await asking(sample('flower-2-4-1'));
    train(50);
    const answer = await ask({ kind: 'gradients', layer: 1 });
    assert.deepEqual([answer.total, answer.m, answer.cells.length], [12, run.dataset.train.m, 12]);
    assert.deepEqual(answer.cells[3], { row: 1, column: 1 });
    assert.deepEqual(answer.cells[8], { row: 0, column: null });
    const at = (epsilon: number): number =>
      answer.errors[answer.epsilons.findIndex((one) => Math.abs(one / epsilon - 1) < 1e-9)] ?? Number.NaN;
    const least = Math.min(...answer.errors);
    assert.ok(least < 1e-8, `${least}`);
    assert.ok(Math.abs(at(1e-1) / at(1e-2) / 100 - 1) < 0.2, `${at(1e-1)} and ${at(1e-2)}`);
    const drowned = at(1e-11) / at(1e-9);
    assert.ok(drowned > 10 && drowned < 1000, `${drowned}`);
    assert.ok(at(1e-12) > 1e4 * least);
  });

  it('has the gradient that trains, and each error by itself', async () => {
    const { ask, run } = await asking(sample('flower-2-4-1'));
    const answer = await ask({ kind: 'gradients', layer: 2 });
    const { spec, trainer, dataset } = run;
    const { gradientsOf } = await import('../../../../src/core/analysis/gradientCheck.ts');
    const { l2 } = trainer.settings;
    const expected = gradientsOf(spec, trainer.parameters, dataset.train, l2).values.slice(12);
    assert.deepEqual(answer.analytic, expected);
    const [g = 0, numeric = 0] = [answer.analytic[2], answer.numeric[4 * 5 + 2]];
    assert.equal(answer.relative[4 * 5 + 2], Math.abs(g - numeric) / (Math.abs(g) + Math.abs(numeric)));
  });

  it('takes an even sample of many, and few examples where a pass is dear', async () => {
    const network = { layers: [{ units: 300, activation: 'tanh' as const }] };
    const { ask } = await asking(sample('flower-2-4-1', { network }));
    const answer = await ask({ kind: 'gradients', layer: 1 });
    assert.deepEqual([answer.total, answer.cells.length], [900, 40]);
    assert.ok(answer.m < 50, `${answer.m}`);
    assert.deepEqual(
      [answer.cells[0], answer.cells.at(-1)],
      [
        { row: 0, column: 0 },
        { row: 299, column: null },
      ],
    );
    await assert.rejects(ask({ kind: 'gradients', layer: 0 }), /noLayer/);
  });

  it('has no difference where a kink lies within ±ε', () => {
    const spec = yesNo([1], 'relu', 1);
    const parameters = createParameters(spec, Float64Array.of(1, 0, 1, 0));
    const examples = { m: 2, X: Float64Array.of(0.02, 2), Y: Float64Array.of(0, 1) };
    const steps = gradientSweepSteps(spec, parameters, examples, 0, [1]);
    for (let next = steps.next(); ; next = steps.next()) {
      if (!next.done) continue;
      const { numeric, errors } = next.value;
      const isKnown = Array.from(numeric, (value) => !Number.isNaN(value));
      assert.deepEqual(
        isKnown,
        sweptEpsilons.map((epsilon) => epsilon < 0.02),
      );
      assert.ok(Number.isNaN(errors[0] ?? 0) && Number(errors[8]) < 1e-7);
      return;
    }
  });
});
