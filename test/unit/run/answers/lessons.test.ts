import { says } from '../../says.ts';
import assert from 'node:assert/strict';
import { quantile } from '../../../../src/core/evaluation/quantile.ts';
import { asking, sample } from './asking.ts';
import { assertClose, byHand } from './byHand.ts';
import { inputScales } from '../../data/dataset/scales.ts';

const all4 = { features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'] };

describe('"collapse": linear hidden layers are one layer', () => {
  it('gives W′ and b′ with the same output as the network', async () => {
    const flower = await asking(sample('flower-linear-layers'));
    flower.train(50);
    const { possible, W, b, largestDifference } = await flower.ask({ kind: 'collapse' });
    assert.ok(possible);
    assert.ok(largestDifference !== null && largestDifference < 1e-12);
    const x = [1.25, -0.5];
    assertClose([W[0]! * x[0]! + W[1]! * x[1]! + b[0]!], byHand(flower.run.trainer, x).z.at(-1)!);
  });

  it('says which layer is not linear', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    assert.deepEqual(await flower.ask({ kind: 'collapse' }).then(({ possible, layer }) => [possible, layer]), [
      false,
      1,
    ]);
  });
});

describe('"timing": the loop against the vectorised form', () => {
  it('computes the same Z and tells medians', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    flower.train(5);
    const answer = await flower.ask({ kind: 'timing', rounds: 3 });
    assert.deepEqual([answer.m, answer.rounds], [flower.run.dataset.train.m, 3]);
    assert.ok(answer.largestDifference !== null && answer.largestDifference < 1e-12);
    for (const time of [answer.loop, answer.vectorised, answer.engine]) assert.ok(time >= 0 && Number.isFinite(time));
  });
});

describe('"plane": two inputs, the others held', () => {
  it("is the network's answer at the middle of each cell", async () => {
    const iris = await asking(sample('iris', { data: all4 }));
    iris.train(10);
    const { X, m } = iris.run.dataset.train;
    const { mean, std } = inputScales(iris.run.dataset.pipeline);
    const answer = await iris.ask({
      kind: 'plane',
      x: 2,
      y: 0,
      grid: 5,
      layer: 2,
      around: { part: 'train', index: 8 },
    });
    const extent = [0, 1, 2, 3, 4].flatMap((row) => [0, 1, 2, 3, 4].map((column) => [row, column] as const));
    for (const [row, column] of extent) {
      const x = Array.from({ length: 4 }, (_, k) => X[k * m + 8]!);
      x[2] = (answer.x.min + ((column + 0.5) / 5) * (answer.x.max - answer.x.min) - mean[2]!) / std[2]!;
      x[0] = (answer.y.max - ((row + 0.5) / 5) * (answer.y.max - answer.y.min) - mean[0]!) / std[0]!;
      const { a } = byHand(iris.run.trainer, x);
      assertClose(
        [0, 1, 2].map((j) => answer.values[j * 25 + row * 5 + column]!),
        a[2]!,
        1e-6,
      );
    }
    await assert.rejects(
      iris.ask({ kind: 'plane', x: 1, y: 1, grid: 5, layer: 2, around: null }),
      says(/two different inputs/),
    );
  });
});

describe('"partialDependence": one column set to each of its values', () => {
  it('is the mean over the examples', async () => {
    const penguins = await asking(sample('penguins'));
    penguins.train(20);
    const { inputs, train } = penguins.run.dataset;
    const answer = await penguins.ask({ kind: 'partialDependence', column: 'island', points: 5 });
    assert.deepEqual([answer.categories.length, answer.m], [answer.at.length, train.m]);
    answer.categories.forEach((word, p) => {
      const all = Array.from({ length: train.m }, (_, i) => {
        const x = inputs.map(({ name, column }, k) =>
          column === 'island' ? Number(name === `island = ${word}`) : train.X[k * train.m + i]!,
        );
        return byHand(penguins.run.trainer, x).a.at(-1)!;
      });
      for (let j = 0; j < answer.outputs; j++) {
        assertClose([answer.mean[j * answer.at.length + p]!], [all.reduce((sum, a) => sum + a[j]!, 0) / train.m]);
      }
    });
  });
});

describe('quantile(sorted, q)', () => {
  it('interpolates as numpy.quantile does', () => {
    const values = Float64Array.of(1, 2, 4, 8);
    assert.deepEqual(
      [0, 0.1, 0.5, 0.9, 1].map((q) => quantile(values, q)),
      [1, 1.3, 3, 6.800000000000001, 8],
    );
    assert.ok(Number.isNaN(quantile(new Float64Array(0), 0.5)));
  });
});

describe('"setWeight" and "undoWeight"', () => {
  it('set one parameter and take it back', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    flower.train(7);
    const { trainer } = flower.run;
    const before = trainer.parameters.values.slice();
    const set = await flower.ask({ kind: 'setWeight', layer: 2, unit: 0, input: 3, value: -4 });
    assert.deepEqual(
      [trainer.parameters.W[2]![3], set.before, set.undoable, set.step, set.live],
      [-4, before[15], 1, 7, true],
    );
    const bias = await flower.ask({ kind: 'setWeight', layer: 1, unit: 2, input: null, value: 0.5 });
    assert.deepEqual([trainer.parameters.b[1]![2], bias.undoable], [0.5, 2]);
    const undone = await flower.ask({ kind: 'undoWeight' });
    assert.deepEqual(
      [undone.layer, undone.unit, undone.input, undone.before, undone.value],
      [1, 2, null, 0.5, before[10]],
    );
    await flower.ask({ kind: 'undoWeight' });
    assert.deepEqual(trainer.parameters.values, before);
    assert.deepEqual((await flower.ask({ kind: 'undoWeight' })).layer, null);
    await assert.rejects(
      flower.ask({ kind: 'setWeight', layer: 1, unit: 4, input: 0, value: 1 }),
      says(/no unit 5 in layer 1/),
    );
  });
});
