import assert from 'node:assert/strict';
import { runJson, spawnCli } from './runCli.ts';

const flower = 'samples/flower-2-4-1.nnconfig';

describe('the classic experiments through the command line', function () {
  this.timeout(120_000);

  it('E3: the published costs of the 2-4-1 network on the flower', async () => {
    const published = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504];
    const iterations = published.map((_, index) => index * 1000);
    const { costs } = await runJson(['train', flower, '--costs-at', iterations.join(',')], undefined, spawnCli);
    published.forEach((cost, index) => {
      const found = (costs as Record<string, number>)[String(iterations[index])] ?? Number.NaN;
      assert.ok(Math.abs(found - cost) < 1e-6, `iteration ${iterations[index]}: ${found}, published ${cost}`);
    });
  });

  const accuracies: readonly (readonly [units: number, low: number, high: number])[] = [
    [1, 67.5, 67.5],
    [2, 67.25, 67.25],
    [3, 90.75, 90.75],
    [4, 90.5, 90.5],
    [5, 91.25, 91.25],
    [10, 90.25, 90.25],
    [20, 89.5, 91],
    [50, 89.75, 91.25],
  ];
  for (const [units, low, high] of accuracies) {
    it(`E6: ${units} hidden ${units === 1 ? 'unit' : 'units'} after 5,000 iterations`, async () => {
      const { trainAccuracy } = await runJson([
        'train',
        flower,
        '--set',
        `network.layers.0.units=${units}`,
        '--set',
        'training.epochs=5000',
      ]);
      const percent = 100 * Number(trainAccuracy);
      assert.ok(percent >= low - 1e-9 && percent <= high + 1e-9, `${percent} %, expected ${low} to ${high}`);
    });
  }
});
