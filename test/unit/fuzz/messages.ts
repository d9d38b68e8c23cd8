/** Messages that a page taken over by somebody could send: forged from the right names with whatever values. */
import type { RandomState } from '../../../src/core/network/random.ts';
import type { Query } from '../../../src/protocol/query.ts';

const types = [
  'query',
  'query',
  'query',
  'query',
  'set',
  'save',
  'command',
  'reveal',
  'ack',
  'error',
  'compare',
  '__proto__',
];
const queryKinds =
  'matrix example rows whatIf evaluation histograms curves wholeCurve unitHistory plane slice partialDependence phase collapse setWeight undoWeight nothing toString'.split(
    ' ',
  );
const fields =
  'which layer examples rows columns part index from count sort descending wrongOnly truth predicted changes output baselines times bins to points unit x y grid around column action input value path command runId frame name format content line id message __proto__ constructor'.split(
    ' ',
  );
const leaves: readonly unknown[] = [
  ...[0, 1, 2, 3, 7, 100, -1, 0.5, 1e9, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, null, undefined, true, false],
  ...['W', 'A', 'dW', 'X', 'Z', 'b', 'train', 'validation', 'all', 'shown', 'step', 'line', 'loss', 'x', 'y', 'label'],
  ...['', '../../etc/passwd', '[a](command:b)', '\0', '\u202e', 'x'.repeat(5000), 'training.learningRate', 'csv'],
];

/** Questions that a page asks; forged with numbers that this run has nothing for, and with values of any kind. */
const questions: readonly Readonly<Record<string, unknown>>[] = [
  {
    kind: 'matrix',
    which: 'W',
    layer: 1,
    examples: 'shown',
    rows: { from: 0, count: 4 },
    columns: { from: 0, count: 2 },
  },
  {
    kind: 'matrix',
    which: 'A',
    layer: 2,
    examples: 'train',
    rows: { from: 0, count: 9 },
    columns: { from: 5, count: 20 },
  },
  { kind: 'example', part: 'validation', index: 3 },
  {
    ...{ kind: 'rows', part: 'all', from: 0, count: 20, sort: 'loss', descending: true, wrongOnly: false },
    ...{ truth: null, predicted: 1 },
  },
  { kind: 'whatIf', part: 'train', index: 0, changes: [] },
  { kind: 'evaluation', part: 'validation', output: 0, baselines: false },
  { kind: 'histograms', which: 'W', layer: 1, times: 5, bins: 10 },
  { kind: 'curves', from: 0, to: null, points: 50 },
  { kind: 'unitHistory', layer: 1, unit: 0, points: 10 },
  { kind: 'plane', x: 0, y: 1, grid: 8, layer: 1, around: null },
  { kind: 'plane', x: 0, y: 1, grid: 8, layer: 2, around: { part: 'shown', index: 2 } },
  { kind: 'slice', column: 'x', points: 10, around: null },
  { kind: 'partialDependence', column: 'x', points: 5 },
  { kind: 'phase', action: 'state' },
];

/** Whether the answer to it is a change of the run, as the user's own hand would make. */
export function isEdit(query: Query): boolean {
  const { kind } = query;
  return kind === 'setWeight' || kind === 'undoWeight' || (kind === 'phase' && query.action === 'advance');
}

export function hostileMessage(random: RandomState): unknown {
  if (random.randint(0, 12) === 0) return value(random, 3);
  if (random.randint(0, 2) === 0) return { type: 'query', id: random.randint(0, 99), query: forged(random) };
  const type = pick(random, types);
  const body = object(random, 2, 12);
  if (type === 'query')
    return {
      ...body,
      type,
      id: random.randint(0, 99),
      query: { ...object(random, 2, 30), kind: pick(random, queryKinds) },
    };
  return { ...body, type };
}

function forged(random: RandomState): unknown {
  const question: Record<string, unknown> = { ...pick(random, questions) };
  for (let changes = random.randint(0, 3); changes > 0; changes--) {
    const field = pick(random, Object.keys(question).slice(1));
    const old = question[field];
    const isNumber = typeof old === 'number' && random.randint(0, 4) > 0;
    question[field] = isNumber ? pick(random, [0, 1, 2, 3, 50, 1e6, 2 ** 53 - 1]) : value(random, 1);
  }
  return question;
}

function value(random: RandomState, depth: number): unknown {
  const kind = random.randint(0, depth > 0 ? 8 : 5);
  if (kind < 5) return pick(random, leaves);
  if (kind === 5) return Array.from({ length: random.randint(0, 20) }, () => value(random, depth - 1));
  if (kind === 6)
    return { from: pick(random, leaves), count: pick(random, leaves), part: pick(random, leaves), index: 0 };
  return object(random, depth - 1, 6);
}

/** With own fields of any name, `__proto__` too. */
function object(random: RandomState, depth: number, most: number): object {
  const result = {};
  for (let i = random.randint(0, most + 1); i > 0; i--) {
    const own = { value: value(random, depth), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(result, pick(random, fields), own);
  }
  return result;
}

function pick<T>(random: RandomState, values: readonly T[]): T {
  return values[random.randint(0, values.length)]!;
}
