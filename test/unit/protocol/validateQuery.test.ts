import { isAllowedSetting } from '../../../src/config/schema/settingRules.ts';
import assert from 'node:assert/strict';
import { validateFromView } from '../../../src/protocol/validate.ts';
import { validateQuery } from '../../../src/protocol/validateQuery.ts';

const span = { from: 0, count: 10 };
const matrix = { kind: 'matrix', which: 'W', layer: 1, examples: 'train', rows: span, columns: span };
const rows = {
  kind: 'rows',
  part: 'all',
  from: 0,
  count: 50,
  sort: 'loss',
  descending: true,
  wrongOnly: false,
  truth: null,
  predicted: 2,
};

describe('validateQuery(value)', () => {
  it('takes a plane of 2 to 128 squares a side', () => {
    const plane = (grid: number) => validateQuery({ kind: 'plane', x: 0, y: 1, grid, layer: 2, around: null });
    for (const grid of [2, 128]) assert.ok(plane(grid), String(grid));
    for (const grid of [1, 129, 2.5]) assert.ok(!plane(grid), String(grid));
  });

  it('passes questions of every kind as values of their own', () => {
    const queries = [
      matrix,
      { kind: 'example', part: 'train', index: 3 },
      rows,
      { kind: 'whatIf', part: 'validation', index: 0, changes: { x: 1.5, color: 'red', gone: null } },
      { kind: 'evaluation', part: 'train', output: 0, baselines: true },
      { kind: 'histograms', which: 'dW', layer: 2, times: 40, bins: 30 },
      { kind: 'curves', from: 0, to: null, points: 600 },
      { kind: 'wholeCurve' },
      { kind: 'gradients', layer: 2 },
      { kind: 'stability' },
      { kind: 'unitHistory', layer: 1, unit: 0, points: 200 },
      { kind: 'plane', x: 0, y: 1, grid: 64, layer: 2, around: { part: 'train', index: 4 } },
      { kind: 'slice', column: 'age', points: 65, around: { part: 'shown', index: 4 } },
      { kind: 'partialDependence', column: 'age', points: 30 },
      { kind: 'phase', action: 'advance' },
      { kind: 'collapse' },
      { kind: 'timing', rounds: 9 },
      { kind: 'initialization', scheme: 'scaled', factor: 0.01, steps: 10_000 },
      { kind: 'setWeight', layer: 1, unit: 0, input: null, value: -0.5 },
      { kind: 'undoWeight' },
    ];
    for (const query of queries) {
      const passed = validateQuery(query);
      assert.deepEqual(passed, query);
      assert.notEqual(passed, query);
      assert.deepEqual(validateFromView({ type: 'query', id: 4, slot: 'a', query, more: 1 }, isAllowedSetting), {
        type: 'query',
        id: 4,
        slot: 'a',
        query,
      });
    }
  });

  it('lets nothing else travel along', () => {
    assert.deepEqual(validateQuery({ ...matrix, rows: { ...span, evil: 1 }, evil: 2 }), matrix);
  });

  it('refuses what has not the form of a question', () => {
    const wrong: unknown[] = [
      null,
      [],
      'matrix',
      {},
      { kind: 'toString' },
      { kind: '__proto__' },
      { ...matrix, which: 'V' },
      { ...matrix, layer: -1 },
      { ...matrix, layer: 1.5 },
      { ...matrix, rows: { from: 0 } },
      { ...matrix, rows: { from: 0, count: 1e9 } },
      { ...matrix, rows: [0, 1] },
      { ...rows, truth: undefined },
      { ...rows, count: 501 },
      { kind: 'whatIf', part: 'train', index: 0, changes: { x: Number.NaN } },
      { kind: 'whatIf', part: 'train', index: 0, changes: { x: {} } },
      { kind: 'plane', x: 0, y: 1, grid: 4096, layer: 2, around: null },
      { kind: 'slice', column: 'age', points: 65, around: { part: 'all', index: 4 } },
      { kind: 'setWeight', layer: 1, unit: 0, input: 0, value: Number.POSITIVE_INFINITY },
      { kind: 'timing', rounds: 0 },
      { kind: 'initialization', scheme: 'lucky', factor: 0.01, steps: 10 },
      { kind: 'initialization', scheme: 'zeros', factor: Number.NaN, steps: 10 },
      { kind: 'initialization', scheme: 'zeros', factor: 0, steps: 1e9 },
      Object.create(matrix),
    ];
    for (const value of wrong) assert.equal(validateQuery(value), null, JSON.stringify(value));
  });

  it('bears columns with names of a prototype', () => {
    const changes = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
    const passed = validateQuery({ kind: 'whatIf', part: 'train', index: 0, changes });
    assert.deepEqual(passed?.kind === 'whatIf' && Object.entries(passed.changes), [
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });
});

describe('validateFromView(message): time and questions', () => {
  it('passes steps and "live"', () => {
    for (const step of [0, 812, 'live'])
      assert.deepEqual(validateFromView({ type: 'seek', step }, isAllowedSetting), { type: 'seek', step });
    for (const step of [-1, 1.5, 'dead', null, Number.NaN])
      assert.equal(validateFromView({ type: 'seek', step }, isAllowedSetting), null);
  });

  it('refuses questions without a proper number or slot', () => {
    for (const wrong of [{ id: -1 }, { id: '1' }, { id: 1, slot: '' }, { id: 1, slot: 'x'.repeat(300) }]) {
      assert.equal(validateFromView({ type: 'query', query: { kind: 'collapse' }, ...wrong }, isAllowedSetting), null);
    }
  });
});
