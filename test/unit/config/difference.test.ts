import assert from 'node:assert/strict';
import { configDifference } from '../../../src/config/difference.ts';
import { networkConfigSchema } from '../../../src/config/schema.ts';

const config = (more: Record<string, unknown> = {}) => networkConfigSchema.parse({ data: { file: 'a', target: 'y' }, ...more });

describe('configDifference(before, after)', () => {
  it('is none when only what is implied was written out', () => {
    assert.deepEqual(configDifference(config(), JSON.parse(JSON.stringify(config()))), { kind: 'none', change: {} });
  });

  it('is live for training alone, with what changed', () => {
    const after = config({ training: { learningRate: 0.5, batchSize: 'full' } });
    assert.deepEqual(configDifference(config(), after), { kind: 'live', change: { learningRate: 0.5, batchSize: 'full' } });
  });

  it('switches early stopping on and off', () => {
    const stopping = config({ training: { earlyStopping: { patience: 5 } } });
    assert.deepEqual(configDifference(config(), stopping).change, { earlyStopping: { patience: 5, minDelta: 0 } });
    assert.deepEqual(configDifference(stopping, config()), { kind: 'live', change: { earlyStopping: undefined } });
  });

  it('is rebuild for data and network, and still tells what changed in training', () => {
    assert.equal(configDifference(config(), config({ network: { layers: [] } })).kind, 'rebuild');
    assert.equal(configDifference(config({ data: { file: 'a', target: 'y', types: { x: 'id' } } }), config()).kind, 'rebuild');
    const both = configDifference(config(), config({ network: { leakySlope: 0.1 }, training: { l2: 1 } }));
    assert.deepEqual(both, { kind: 'rebuild', change: { l2: 1 } });
    const precise = configDifference(config(), config({ training: { precision: 'float32' } }));
    assert.deepEqual(precise, { kind: 'rebuild', change: {} });
  });
});
