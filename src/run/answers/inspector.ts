/** Answers questions about a run: finds who answers, keeps long work from holding up the training, stamps the answer. */
import type { Answer, Query, QueryKind } from '../../protocol/query.ts';
import { cell } from './cell.ts';
import { collapse } from './collapse.ts';
import { curvature } from './curvature.ts';
import { curves } from './curves.ts';
import { evaluation } from './evaluation.ts';
import { example, whatIf } from './example.ts';
import { gradients } from './gradients.ts';
import { histograms } from './histograms.ts';
import { initialization } from './initialization.ts';
import { inputPlane } from './inputPlane.ts';
import { matrix } from './matrix.ts';
import { partialDependence } from './partialDependence.ts';
import { phase } from './phase.ts';
import { rows } from './rows.ts';
import type { AnswerQuery, QueryContext, Work } from '../inspect/queryContext.ts';
import { slice } from './slice.ts';
import { stability } from './stability.ts';
import { timing } from './timing.ts';
import { unitHistory } from './unitHistory.ts';
import { wholeCurve } from './wholeCurve.ts';
import { setWeight, undoWeight } from './weights.ts';

const answers: { readonly [K in QueryKind]: AnswerQuery<K> } = {
  matrix,
  cell,
  example,
  rows,
  whatIf,
  evaluation,
  histograms,
  curves,
  wholeCurve,
  unitHistory,
  plane: inputPlane,
  slice,
  partialDependence,
  phase,
  curvature,
  stability,
  gradients,
  collapse,
  timing,
  initialization,
  setWeight,
  undoWeight,
};

/** @throws QueryError when the question makes no sense for this run, CancelledError when nobody wants the answer any more */
export async function answerQuery(query: Query, scene: QueryContext, work: Work): Promise<Answer> {
  const { step, live } = scene.moment;
  const answer = answers[query.kind] as AnswerQuery<QueryKind>;
  return { kind: query.kind, step, live, ...(await answer(query, scene, work)) } as Answer;
}
