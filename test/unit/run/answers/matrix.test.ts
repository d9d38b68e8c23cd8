import { says } from '../../says.ts';
import assert from 'node:assert/strict';
import type { MatrixAnswer } from '../../../../src/protocol/answers.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { type Asking, asking, sample } from './asking.ts';
import { assertClose, byHand } from './byHand.ts';

const everything = { from: 0, count: 1000 };

const all4 = { features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'] };

describe('"matrix": windows of the matrices', () => {
  let iris: Asking;
  before(async () => {
    iris = await asking(sample('iris', { data: all4, training: { batchSize: 16, l2: 0.3 } }));
    iris.train(12);
  });

  const matrix = (query: Partial<Query<'matrix'>>): Promise<MatrixAnswer> =>
    iris.ask({
      ...{ kind: 'matrix', which: 'W', layer: 1, examples: 'train', rows: everything, columns: everything },
      ...query,
    } as Query<'matrix'>);

  it('is the matrix itself, whole or in part', async () => {
    const { parameters, train } = { parameters: iris.run.trainer.parameters, train: iris.run.dataset.train };
    assert.deepEqual((await matrix({ which: 'W', layer: 2 })).values, parameters.W[2]!.slice());
    assert.deepEqual((await matrix({ which: 'b', layer: 1 })).values, parameters.b[1]!.slice());
    assert.deepEqual((await matrix({ which: 'X', layer: 0 })).values, train.X);
    assert.deepEqual((await matrix({ which: 'Y', layer: 2 })).values, train.Y);
    const part = await matrix({ which: 'X', layer: 0, rows: { from: 1, count: 2 }, columns: { from: 5, count: 3 } });
    assert.deepEqual(part.shape, [4, train.m]);
    assert.deepEqual(
      Array.from(part.values),
      [1, 2].flatMap((k) => [5, 6, 7].map((i) => train.X[k * train.m + i]!)),
    );
    assert.deepEqual(
      part.lines,
      [5, 6, 7].map((i) => iris.run.dataset.trainLines[i]),
    );
    assert.deepEqual(
      part.rowLabels,
      iris.run.dataset.inputs.slice(1, 3).map(({ name }) => name),
    );
  });

  it('holds Z, A, dZ and dA as plain sums give them', async () => {
    const { trainer, dataset, spec } = iris.run;
    const { m, X, Y } = dataset.train;
    const columns = { from: 20, count: 4 };
    const [Z1, A1, A2, dZ2, dZ1, dA1, dA2] = await Promise.all([
      matrix({ which: 'Z', layer: 1, columns }),
      matrix({ which: 'A', layer: 1, columns }),
      matrix({ which: 'A', layer: 2, columns }),
      matrix({ which: 'dZ', layer: 2, columns }),
      matrix({ which: 'dZ', layer: 1, columns }),
      matrix({ which: 'dA', layer: 1, columns }),
      matrix({ which: 'dA', layer: 2, columns }),
    ]);
    const at = ({ values }: MatrixAnswer, j: number, i: number) => values[j * 4 + i]!;
    for (let i = 0; i < 4; i++) {
      const x = Array.from({ length: 4 }, (_, k) => X[k * m + 20 + i]!);
      const y = Array.from({ length: 3 }, (_, k) => Y[k * m + 20 + i]!);
      const { z, a } = byHand(trainer, x);
      const delta = a[2]!.map((value, j) => value - y[j]!);
      for (let j = 0; j < 3; j++)
        assertClose([at(A2, j, i), at(dZ2, j, i), at(dA2, j, i)], [a[2]![j]!, delta[j]!, -y[j]! / a[2]![j]!]);
      for (let j = 0; j < spec.layers[0]!.units; j++) {
        const back = delta.reduce((sum, d, k) => sum + d * trainer.parameters.W[2]![k * spec.layers[0]!.units + j]!, 0);
        const slope = spec.layers[0]!.activation === 'tanh' ? 1 - a[1]![j]! ** 2 : Number(z[1]![j]! >= 0);
        assertClose(
          [at(Z1, j, i), at(A1, j, i), at(dA1, j, i), at(dZ1, j, i)],
          [z[1]![j]!, a[1]![j]!, back, back * slope],
        );
      }
    }
  });

  it('has the gradient of the cost over all examples, as finite differences find it', async () => {
    const dW = await matrix({ which: 'dW', layer: 1 });
    assert.equal(dW.averagedOver, iris.run.dataset.train.m);
    const { trainer } = await asking(sample('iris', { data: all4, training: { batchSize: 'full', l2: 0.3 } })).then(
      ({ run }) => run,
    );
    const checkpoint = iris.run.trainer.checkpoint();
    const costAt = (position: number, shift: number): number => {
      const parameters = checkpoint.parameters.slice();
      parameters[position]! += shift;
      trainer.restore({ ...checkpoint, parameters, position: { epoch: 0, used: 0, orderSeed: 0 } });
      return trainer.evaluate(trainer.train).cost;
    };
    for (const position of [0, 3, 7, 11]) {
      assertClose([dW.values[position]!], [(costAt(position, 1e-5) - costAt(position, -1e-5)) / 2e-5], 1e-6);
    }
  });

  it('shows the batch of the step that is being done', async () => {
    for (let phases = 0; phases < 6; phases++) await iris.ask({ kind: 'phase', action: 'advance' });
    for (let phase = 0; phase < 7; phase++) {
      const { next } = await iris.ask({ kind: 'phase', action: 'state' });
      const X = await matrix({ which: 'X', layer: 0, examples: 'step' });
      assert.deepEqual(X.shape, [4, 16]);
      assert.deepEqual(X.values, iris.run.trainer.layerValues('A', 0).slice());
      const Y = await matrix({ which: 'Y', layer: 2, examples: 'step' });
      Y.lines.forEach((line, i) => {
        const index = iris.run.dataset.trainLines.indexOf(line);
        const { m, Y: all } = iris.run.dataset.train;
        for (let k = 0; k < 3; k++) assert.equal(Y.values[k * 16 + i], all[k * m + index]);
      });
      if (next.kind === 'update') {
        const dW = await matrix({ which: 'dW', layer: 2, examples: 'step' });
        assert.deepEqual(dW.values, iris.run.trainer.gradients.W[2]!.slice());
        const dZ = await matrix({ which: 'dZ', layer: 2, examples: 'step' });
        const A = await matrix({ which: 'A', layer: 2, examples: 'step' });
        assertClose(
          dZ.values,
          Array.from(A.values, (value, k) => value - Y.values[k]!),
        );
      }
      await iris.ask({ kind: 'phase', action: 'advance' });
    }
  });

  it('says what cannot be shown', async () => {
    await assert.rejects(matrix({ layer: 7 }), says(/no layer 7 here: expected 1 to 2/));
    await assert.rejects(matrix({ rows: { from: 99, count: 1 } }), says(/beyond the last/));
    const flower = await asking(sample('flower-2-4-1', { data: { split: { validation: 0, test: 0, seed: 1 } } }));
    const X = { kind: 'matrix', which: 'X', layer: 0, rows: everything, columns: everything } as const;
    await assert.rejects(flower.ask({ ...X, examples: 'validation' }), says(/holds none back/));
    await assert.rejects(flower.ask({ ...X, examples: 'step' }), says(/No step was begun/));
  });
});
