import assert from 'node:assert/strict';
import { createForwardBuffers, forwardPass } from '../../../../src/core/network/forward.ts';
import { curveRows } from '../../../../src/protocol/frameLayout.ts';
import { type Asking, asking, sample } from './asking.ts';
import { assertClose } from './byHand.ts';

describe('Answers over the recorded time', () => {
  let flower: Asking;
  /** Parameters, costs and gradients of steps as they were seen live. */
  const live = new Map<number, { parameters: Float64Array; cost: number; gradients: Float64Array }>();
  const stops = 64;
  const steps = 3 * stops;

  before(async () => {
    flower = await asking(sample('flower-2-4-1', { data: { split: { validation: 0, test: 0, seed: 1 } } }));
    const { trainer } = flower.run;
    for (let step = 0; step < steps; step++) {
      const parameters = trainer.parameters.values.slice();
      const { cost } = trainer.evaluate(trainer.train);
      flower.train(1);
      // With all examples in one batch, a step's gradients are those of the parameters before it.
      live.set(step, { parameters, cost, gradients: trainer.gradients.values.slice() });
    }
  });

  it('has the curves that were seen live, each step when there is room for all', async () => {
    const curves = await flower.ask({ kind: 'curves', from: 0, to: null, points: 600 });
    assert.ok(curves.complete);
    assert.deepEqual(
      Array.from(curves.steps),
      Array.from({ length: steps + 1 }, (_, i) => i),
    );
    assertClose(
      curves.cost.slice(0, steps),
      Array.from(live.values(), ({ cost }) => cost),
      1e-6,
    );
    const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    const rows = curves.steps.length;
    const [first] = curves.layers;
    assertClose(
      first!.slice(0, steps),
      Array.from(live.values(), ({ parameters }) => norm(parameters.subarray(0, 8))),
      1e-6,
    );
    assertClose(
      first!.slice(rows, rows + steps),
      Array.from(live.values(), ({ gradients }) => norm(gradients.subarray(0, 8))),
      1e-5,
    );
  });

  it('has few points of many steps, more finely where it is asked to', async () => {
    const coarse = await flower.ask({ kind: 'curves', from: 0, to: null, points: 20 });
    assert.ok(coarse.steps.length <= 20 && coarse.steps.length > 8 && !coarse.complete);
    assert.deepEqual([coarse.steps[0], coarse.steps.at(-1)], [0, steps]);
    const fine = await flower.ask({ kind: 'curves', from: 100, to: 110, points: 20 });
    assert.deepEqual(
      Array.from(fine.steps),
      Array.from({ length: 11 }, (_, i) => 100 + i),
    );
    assert.ok(fine.complete);
    assertClose(
      fine.cost,
      Array.from(fine.steps, (step) => live.get(step)!.cost),
      1e-6,
    );
  });

  it("has a unit's weights and gradients to the last bit", async () => {
    const history = await flower.ask({ kind: 'unitHistory', layer: 1, unit: 2, points: 50 });
    history.steps.forEach((step, i) => {
      const then = live.get(step);
      if (!then) return;
      assert.deepEqual(
        [...history.W.slice(2 * i, 2 * i + 2), history.b[i]],
        [...then.parameters.slice(4, 6), then.parameters[10]],
      );
      assertClose(
        [...history.dW.slice(2 * i, 2 * i + 2), history.db[i]!],
        [...then.gradients.slice(4, 6), then.gradients[10]!],
        1e-9,
      );
    });
    assert.deepEqual(
      history.inputs,
      flower.run.dataset.inputs.map(({ name }) => name),
    );
  });

  it('has histograms that count every weight and every activation', async () => {
    const { spec, dataset } = flower.run;
    for (const which of ['W', 'A', 'dW'] as const) {
      const {
        steps: at,
        edges,
        shares,
        moments,
      } = await flower.ask({ kind: 'histograms', which, layer: 1, times: 12, bins: 8 });
      at.forEach((step, i) => {
        const then = live.get(step);
        if (!then) return;
        const buffers = createForwardBuffers(spec, dataset.train.X, dataset.train.m);
        forwardPass(
          spec,
          {
            values: then.parameters,
            W: [new Float64Array(0), then.parameters.subarray(0, 8), then.parameters.subarray(12, 16)],
            b: [new Float64Array(0), then.parameters.subarray(8, 12), then.parameters.subarray(16)],
          },
          buffers,
          dataset.train.m,
        );
        const first = { W: then.parameters.slice(0, 8), dW: then.gradients.slice(0, 8), A: buffers.A[1]! };
        const values = Array.from(first[which]);
        const inside = (bin: number) =>
          values.filter(
            (value) => value >= edges[bin]! && (value < edges[bin + 1]! || (bin === 7 && value <= edges[8]!)),
          ).length;
        const close = which === 'dW' ? 0.13 : 1e-6;
        for (let bin = 0; bin < 8; bin++)
          assert.ok(Math.abs(shares[8 * i + bin]! - inside(bin) / values.length) <= close);
        const mean = values.reduce((a, b) => a + b, 0) / values.length;
        assertClose(
          moments.slice(4 * i, 4 * i + 4),
          [
            mean,
            Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
            Math.min(...values),
            Math.max(...values),
          ],
          1e-8,
        );
      });
    }
  });

  it('has the whole curve of the run in the form of a frame', async () => {
    const { curve } = await flower.ask({ kind: 'wholeCurve' });
    const columns = curve.length / curveRows;
    assert.deepEqual([curve[0], curve[columns - 1]], [0, steps]);
    for (let index = 0; index < columns - 1; index++) {
      assert.equal(curve[columns + index], Math.fround(live.get(curve[index] ?? -1)?.cost ?? Number.NaN));
    }
  });

  it('forgets what was when the run goes on in another way', async () => {
    const other = await asking(sample('flower-2-4-1'));
    other.train(40);
    const before = await other.ask({ kind: 'curves', from: 0, to: null, points: 100 });
    await other.runner.time.seek(20, async () => undefined);
    await other.ask({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 3 });
    other.train(20);
    const after = await other.ask({ kind: 'curves', from: 0, to: null, points: 100 });
    assert.deepEqual(after.steps, before.steps);
    assert.deepEqual(after.cost.slice(0, 20), before.cost.slice(0, 20));
    assert.notDeepEqual(after.cost.slice(21), before.cost.slice(21));
    assert.equal(other.run.trainer.evaluate(other.run.dataset.train).cost, after.cost.at(-1));
  });

  it('knows of a weight set at the present, though that step was asked about before', async () => {
    const other = await asking(sample('flower-2-4-1'));
    other.train(30);
    const unit = { kind: 'unitHistory', layer: 1, unit: 0, points: 100 } as const;
    await other.ask(unit);
    await other.ask({ kind: 'curves', from: 0, to: null, points: 100 });
    await other.ask({ kind: 'setWeight', layer: 1, unit: 0, input: 1, value: -3 });
    const [history, curves] = [
      await other.ask(unit),
      await other.ask({ kind: 'curves', from: 0, to: null, points: 100 }),
    ];
    assert.equal(history.W.at(-1), -3);
    assert.equal(curves.cost.at(-1), other.run.trainer.evaluate(other.run.dataset.train).cost);
  });

  it('adds to what was asked before the same numbers that a first question gives', async () => {
    const [known, fresh] = [await asking(sample('iris')), await asking(sample('iris'))];
    for (const each of [known, fresh]) each.train(20);
    const unit = { kind: 'unitHistory', layer: 1, unit: 1, points: 60 } as const;
    await known.ask(unit);
    for (const each of [known, fresh]) each.train(17);
    assert.deepEqual(await known.ask(unit), await fresh.ask(unit));
    assert.notDeepEqual((await known.ask({ ...unit, unit: 2 })).W, (await fresh.ask(unit)).W);
  });
});
