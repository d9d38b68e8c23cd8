/** E17 and E18 of the course's experiments: how many seeds succeed, inside the 95 % band of the published counts. */
import assert from 'node:assert/strict';
import { runJson } from '../runCli.ts';

const isLong = process.env['NN_LONG'] !== undefined;
const seeds = isLong ? 200 : 25;

interface Summary {
  readonly reached: number;
  readonly stepReached: { readonly median: number } | null;
}

async function summaryOf(file: string, seeds: number, set: readonly string[], until: string): Promise<Summary> {
  const args = set.flatMap((one) => ['--set', one]);
  const { summary } = await runJson(['sweep', file, '--seeds', String(seeds), '--until', until, ...args]);
  return summary as Summary;
}

/** Counts that are not rarer than 2.5 % on either side, of two samples with one success rate: published 200, ours n. */
function isInBand(found: number, n: number, published: number): boolean {
  const rate = (published + 1) / 202;
  const spread = 1.96 * Math.sqrt(n * rate * (1 - rate) * (1 + n / 200));
  return Math.abs(found - (n * published) / 200) <= spread + 1;
}

const published = {
  sigmoid: [129, 192, 199, 200],
  tanh: [97, 178, 196, 200],
  relu: [62, 119, 153, 197],
  leakyRelu: [96, 174, 188, 200],
  linear: [0, 0, 0, 0],
} as const;
const widths = [2, 3, 4, 8];
/** Of each activation in npm test: the width that tells most. */
const sampled = isLong ? widths : [2];

describe(`E18: XOR from N(0, 1), ${seeds} seeds, reaches cost < 0.1 as often as published`, function () {
  this.timeout(isLong ? 1_200_000 : 120_000);
  for (const [activation, counts] of Object.entries(published)) {
    for (const units of sampled) {
      const expected = counts[widths.indexOf(units)] ?? 0;
      it(`${units} ${activation} units: ${expected} of 200`, async () => {
        const layers = `network.layers=[{"units":${units},"activation":"${activation}"}]`;
        const { reached } = await summaryOf('samples/xor.nnconfig', seeds, [layers], 'cost<0.1');
        assert.ok(isInBand(reached, seeds, expected), `${reached} of ${seeds}`);
      });
    }
  }
});

describe('E17: the flower with 4 hidden units from 0.01 · N(0, 1) reaches cost < 0.3', function () {
  this.timeout(isLong ? 1_200_000 : 120_000);
  const rows = [
    { activation: 'tanh', reached: 20, median: 460 },
    { activation: 'sigmoid', reached: 16, median: 2145 },
    { activation: 'relu', reached: 0, median: null },
    { activation: 'leakyRelu', reached: 0, median: null },
  ] as const;
  for (const { activation, reached, median } of isLong ? rows : rows.slice(0, 1)) {
    it(`${activation}: ${reached} of 20 seeds, median step ${median}`, async () => {
      const set = [`network.layers.0.activation=${activation}`, 'network.initialization.seed=0'];
      const found = await summaryOf('samples/flower-2-4-1.nnconfig', 20, set, 'cost<0.3');
      assert.equal(found.reached, reached);
      if (median === null) return;
      assert.ok(Math.abs((found.stepReached?.median ?? 0) - median) <= 0.1 * median, JSON.stringify(found));
    });
  }
});
