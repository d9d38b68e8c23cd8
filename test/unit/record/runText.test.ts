/** Recorded runs as the view says them. */
import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../src/config/schema/schema.ts';
import {
  ageText,
  byParent,
  edgeText,
  grouped,
  matchesFilter,
  runDetails,
  runName,
  runSummary,
  sizeText,
} from '../../../src/record/runText.ts';
import { columnsOf } from '../../../src/record/curve.ts';
import { noFigures, type RunRecord } from '../../../src/record/runRecord.ts';

const used = networkConfigSchema.parse({
  data: { file: 'a.csv', target: 'y' },
  network: { layers: [{ units: 4, activation: 'tanh' }] },
  training: { learningRate: 1.2, epochs: 100 },
});

const started = '2026-11-30T10:00:00.000Z';
const now = Date.parse(started) + 2 * 3_600_000;

function recordOf(change: Partial<RunRecord> = {}): RunRecord {
  return {
    ...{ id: '20261130-100000-aaaaaa', name: null, note: '', pinned: false, state: 'finished', parent: null },
    ...{ started, ended: null, seconds: 1.25, product: '0.1.0', engine: 'engine', precision: 'float32', threads: 0 },
    file: 'flower.nnconfig',
    table: { name: 'a.csv', bytes: 3, sha256: 'a'.repeat(64), rows: 1, where: '../../a.csv', isKept: true },
    start: null,
    config: { written: null, targets: [], set: [], used },
    seeds: { split: 1, initialization: 1, shuffle: 1 },
    ...{ changes: [], costsAt: {}, startCost: null, step: 5000, epochs: 10, stopReason: 'epochs', outcome: null },
    ...{ figures: noFigures, weightsSha256: null, curve: { chunks: [], tail: columnsOf([]) }, checkpoints: [] },
    ...change,
  };
}

const parent = recordOf();
const branchAt = (step: number, change: Partial<RunRecord> = {}) =>
  recordOf({ id: '20261130-110000-bbbbbb', parent: { run: parent.id, step }, ...change });

describe('runSummary(record, now, language, facts)', () => {
  it('has one figure, of the validation part where there is one, then age and state', () => {
    const figures = { ...noFigures, trainAccuracy: 1, cost: 0.5 };
    assert.equal(runSummary(recordOf({ figures }), now, 'en'), 'train 100.0 % · 2 hours ago · finished');
    const validated = { ...figures, validationAccuracy: 0.975, validationCost: 0.1 };
    assert.equal(runSummary(recordOf({ figures: validated }), now, 'en'), 'validation 97.5 % · 2 hours ago · finished');
    const regression = { ...noFigures, r2: 0.9, validationR2: 0.456 };
    assert.equal(
      runSummary(recordOf({ figures: regression, state: 'interrupted' }), now, 'en'),
      'validation R² 0.46 · 2 hours ago · interrupted',
    );
    assert.equal(runSummary(recordOf(), now, 'en'), '2 hours ago · finished', 'nothing is known');
  });

  it('says that the table is another one, or is gone', () => {
    assert.equal(
      runSummary(recordOf(), now, 'en', { table: 'changed' }),
      'table changed since · 2 hours ago · finished',
    );
    assert.equal(runSummary(recordOf(), now, 'en', { table: 'gone' }), 'table not found · 2 hours ago · finished');
    assert.equal(runSummary(recordOf(), now, 'en', { table: 'same' }), '2 hours ago · finished');
  });

  it('begins with what a branch does otherwise', () => {
    const changes = [{ kind: 'settings', step: 4000, change: { learningRate: 1 } }] as const;
    const branch = branchAt(4000, { changes });
    assert.match(runSummary(branch, now, 'en', { parent }), /^α 1\.2 → 1 at step 4,000 · 2 hours ago/);
  });
});

describe('edgeText(record, parent, language)', () => {
  it('is empty for a run of its own, and names the step of a branch without a change', () => {
    assert.equal(edgeText(parent, null, 'en'), '');
    assert.equal(edgeText(branchAt(4000), parent, 'en'), 'from step 4,000');
  });

  it('names what was changed there, not what its parent had changed before or there', () => {
    const before = { kind: 'settings', step: 100, change: { learningRate: 0.8 } } as const;
    const there = { kind: 'settings', step: 4000, change: { l2: 2 } } as const;
    const own = { kind: 'settings', step: 4000, change: { optimizer: 'momentum', learningRate: 0.5 } } as const;
    const later = { kind: 'settings', step: 4500, change: { learningRate: 0.1 } } as const;
    const from = recordOf({ changes: [before, there, later] });
    const branch = branchAt(4000, { changes: [before, there, own] });
    assert.equal(edgeText(branch, from, 'en'), 'optimizer adam → momentum, α 0.8 → 0.5 at step 4,000');
    // Without the parent what was changed at that very step is all its own.
    assert.match(edgeText(branch, null, 'en'), /α 0\.8 → 0\.5/);
  });

  it('names layers by their units, or by their activations where those differ alone', () => {
    const withLayers = (layers: object[]): Partial<RunRecord> => {
      const network = networkConfigSchema.parse({ ...used, network: { ...used.network, layers } });
      return { config: { ...parent.config, used: network } };
    };
    const wider = branchAt(9, withLayers([{ units: 8, activation: 'tanh' }]));
    assert.equal(edgeText(wider, parent, 'en'), 'layers 4 → 8 at step 9');
    const other = branchAt(9, withLayers([{ units: 4, activation: 'relu' }]));
    assert.equal(edgeText(other, parent, 'en'), 'layers tanh → relu at step 9');
  });

  it('counts weights that were set by hand', () => {
    const set = (position: number) => ({ kind: 'parameter', step: 7, position, value: 1 }) as const;
    assert.equal(edgeText(branchAt(7, { changes: [set(0)] }), parent, 'en'), 'one weight at step 7');
    assert.equal(edgeText(branchAt(7, { changes: [set(0), set(1)] }), parent, 'en'), '2 weights at step 7');
  });
});

describe('matchesFilter(record, filter)', () => {
  const record = recordOf({ name: 'The good one', note: 'α 0.01', state: 'interrupted' });
  for (const filter of ['', 'good', 'GOOD one', 'one 0.01', 'flower', 'a.csv interrupted', '20261130-10'])
    it(`keeps a run that has each word: ${JSON.stringify(filter)}`, () => assert.ok(matchesFilter(record, filter)));
  for (const filter of ['bad', 'good finished', 'interrupted b.csv'])
    it(`leaves one that lacks a word: ${JSON.stringify(filter)}`, () => assert.ok(!matchesFilter(record, filter)));
});

describe('byParent(runs)', () => {
  it('puts branches under the run that they come from, where that is in the list', () => {
    const runOf = (id: string, from: string | null) => ({
      record: recordOf({ id, parent: from === null ? null : { run: from, step: 1 } }),
    });
    const runs = [runOf('c', 'b'), runOf('b', 'a'), runOf('d', 'gone'), runOf('a', null), runOf('e', 'e')];
    const found = [...byParent(runs)].map(([from, list]) => [from, list.map(({ record }) => record.id)]);
    assert.deepEqual(found, [
      ['b', ['c']],
      ['a', ['b']],
      [null, ['d', 'a', 'e']],
    ]);
  });
});

describe('the other words for a recorded run', () => {
  it('are its name, or when it began, with the year where that is another', () => {
    assert.equal(runName(recordOf({ name: 'mine' }), 'en', now), 'mine');
    assert.ok(!runName(recordOf(), 'en', now).includes('2026'));
    assert.ok(runName(recordOf(), 'en', Date.parse('2027-03-01')).includes('2026'));
  });

  it('are its age in the largest whole unit, never in the future', () => {
    const ages = [5, 59, 60, 3600, 86_400, 40 * 86_400, 800 * 86_400];
    assert.deepEqual(
      ages.map((seconds) => ageText(started, Date.parse(started) + 1000 * seconds, 'en')),
      ['5 seconds ago', '59 seconds ago', '1 minute ago', '1 hour ago', 'yesterday', 'last month', '2 years ago'],
    );
    assert.equal(ageText(started, Date.parse(started) - 5000, 'en'), 'now');
  });

  it('are its details, a line each, and groups by what was trained', () => {
    const lines = runDetails(branchAt(4000, { note: 'look here' }), 'en').split('\n');
    assert.equal(lines[0], 'look here');
    assert.ok(lines.includes('step 5,000, epoch 10'));
    assert.ok(lines.includes(`branched from ${parent.id} at step 4,000`));
    const groups = grouped([parent, branchAt(1, { file: 'b.nnconfig' }), recordOf()].map((record) => ({ record })));
    assert.deepEqual(
      [...groups].map(([file, runs]) => [file, runs.length]),
      [
        ['flower.nnconfig', 2],
        ['b.nnconfig', 1],
      ],
    );
    assert.equal(sizeText(12.34 * 2 ** 20), '12.3 MB');
  });
});
