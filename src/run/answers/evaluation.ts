/** "evaluation": how good the network is on a part of the data, class by class or target by target. */
import { calibrate } from '../../core/evaluation/calibration.ts';
import type { Count } from '../../core/evaluation/metrics.ts';
import { binEdges, histogram, spreadOf } from '../../core/evaluation/histogram.ts';
import { decimated, rank, type RankingCurve } from '../../core/evaluation/ranking.ts';
import { answerOf } from '../../data/dataset/steps/pipeline.ts';
import type {
  BaselineScore,
  ClassEvaluation,
  ClassScore,
  EvaluationAnswer,
  RegressionEvaluation,
} from '../../protocol/evaluationAnswer.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { Part } from '../../protocol/subjects.ts';
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { baselineScores, linearAnswer } from './baselines.ts';
import { type Predictions, predictionsOf } from '../inspect/predictions.ts';
import { examplesOf, QueryError, type QueryContext, type Work } from '../inspect/queryContext.ts';

/** Most points of a curve, and of the residuals' picture. */
const maxCurvePoints = 500;
const maxResiduals = 2000;
const calibrationBins = 10;
const residualBins = 30;

export async function evaluation(
  query: QueryMap['evaluation'],
  scene: QueryContext,
  work: Work,
): Promise<EvaluationAnswer> {
  const { part, output, baselines } = query;
  const { classes, targets } = scene.dataset;
  const outputs = classes.length || targets.length;
  if (output >= outputs)
    throw new QueryError(classes.length > 0 ? 'query.noClass' : 'query.noTarget', output + 1, outputs);
  const predictions = await predictionsOf(scene, part, work);
  const isClasses = scene.dataset.task !== 'regression';
  const classification = isClasses ? classEvaluation(scene, predictions, output) : null;
  await work.yieldNow();
  const regression = isClasses ? null : regressionEvaluation(query, scene, predictions);
  return {
    ...{ part, output, classification, regression },
    m: predictions.m,
    cost: finite(predictions.loss.reduce((sum, loss) => sum + loss, 0) / predictions.m),
    metric: isClasses ? rightAnswers(predictions) : meanR2(query, scene, predictions),
    baselines: baselines ? await comparedWith(scene, part, work) : null,
  };
}

/** The simplest models on that part; the run's verdict knows them from then on. */
async function comparedWith(scene: QueryContext, part: Part, work: Work): Promise<BaselineScore[]> {
  const { judge, evaluator } = scene.runner;
  const scores = await baselineScores(scene, part, work);
  if (judge.linear) return scores;
  judge.linear = await linearAnswer(scene, work, evaluator.judged);
  scene.runner.rejudge();
  return scores;
}

function rightAnswers({ m, predicted, truth }: Predictions): Count {
  let right = 0;
  for (let i = 0; i < m; i++) if (predicted[i] === truth[i]) right++;
  return { right, m };
}

function classEvaluation(
  scene: QueryContext,
  { m, A, predicted, truth }: Predictions,
  output: number,
): ClassEvaluation {
  const names = scene.dataset.classes;
  const confusion = new Float64Array(names.length ** 2);
  for (let i = 0; i < m; i++) confusion[truth[i]! * names.length + predicted[i]!]!++;
  const classes = names.map((name, c) => scoreOf(name, c, confusion, names.length));
  const ofTwo = () => (output === 1 ? A : A.map((p) => 1 - p));
  const scores = A.length > m ? A.slice(output * m, (output + 1) * m) : ofTwo();
  const isPositive = Uint8Array.from(truth, (code) => Number(code === output));
  const { roc, precisionRecall, share } = rank(scores, isPositive);
  const { predicted: x, observed: y, counts, expectedError, brier } = calibrate(scores, isPositive, calibrationBins);
  return {
    confusion,
    classes,
    macroF1: classes.reduce((sum, { f1 }) => sum + f1, 0) / classes.length,
    roc: curveOf(roc),
    precisionRecall: { ...curveOf(precisionRecall), share },
    calibration: { x, y, counts, expectedError: finite(expectedError), brier: finite(brier) },
  };
}

/** Precision and recall are 0 where there is nothing to divide by; F₁ is their harmonic mean. */
function scoreOf(name: string, c: number, confusion: Float64Array, count: number): ClassScore {
  let predicted = 0;
  let support = 0;
  for (let other = 0; other < count; other++) {
    predicted += confusion[other * count + c]!;
    support += confusion[c * count + other]!;
  }
  const right = confusion[c * count + c]!;
  const precision = predicted > 0 ? right / predicted : 0;
  const recall = support > 0 ? right / support : 0;
  return { name, precision, recall, f1: right > 0 ? (2 * precision * recall) / (precision + recall) : 0, support };
}

function curveOf(curve: RankingCurve): ClassEvaluation['roc'] {
  const { x, y, thresholds, area } = decimated(curve, maxCurvePoints);
  return { x, y, thresholds, auc: area };
}

function regressionEvaluation(
  { part, output }: QueryMap['evaluation'],
  scene: QueryContext,
  predictions: Predictions,
): RegressionEvaluation {
  const { m } = predictions;
  const { predicted, actual } = ownUnits(part, scene, predictions, output);
  const residual = predicted.map((value, i) => actual[i]! - value);
  const { min, max } = spreadOf(residual);
  const chosen = evenlySpaced(m, maxResiduals);
  const edges = binEdges(Number.isNaN(min) ? 0 : min, Number.isNaN(max) ? 0 : max, residualBins);
  const squares = residual.reduce((sum, value) => sum + value * value, 0);
  return {
    r2: finite(rSquared(residual, actual)),
    mae: finite(residual.reduce((sum, value) => sum + Math.abs(value), 0) / m),
    rmse: finite(Math.sqrt(squares / m)),
    predicted: Float64Array.from(chosen, (i) => predicted[i]!),
    residual: Float64Array.from(chosen, (i) => residual[i]!),
    indices: Float64Array.from(chosen),
    histogram: { edges, counts: histogram(residual, edges) },
  };
}

function meanR2({ part }: QueryMap['evaluation'], scene: QueryContext, predictions: Predictions): number | null {
  const { targets } = scene.dataset;
  const all = targets.map((_, j) => {
    const { predicted, actual } = ownUnits(part, scene, predictions, j);
    return rSquared(
      predicted.map((value, i) => actual[i]! - value),
      actual,
    );
  });
  return finite(all.reduce((sum, value) => sum + value, 0) / all.length);
}

function ownUnits(part: QueryMap['evaluation']['part'], scene: QueryContext, { m, A }: Predictions, j: number) {
  const { Y } = examplesOf(scene, part).examples;
  const { pipeline } = scene.dataset;
  const own = (values: Float64Array) => values.slice(j * m, (j + 1) * m).map((value) => answerOf(pipeline, j, value));
  return { predicted: own(A), actual: own(Y) };
}

/** 1 − Σ(y−ŷ)²/Σ(y−ȳ)²; for y that never changes 1 when it is met exactly, else 0. */
function rSquared(residual: Float64Array, actual: Float64Array): number {
  const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
  const total = actual.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = residual.reduce((sum, value) => sum + value * value, 0);
  return total > 0 ? 1 - left / total : Number(left === 0);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
