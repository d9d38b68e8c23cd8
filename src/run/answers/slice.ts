/** "slice": what the network answers along one column, the others held: a curve through the fit. */
import type { SliceAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { basePoint } from '../inspect/basePoint.ts';
import { inputColumnOf, ownValues, positionsOf, setColumn } from '../inspect/columnSweep.ts';
import { forwardOf, type QueryContext } from '../inspect/queryContext.ts';
import { shownOutcomes } from '../inspect/shownOutcomes.ts';
import { outputCount, outputRows } from '../inspect/prediction.ts';

/** The curve reaches this share of the data's extent beyond the data. */
const margin = 0.08;

export function slice({ column, points, around }: QueryMap['slice'], scene: QueryContext): SliceAnswer {
  const input = inputColumnOf(column, scene);
  const base = basePoint(around, scene);
  const at = positionsOf(input, points, margin);
  const m = at.length;
  const X = new Float64Array(base.length * m);
  base.forEach((value, k) => X.fill(value, k * m, (k + 1) * m));
  const one = base.slice();
  for (let p = 0; p < m; p++) {
    setColumn(input, at[p]!, one, 1, scene);
    one.forEach((value, k) => {
      X[k * m + p] = value;
    });
  }
  return {
    ...{ column, at, outputs: outputCount(scene) },
    categories: input.column.numbers ? [] : input.column.categories,
    values: outputRows(scene, forwardOf(scene, X, m).A.at(-1)!, m),
    own: ownValues(input, scene),
    shown: shownOutcomes(scene),
  };
}
