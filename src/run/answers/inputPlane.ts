/** "plane": what a layer answers over the plane of two inputs, the others held where the cursor is or at their mean. */
import { doubles } from '../../core/network/examples.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { inputAddresses } from '../../data/dataset/steps/rewrite.ts';
import { redoSteps, undoSteps } from '../../data/dataset/steps/undo.ts';
import type { AxisExtent, PlaneAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { basePoint } from '../inspect/basePoint.ts';
import { forwardOf, QueryError, requireLayer, type QueryContext, type Work } from '../inspect/queryContext.ts';
import { shownOutcomes } from '../inspect/shownOutcomes.ts';
import { outputCount, outputRows } from '../inspect/prediction.ts';

/** The axes reach this share of the data's extent beyond the data. */
const margin = 0.08;
/** Multiply-adds between two looks at the messages. */
const sliceWork = 3e7;

export async function inputPlane(query: QueryMap['plane'], scene: QueryContext, work: Work): Promise<PlaneAnswer> {
  const { x, y, grid, layer } = query;
  const { spec } = scene;
  requireLayer(scene, layer, 1);
  if (x === y || x >= spec.inputs || y >= spec.inputs) throw new QueryError('query.plane');
  const base = basePoint(query.around, scene);
  const axes = { x: axisOf(scene, x), y: axisOf(scene, y) };
  const isOutput = layer === spec.layers.length;
  const units = isOutput ? outputCount(scene) : unitsOf(spec, layer);
  const points = grid * grid;
  const values = new Float32Array(units * points);
  const rowsAtOnce = Math.max(1, Math.floor(sliceWork / scene.description.parameters / grid));
  for (let top = 0; top < grid; top += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, grid - top) * grid;
    const X = gridPart(query, scene, base, axes, top * grid, count);
    const A = forwardOf(scene, X, count).A[layer]!;
    const rows = isOutput ? outputRows(scene, A, count) : A;
    for (let j = 0; j < units; j++) values.set(rows.subarray(j * count, (j + 1) * count), j * points + top * grid);
    await work.yieldNow();
  }
  return { ...axes, grid, layer, units, values, points: shownPoints(scene, x, y), shown: shownOutcomes(scene) };
}

/** Points first … first + count of the grid, row by row from the top, as inputs of the network. */
function gridPart(
  { x, y, grid }: QueryMap['plane'],
  { dataset: { pipeline }, spec }: QueryContext,
  base: Float64Array,
  axes: { readonly x: AxisExtent; readonly y: AxisExtent },
  first: number,
  count: number,
): Float64Array {
  const X = new Float64Array(spec.inputs * count);
  const addresses = inputAddresses(pipeline);
  const xOf = (input: number, own: number) => redoSteps(addresses[input]!.encoding.steps, own, addresses[input]!.lane);
  base.forEach((value, k) => X.fill(value, k * count, (k + 1) * count));
  for (let i = 0; i < count; i++) {
    const column = (first + i) % grid;
    const row = Math.floor((first + i) / grid);
    const px = axes.x.min + ((column + 0.5) / grid) * (axes.x.max - axes.x.min);
    const py = axes.y.max - ((row + 0.5) / grid) * (axes.y.max - axes.y.min);
    X[x * count + i] = xOf(x, px);
    X[y * count + i] = xOf(y, py);
  }
  return X;
}

function axisOf({ dataset, description }: QueryContext, input: number): AxisExtent {
  const { train } = dataset;
  const row = doubles(train.X.subarray(input * train.m, (input + 1) * train.m));
  const own = ownUnitOf(dataset, input);
  const min = own(row.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY));
  const max = own(row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY));
  const border = max > min ? margin * (max - min) : 1;
  return { input, name: description.inputs[input]!.name, min: min - border, max: max + border };
}

function shownPoints({ dataset, shown }: QueryContext, x: number, y: number): Float64Array {
  const { X, m } = dataset.train;
  const [xOf, yOf] = [ownUnitOf(dataset, x), ownUnitOf(dataset, y)];
  return Float64Array.from(shown.flatMap((i) => [xOf(X[x * m + i]!), yOf(X[y * m + i]!)]));
}

/** From an input to the column's own units. */
function ownUnitOf({ pipeline }: Dataset, input: number): (x: number) => number {
  const { encoding, lane } = inputAddresses(pipeline)[input]!;
  return (x) => undoSteps(encoding.steps, x, lane);
}
