/** "slice": what the network answers along one column, the others held: a curve through the fit. */
import type { SliceAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { basePoint } from '../inspect/basePoint.ts';
import { encoderOf, ownValues, positionsOf, setColumn } from '../inspect/columnSweep.ts';
import { forwardOf, type QueryContext } from '../inspect/queryContext.ts';
import { shownOutcomes } from '../inspect/shownOutcomes.ts';
import { outputCount, outputRows } from '../inspect/prediction.ts';

/** The curve reaches this share of the data's extent beyond the data. */
const margin = 0.08;

export function slice({ column, points, around }: QueryMap['slice'], scene: QueryContext): SliceAnswer {
  const encoder = encoderOf(column, scene);
  const base = basePoint(around, scene);
  const at = positionsOf(encoder, points, margin);
  const m = at.length;
  const X = new Float64Array(base.length * m);
  base.forEach((value, k) => X.fill(value, k * m, (k + 1) * m));
  const one = base.slice();
  for (let p = 0; p < m; p++) {
    setColumn(encoder, at[p]!, one, 1, scene);
    for (let k = encoder.first; k < encoder.first + encoder.width; k++) X[k * m + p] = one[k]!;
  }
  return {
    ...{ column, at, outputs: outputCount(scene) },
    categories: encoder.column.numbers ? [] : encoder.column.categories,
    values: outputRows(scene, forwardOf(scene, X, m).A.at(-1)!, m),
    own: ownValues(encoder, scene),
    shown: shownOutcomes(scene),
  };
}
