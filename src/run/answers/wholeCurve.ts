/** "wholeCurve": the training curve as the run's own chart shows it, for a chart of another run. */
import { curveRows } from '../../protocol/frameLayout.ts';
import type { WholeCurveAnswer } from '../../protocol/timeAnswers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { QueryContext } from '../inspect/queryContext.ts';

export function wholeCurve(_query: QueryMap['wholeCurve'], { runner: { recorder } }: QueryContext): WholeCurveAnswer {
  const curve = new Float32Array(curveRows * recorder.length);
  recorder.writeTo(curve);
  return { curve };
}
