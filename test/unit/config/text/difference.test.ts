import assert from 'node:assert/strict';
import { configDifference } from '../../../../src/config/text/difference.ts';
import { keyDifferences } from '../../../../src/config/text/keyDifferences.ts';
import { keyTable } from '../../../../src/config/schema/keyTable.ts';
import { type NetworkConfig, networkConfigSchema } from '../../../../src/config/schema/schema.ts';

const config = (more: Record<string, unknown> = {}) =>
  networkConfigSchema.parse({ data: { file: 'a', target: 'y' }, ...more });

describe('configDifference(before, after)', () => {
  it('is none when only what is implied was written out', () => {
    assert.deepEqual(configDifference(config(), JSON.parse(JSON.stringify(config()))), { kind: 'none', change: {} });
  });

  it('is live for training alone, with what changed', () => {
    const after = config({ training: { learningRate: 0.5, batchSize: 'full' } });
    assert.deepEqual(configDifference(config(), after), {
      kind: 'live',
      change: { learningRate: 0.5, batchSize: 'full' },
    });
  });

  it('switches early stopping on and off', () => {
    const stopping = config({ training: { earlyStopping: { patience: 5 } } });
    assert.deepEqual(configDifference(config(), stopping).change, { earlyStopping: { patience: 5, minDelta: 0 } });
    assert.deepEqual(configDifference(stopping, config()), { kind: 'live', change: { earlyStopping: undefined } });
  });

  it('is refit for layers, slope and precision, and still tells what changed in training', () => {
    assert.equal(configDifference(config(), config({ network: { layers: [] } })).kind, 'refit');
    assert.equal(
      configDifference(config(), config({ network: { layers: [{ units: 8, activation: 'relu' }] } })).kind,
      'refit',
    );
    const both = configDifference(config(), config({ network: { leakySlope: 0.1 }, training: { l2: 1 } }));
    assert.deepEqual(both, { kind: 'refit', change: { l2: 1 } });
    const precise = configDifference(config(), config({ training: { precision: 'float32' } }));
    assert.deepEqual(precise, { kind: 'refit', change: {} });
  });

  it('is rebuild for data and initial weights, whatever else changes', () => {
    const seeded = { layers: [], initialization: { seed: 2 } };
    assert.equal(configDifference(config(), config({ network: seeded })).kind, 'rebuild');
    assert.equal(
      configDifference(config({ data: { file: 'a', target: 'y', types: { x: 'id' } } }), config()).kind,
      'rebuild',
    );
  });

  it('does what the table of keys says of each key', () => {
    const kinds = { live: 'live', refit: 'refit', restart: 'rebuild', reread: 'rebuild', none: 'none' } as const;
    const leaves = keyTable().filter(
      ({ path, kind, metadata }) =>
        kind !== 'object' && !path.includes('*') && path !== 'data.types' && metadata.effect !== 'none',
    );
    for (const { path, metadata, kind, options, default: value } of leaves) {
      const before = config(
        path.startsWith('training.earlyStopping') ? { training: { earlyStopping: { patience: 3 } } } : {},
      );
      const another = kind === 'list' ? [] : 7;
      const other = options.find((word) => word !== value) ?? (kind === 'boolean' ? !value : another);
      const after = structuredClone(before) as unknown as Record<string, unknown>;
      const keys = path.split('.');
      let object = after;
      for (const key of keys.slice(0, -1)) {
        object[key] ??= {};
        object = object[key] as Record<string, unknown>;
      }
      object[keys.at(-1) ?? ''] = other;
      assert.equal(configDifference(before, after as unknown as NetworkConfig).kind, kinds[metadata.effect], path);
    }
  });
});

describe('keyDifferences(own, other)', () => {
  const lines = (other: Record<string, unknown>) =>
    keyDifferences({ config: config(), changes: [] }, { config: config(other), changes: [] }).map((line) =>
      Object.values(line).join(' | '),
    );

  it('tells all that was in force on the way, where one of them had more than one value', () => {
    const { training } = config();
    const other = config({ training: { learningRate: 0.001 } });
    const changes = [
      { step: 2900, change: { learningRate: 10 } },
      { step: 6400, change: { learningRate: 0.001 } },
    ];
    const began = { ...training, learningRate: 1.2 };
    assert.deepEqual(keyDifferences({ config: config(), changes: [] }, { config: other, began, changes }), [
      { label: 'α', own: '0.001', other: '1.2, from step 2,900 10, from step 6,400 0.001' },
    ]);
  });

  it('names what two configurations do not share, by symbol or title, and nothing else', () => {
    assert.deepEqual(lines({}), []);
    assert.deepEqual(lines({ training: { learningRate: 0.3, batchSize: 'full' } }).sort(), [
      'Batch size | 32 | full',
      'α | 0.001 | 0.3',
    ]);
  });

  it('writes layers in the short form and says where a part is missing', () => {
    const layers = [
      { units: 4, activation: 'tanh' },
      { units: 2, activation: 'relu' },
    ];
    assert.deepEqual(lines({ network: { layers } }), ['Hidden units | 8 tanh | 4 tanh, 2 relu']);
    assert.deepEqual(lines({ network: { layers: [] } }), ['Hidden units | 8 tanh | –']);
    assert.deepEqual(lines({ training: { earlyStopping: { patience: 5 } } }), [
      'Early stopping | – | patience 5, minDelta 0',
    ]);
    assert.deepEqual(lines({ data: { file: 'b', target: 'y' } }), ['Data file | a | b']);
  });
});
