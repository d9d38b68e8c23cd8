import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import type { PreflightFacts } from '../../../../src/config/facts/preflightFacts.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { preflightFacts } from '../../../../src/run/setup/preflight.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';

const rows = Array.from(
  { length: 60 },
  (_, i) => `${(i * 7) % 60},${((i * 11) % 60) * 1000},${(i * 7) % 60 > 29 ? 'high' : 'low'}`,
);
const csv = `a,b,side\n${rows.join('\n')}\n`;

async function factsOf(parts: { data?: object; network?: object; training?: object }): Promise<PreflightFacts> {
  const table = await readTable(sourceOfBytes(new TextEncoder().encode(csv)));
  const config = networkConfigSchema.parse({
    ...parts,
    data: { file: 'a.csv', target: 'side', split: { validation: 0 }, ...parts.data },
  });
  return preflightFacts(buildTrainer(config, table).trainer);
}

describe('startFacts(trainer)', () => {
  it('finds nothing wrong with the defaults', async () => {
    const { layers, curvature } = await factsOf({});
    assert.deepEqual(layers, [{ units: 8, saturatedUnits: 0, deadUnits: 0 }]);
    assert.ok(curvature && curvature.lambdaMax > 0.01 && curvature.lambdaMax < 10);
    assert.equal(curvature.largestStableRate, 2 / curvature.lambdaMax);
  });

  it('finds units that are flat because the columns are large', async () => {
    const { layers } = await factsOf({ data: { standardize: false }, network: { layers: [{ units: 6 }] } });
    assert.deepEqual(layers, [{ units: 6, saturatedUnits: 6, deadUnits: 0 }]);
  });

  it('finds ReLU units that never fire: inputs are positive, so all negative weights do it', async () => {
    const network = { layers: [{ units: 5, activation: 'relu' }], initialization: { scheme: 'constant', value: -1 } };
    assert.deepEqual((await factsOf({ data: { standardize: false }, network })).layers[0]?.deadUnits, 5);
  });

  it('is the quarter of the mean square for logistic regression from zero', async () => {
    // σ′(0) = 1/4, and standardized columns have XXᵀ/m = [[1, r], [r, 1]] with 1 for the bias, so λmax = (1 + |r|)/4.
    const a = Array.from({ length: 60 }, (_, i) => (i * 7) % 60);
    const b = Array.from({ length: 60 }, (_, i) => (i * 11) % 60);
    const mean = 29.5;
    const product = a.reduce((sum, value, i) => sum + (value - mean) * (b[i]! - mean), 0);
    const square = a.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const { curvature } = await factsOf({ network: { layers: [], initialization: { scheme: 'zeros' } } });
    const expected = (1 + Math.abs(product / square)) / 4;
    assert.ok(
      Math.abs((curvature?.lambdaMax ?? 0) - expected) < 1e-2 * expected,
      `${curvature?.lambdaMax} is ${expected}`,
    );
  });

  it('does not measure the curvature of large networks', async () => {
    assert.equal((await factsOf({ network: { layers: [{ units: 4096 }, { units: 64 }] } })).curvature, null);
  });
});
