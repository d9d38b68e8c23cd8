import assert from 'node:assert/strict';
import { defaultSettings } from '../../../src/core/training/settings.ts';
import { readFileSync } from 'node:fs';
import { Trainer } from '../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../src/core/training/trainerOptions.ts';
import { engineBackend } from '../../../src/engine/runtime/engineBackends.ts';

/** The course's planar data with 17 significant digits: x1,x2,label. */
function flower(units: number, epochs: number): TrainerOptions {
  const lines = readFileSync('samples/planar_flower.csv', 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',').map(Number));
  const column = (k: number): number[] => rows.map((row) => row[k] ?? Number.NaN);
  return {
    spec: {
      inputs: 2,
      layers: [
        { units, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
      loss: 'binaryCrossEntropy',
      leakySlope: 0.01,
    },
    train: { m: rows.length, X: Float64Array.from([...column(0), ...column(1)]), Y: Float64Array.from(column(2)) },
    validation: null,
    initialization: { scheme: 'scaled', scale: 0.01, value: 0, seed: 2 },
    settings: {
      ...defaultSettings,
      optimizer: 'gradientDescent',
      learningRate: 1.2,
      batchSize: 'full',
      epochs,
      l2: 0,
      shuffleSeed: 1,
    },
    backend: engineBackend,
  };
}

describe('the classic experiments in the engine', function () {
  this.timeout(60_000);

  it('E3: the published costs to 1e-6, up to iteration 7000', () => {
    const trainer = new Trainer(flower(4, 10_000));
    const published = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504];
    for (const [thousand, cost] of published.entries()) {
      const found = trainer.evaluate(trainer.train).cost;
      assert.ok(Math.abs(found - cost) < 1e-6, `iteration ${thousand}000: ${found}, published ${cost}`);
      trainer.run(1000);
    }
  });

  const accuracies: readonly (readonly [units: number, percent: number])[] = [
    [1, 67.5],
    [2, 67.25],
    [3, 90.75],
    [4, 90.5],
    [5, 91.25],
    [10, 90.25],
  ];
  for (const [units, percent] of accuracies) {
    it(`E6: ${units} hidden ${units === 1 ? 'unit' : 'units'}, ${percent} % after 5,000 iterations`, () => {
      const trainer = new Trainer(flower(units, 5000));
      trainer.run(5000);
      assert.equal(100 * Number(trainer.evaluate(trainer.train).accuracy), percent);
    });
  }
});
