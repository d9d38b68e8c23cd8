/** "matrix": a window of one of the matrices of the notation, over the examples that are asked for. */
import type { Examples } from '../../core/network/examples.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { MatrixAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { Span } from '../../protocol/subjects.ts';
import { lastBatch } from '../inspect/lastBatch.ts';
import { activationDelta, columnsOf, gradientSample, stepColumns } from '../inspect/exampleColumns.ts';
import { averagesOf } from '../inspect/averages.ts';
import { stepParameters } from '../inspect/handUpdate.ts';
import { pick } from '../inspect/parameterSnapshot.ts';
import { QueryError, requireLayer, type QueryContext, unitNames } from '../inspect/queryContext.ts';

type MatrixQuery = QueryMap['matrix'];

interface Whole {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

export function matrix(query: MatrixQuery, scene: QueryContext): MatrixAnswer {
  const { which, layer } = query;
  requireLayer(scene, layer, which === 'X' || which === 'A' ? 0 : 1);
  switch (which) {
    case 'W':
    case 'b':
      return ofParameters(query, scene, scene.moment.parameters, 0);
    case 'vW':
    case 'vb':
    case 'sW':
    case 'sb':
    case 'vHatW':
    case 'vHatb':
    case 'sHatW':
    case 'sHatb':
      return ofParameters(query, scene, averagesOf(which, scene), 0);
    case 'dW':
    case 'db': {
      const { gradients, m } = gradientOf(query, scene);
      return ofParameters(query, scene, gradients, m);
    }
    default:
      return ofExamples(query, scene);
  }
}

type Tensors = Pick<QueryContext['moment']['parameters'], 'W' | 'b'>;

function ofParameters(query: MatrixQuery, scene: QueryContext, { W, b }: Tensors, averagedOver: number): MatrixAnswer {
  const { which, layer } = query;
  const isWeights = which.endsWith('W');
  const columns = isWeights ? unitsOf(scene.spec, layer - 1) : 1;
  const whole: Whole = { values: (isWeights ? W : b)[layer]!, rows: unitsOf(scene.spec, layer), columns };
  const rows = cut(query.rows, whole.rows);
  const within = cut(query.columns, columns);
  return {
    ...{ which, layer, examples: query.examples, shape: [whole.rows, columns], rows, columns: within },
    values: windowOf(whole, rows, within),
    largest: largestOf(whole.values),
    rowLabels: labels(unitNames(scene, layer), rows),
    columnLabels: isWeights ? labels(unitNames(scene, layer - 1), within) : [which],
    lines: [],
    averagedOver,
  };
}

function gradientOf({ examples }: MatrixQuery, scene: QueryContext): { gradients: Tensors; m: number } {
  if (examples === 'step') {
    const { count } = lastBatch(scene.runner.trainer, scene.moment.live);
    return { gradients: scene.runner.trainer.gradients, m: count };
  }
  const { sample } = gradientSample(examples, scene);
  return { gradients: scene.moment.backward(sample).gradients, m: sample.m };
}

/** Matrices with an example a column: only the columns of the window are computed. */
function ofExamples(query: MatrixQuery, scene: QueryContext): MatrixAnswer {
  const { which, layer, examples } = query;
  const { spec } = scene;
  // X is layer 0, and Y has the shape of the last one.
  const own = { X: 0, Y: spec.layers.length } as Partial<Record<typeof which, number>>;
  const l = own[which] ?? layer;
  const height = unitsOf(spec, l);
  const set = examples === 'step' ? stepColumns(scene) : columnsOf(examples, scene);
  const count = set.order?.length ?? set.examples.m;
  const rows = cut(query.rows, height);
  const columns = cut(query.columns, count);
  const chosen = Uint32Array.from(
    { length: columns.count },
    (_, i) => set.order?.[columns.from + i] ?? columns.from + i,
  );
  const part = pick(spec, set.examples, chosen);
  const values = valuesOf(query, scene, part, columns);
  const lines = Array.from(chosen, (i) => set.lines[i]!);
  return {
    ...{ which, layer, examples, shape: [height, count], rows, columns },
    values: windowOf({ values, rows: height, columns: columns.count }, rows, { from: 0, count: columns.count }),
    largest: largestOf(values),
    rowLabels: labels(unitNames(scene, l), rows),
    columnLabels: lines.map(String),
    lines,
    averagedOver: 0,
  };
}

function valuesOf(
  { which, layer, examples }: MatrixQuery,
  scene: QueryContext,
  part: Examples,
  columns: Span,
): Float64Array {
  if (which === 'X') return part.X;
  if (which === 'Y') return part.Y;
  if (examples === 'step') return stepValues(which, layer, scene, part, columns);
  if (which === 'Z' || which === 'A') return scene.moment.forward(part.X, part.m)[which][layer]!;
  const { A, dZ } = scene.moment.backward(part);
  return which === 'dZ'
    ? dZ[layer]!
    : activationDelta(scene.spec, scene.moment.parameters, layer, { A, dZ, Y: part.Y, m: part.m });
}

/** What the phases of the step have written so far, as the training's own kernels did. */
function stepValues(
  which: MatrixQuery['which'],
  l: number,
  scene: QueryContext,
  part: Examples,
  columns: Span,
): Float64Array {
  const { spec, runner } = scene;
  const { trainer } = runner;
  const m = trainer.batchExamples;
  const take = (kind: 'Z' | 'A' | 'dZ', layer: number): Float64Array =>
    windowOf(
      { values: trainer.layerValues(kind, layer), rows: unitsOf(spec, layer), columns: m },
      { from: 0, count: unitsOf(spec, layer) },
      columns,
    );
  if (which !== 'dA') return take(which as 'Z' | 'A' | 'dZ', l);
  const next = Math.min(l + 1, spec.layers.length);
  const A: Float64Array[] = [];
  const dZ: Float64Array[] = [];
  A[l] = take('A', l);
  dZ[next] = take('dZ', next);
  const parameters = stepParameters(trainer);
  if (!parameters) throw new QueryError('query.noStep');
  return activationDelta(spec, parameters, l, { A, dZ, Y: part.Y, m: part.m });
}

/** The stretch cut to 0…length. @throws QueryError when it begins beyond */
function cut({ from, count }: Span, length: number): Span {
  if (from >= length) throw new QueryError('query.window', from + 1, length);
  return { from, count: Math.min(count, length - from) };
}

function windowOf({ values, columns: width }: Whole, rows: Span, columns: Span): Float64Array {
  const window = new Float64Array(rows.count * columns.count);
  for (let i = 0; i < rows.count; i++) {
    const start = (rows.from + i) * width + columns.from;
    window.set(values.subarray(start, start + columns.count), i * columns.count);
  }
  return window;
}

function labels(names: readonly string[], { from, count }: Span): string[] {
  return names.slice(from, from + count);
}

/** Largest magnitude; `null` when there is a NaN or an infinity, or nothing. */
function largestOf(values: Float64Array): number | null {
  let largest = 0;
  for (const value of values) if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
  return Number.isFinite(largest) && values.length > 0 ? largest : null;
}
