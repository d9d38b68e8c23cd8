import assert from 'node:assert/strict';
import { metricValue } from '../../../../src/core/evaluation/metrics.ts';
import type { Part } from '../../../../src/protocol/subjects.ts';
import { type Asking, asking, sample } from './asking.ts';
import { assertClose, byHand } from './byHand.ts';
import { targetScales } from '../../data/dataset/scales.ts';

/** ŷ of every example, as plain sums give it, and its class. */
function answers({ run }: Asking, part: Part): { a: number[]; truth: number; y: number[] }[] {
  const { X, Y, m } = part === 'train' ? run.dataset.train : run.dataset.validation!;
  const { inputs, layers } = run.spec;
  const { units } = layers.at(-1)!;
  return Array.from({ length: m }, (_, i) => {
    const y = Array.from({ length: units }, (_unused, j) => Y[j * m + i]!);
    const x = Array.from({ length: inputs }, (_unused, k) => X[k * m + i]!);
    return { a: byHand(run.trainer, x).a.at(-1)!, truth: units === 1 ? y[0]! : y.indexOf(1), y };
  });
}

describe('"evaluation" of classes', () => {
  it('has the confusion, scores and areas that counting gives', async () => {
    const penguins = await asking(sample('penguins'));
    penguins.train(8);
    for (const part of ['train', 'validation'] as const) {
      const all = answers(penguins, part);
      const predicted = all.map(({ a }) => a.indexOf(Math.max(...a)));
      const answer = await penguins.ask({ kind: 'evaluation', part, output: 1, baselines: false });
      const found = answer.classification ?? assert.fail();
      const count = (t: number, p: number) => all.filter(({ truth }, i) => truth === t && predicted[i] === p).length;
      assert.deepEqual(
        Array.from(found.confusion),
        [0, 1, 2].flatMap((t) => [0, 1, 2].map((p) => count(t, p))),
      );
      found.classes.forEach(({ precision, recall, f1, support }, c) => {
        const right = count(c, c);
        const wrong = [0, 1, 2].filter((other) => other !== c);
        const falsePositives = wrong.reduce((sum, t) => sum + count(t, c), 0);
        const falseNegatives = wrong.reduce((sum, p) => sum + count(c, p), 0);
        assertClose(
          [precision || 0, recall, f1, support],
          [
            right / (right + falsePositives) || 0,
            right / (right + falseNegatives),
            (2 * right) / (2 * right + falsePositives + falseNegatives),
            right + falseNegatives,
          ],
        );
      });
      let [won, pairs] = [0, 0];
      for (const one of all.filter(({ truth }) => truth === 1)) {
        for (const other of all.filter(({ truth }) => truth !== 1)) {
          pairs++;
          won += (Math.sign(one.a[1]! - other.a[1]!) + 1) / 2;
        }
      }
      assertClose(
        [found.roc.auc!, metricValue(answer.metric!)],
        [won / pairs, predicted.filter((p, i) => p === all[i]!.truth).length / all.length],
      );
      assertClose(
        [found.calibration.brier!],
        [all.reduce((sum, { a, truth }) => sum + (a[1]! - Number(truth === 1)) ** 2, 0) / all.length],
      );
      assertClose([answer.cost!], [all.reduce((sum, { a, truth }) => sum - Math.log(a[truth]!), 0) / all.length]);
    }
  });

  it('looks at either class of a yes/no task', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    flower.train(300);
    const yes = await flower.ask({ kind: 'evaluation', part: 'train', output: 1, baselines: false });
    const no = await flower.ask({ kind: 'evaluation', part: 'train', output: 0, baselines: false });
    assertClose([no.classification!.roc.auc!], [yes.classification!.roc.auc!]);
    await assert.rejects(
      flower.ask({ kind: 'evaluation', part: 'train', output: 2, baselines: false }),
      /noClass \[3,2\]/,
    );
  });

  it('compares with the majority and with logistic regression, at its optimum', async () => {
    const flower = await asking(sample('flower-2-4-1'));
    const { baselines } = await flower.ask({ kind: 'evaluation', part: 'train', output: 1, baselines: true });
    const [majority, logistic] = baselines ?? [];
    const all = answers(flower, 'train');
    const share = all.filter(({ truth }) => truth === 1).length / all.length;
    assertClose(
      [metricValue(majority!.metric!), majority!.cost!],
      [Math.max(share, 1 - share), -share * Math.log(share) - (1 - share) * Math.log(1 - share)],
    );
    // One layer trained on by plain gradient descent comes to no lower cost.
    const single = await asking(
      sample('flower-2-4-1', { network: { layers: [] }, training: { learningRate: 1, epochs: 100_000 } }),
    );
    single.train(3000);
    const trained = await single.ask({ kind: 'evaluation', part: 'train', output: 1, baselines: false });
    assertClose([logistic!.cost!], [trained.cost!], 1e-4);
    assert.equal(logistic!.name, 'logistic');
    // The schedule of the training is not that of what it is compared with.
    const schedule = { kind: 'step', warmUp: 0, every: 1, factor: 0.5, to: 0 } as const;
    const falling = await asking(sample('flower-2-4-1', { training: { schedule } }));
    const beside = await falling.ask({ kind: 'evaluation', part: 'train', output: 1, baselines: true });
    assert.equal(beside.baselines?.[1]?.cost, logistic!.cost);
  });
});

describe('"evaluation" of a regression', () => {
  it('has R², errors and residuals in the units of the file, and linear regression beside it', async () => {
    const house = await asking(sample('greenhouse'));
    house.train(40);
    const scales = targetScales(house.run.dataset.pipeline);
    const all = answers(house, 'train');
    const own = (value: number) => value * scales.std[1]! + scales.mean[1]!;
    const pairs = all.map(({ a, y }) => [own(a[1]!), own(y[1]!)] as const);
    const { regression, baselines, metric } = await house.ask({
      kind: 'evaluation',
      part: 'train',
      output: 1,
      baselines: true,
    });
    const mean = pairs.reduce((sum, [, y]) => sum + y, 0) / pairs.length;
    const squares = pairs.reduce((sum, [p, y]) => sum + (y - p) ** 2, 0);
    assertClose(
      [regression!.r2!, regression!.rmse!, regression!.mae!],
      [
        1 - squares / pairs.reduce((sum, [, y]) => sum + (y - mean) ** 2, 0),
        Math.sqrt(squares / pairs.length),
        pairs.reduce((sum, [p, y]) => sum + Math.abs(y - p), 0) / pairs.length,
      ],
      1e-8,
    );
    assertClose(
      regression!.residual,
      Array.from(regression!.indices, (i) => pairs[i]![1] - pairs[i]![0]),
      1e-8,
    );
    assert.equal(
      regression!.histogram.counts.reduce((a, b) => a + b),
      all.length,
    );
    const evaluated = house.run.trainer.evaluate(house.run.dataset.train).r2!;
    assertClose([metricValue(metric!)], [evaluated.reduce((a, b) => a + b) / evaluated.length], 1e-8);
    assert.deepEqual(
      baselines?.map(({ name }) => name),
      ['mean', 'linear'],
    );
    assertClose([metricValue(baselines![0]!.metric!)], [0], 1e-9);
    assert.ok(metricValue(baselines![1]!.metric!) > 0);
  });
});
