/** "collapse": hidden layers that are linear are one layer, W′ and b′; here compared with what the network itself computes. */
import { answerWork, examplesFor } from '../budget.ts';
import { collapse as collapsed } from '../../core/analysis/diagnostics.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { CollapseAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampleOf } from '../curve/evaluator.ts';
import type { QueryContext } from '../inspect/queryContext.ts';

export function collapse(_query: QueryMap['collapse'], scene: QueryContext): CollapseAnswer {
  const { spec, moment, dataset, description } = scene;
  const rows = unitsOf(spec, spec.layers.length);
  const shape = [rows, spec.inputs] as const;
  const single = collapsed(spec, moment.parameters);
  if (!single) {
    const first = spec.layers.findIndex(({ activation }) => activation !== 'linear');
    const none = new Float64Array(0);
    return { possible: false, layer: first + 1, shape, W: none, b: none, largestDifference: null, comparedOver: 0 };
  }
  const { X, m } = sampleOf(dataset.train, examplesFor(answerWork, description.parameters, 64));
  const Z = moment.forward(X, m).Z.at(-1)!;
  let largest = 0;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < m; i++) {
      // z = W′x + b′
      let z = single.b[j]!;
      for (let k = 0; k < spec.inputs; k++) z += single.W[j * spec.inputs + k]! * X[k * m + i]!;
      const difference = Math.abs(z - Z[j * m + i]!);
      if (!(difference <= largest)) largest = difference;
    }
  }
  const largestDifference = Number.isFinite(largest) ? largest : null;
  return {
    possible: true,
    layer: null,
    shape,
    W: single.W,
    b: Float64Array.from(single.b),
    largestDifference,
    comparedOver: m,
  };
}
