/**
 * The border to the views for questions: what passes is rebuilt field by field and has the form of a query. Whether there
 * is such a layer, unit or example is for the worker to say, which knows the run.
 */
import { initializationSchemes } from '../core/network/initializers.ts';
import type { Query, QueryKind, QueryMap } from './query.ts';
import { cellNames, type ExampleAddress, exampleSets, matrixNames, parts } from './subjects.ts';

/** Answers with a value of its own, or `undefined` when the given one is not allowed. */
type Check<T> = (value: unknown) => T | undefined;
type Checks<T> = { readonly [F in keyof T]-?: Check<T[F]> };

const maxName = 200;
/** Most values of a row that may be changed at once. */
const maxChanges = 1000;

const count = within(0, Number.MAX_SAFE_INTEGER);
const part = oneOf(parts);
const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const finite: Check<number> = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const text: Check<string> = (value) => (typeof value === 'string' && value.length <= maxName ? value : undefined);
const span = record<{ from: number; count: number }>({ from: count, count: within(0, 1000) });
const address = record<ExampleAddress>({ part: oneOf([...parts, 'shown'] as const), index: count });

const checks: { readonly [K in QueryKind]: Checks<QueryMap[K]> } = {
  matrix: { which: oneOf(matrixNames), layer: count, examples: oneOf(exampleSets), rows: span, columns: span },
  cell: { which: oneOf(cellNames), layer: count, examples: oneOf(exampleSets), row: count, column: count },
  example: { part, index: count },
  rows: {
    part: oneOf([...parts, 'all'] as const),
    from: count,
    count: within(0, 500),
    sort: oneOf(['line', 'loss'] as const),
    descending: flag,
    wrongOnly: flag,
    truth: orNull(count),
    predicted: orNull(count),
  },
  whatIf: { part, index: count, changes },
  evaluation: { part, output: count, baselines: flag },
  histograms: { which: oneOf(['W', 'A', 'dW'] as const), layer: count, times: within(1, 200), bins: within(2, 200) },
  curves: { from: count, to: orNull(count), points: within(2, 600) },
  wholeCurve: {},
  unitHistory: { layer: count, unit: count, points: within(1, 600) },
  plane: { x: count, y: count, grid: within(2, 128), layer: count, around: orNull(address) },
  slice: { column: text, points: within(2, 200), around: orNull(address) },
  partialDependence: { column: text, points: within(2, 200) },
  phase: { action: oneOf(['state', 'advance'] as const) },
  curvature: {},
  stability: {},
  gradients: { layer: count },
  collapse: {},
  timing: { rounds: within(1, 100) },
  initialization: { scheme: oneOf(initializationSchemes), factor: finite, steps: within(1, 20_000) },
  setWeight: { layer: count, unit: count, input: orNull(count), value: finite },
  undoWeight: {},
};

/** The query as a value of its own, or `null`. May throw what a getter of `value` throws. */
export function validateQuery(value: unknown): Query | null {
  if (!isRecord(value)) return null;
  const kind = own(value, 'kind');
  if (typeof kind !== 'string' || !Object.hasOwn(checks, kind)) return null;
  const fields = record(checks[kind as QueryKind] as Checks<Record<string, unknown>>)(value);
  return fields === undefined ? null : ({ kind, ...fields } as Query);
}

function record<T>(fields: Checks<T>): Check<T> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const result: Record<string, unknown> = {};
    for (const [name, check] of Object.entries<Check<unknown>>(fields)) {
      const checked = check(own(value, name));
      if (checked === undefined) return undefined;
      result[name] = checked;
    }
    return result as T;
  };
}

function oneOf<T extends string>(allowed: readonly T[]): Check<T> {
  return (value) => allowed.find((candidate) => candidate === value);
}

/** Whole numbers. */
function within(least: number, most: number): Check<number> {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined;
}

function orNull<T>(check: Check<T>): Check<T | null> {
  return (value) => (value === null ? null : check(value));
}

function changes(value: unknown): Record<string, number | string | null> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  const allowed = entries.every(
    ([name, cell]) => text(name) !== undefined && (cell === null || (finite(cell) ?? text(cell)) !== undefined),
  );
  // A column may be called "__proto__": the entries become own properties all the same.
  return allowed && entries.length <= maxChanges
    ? Object.fromEntries(entries as [string, number | string | null][])
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
