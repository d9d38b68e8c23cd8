/** What a training came to: the object of `train --json`, whose field names scripts rely on. */
import type { Activation, Shape } from '../../core/network/network.ts';
import { layerShapes, parameterCount } from '../../core/network/shape.ts';
import { jsonNotice, type JsonNotice } from '../../config/wording/notice.ts';
import { jsonVerdict } from '../../config/wording/verdictText.ts';
import { constantAnswer } from '../../core/evaluation/constantAnswer.ts';
import { type Verdict, verdict } from '../../core/evaluation/verdict.ts';
import type { Count, Evaluation } from '../../core/evaluation/metrics.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { Task } from '../../data/columns/summary.ts';
import { finite, type PartEvaluations, trainedFigures } from './trainedFigures.ts';
import type { BuiltRun, RunPlan } from '../setup/buildTrainer.ts';
import { divergenceOf } from '../../core/training/outcome.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';

export interface TrainingResult {
  /** Cost over the whole training part after k updates; `null` where the training never was at k. */
  readonly costs: ReadonlyMap<number, number | null>;
  /** Over the whole training part before the first step; `null` when there was no time for it. */
  readonly startCost: number | null;
  readonly stopReason: 'epochs' | 'earlyStopping' | 'diverged' | 'user';
  /** Spent in steps alone: no reading, no evaluation. */
  readonly seconds: number;
}

export interface ShapeReport {
  /** l = 1…L. */
  readonly layer: number;
  readonly W: Shape;
  readonly b: Shape;
  readonly activation: Activation;
}

/** What is known before any step. */
export interface NetworkReport {
  readonly task: Task;
  /** A list when there are several. */
  readonly target: string | readonly string[];
  /** Columns that are used; a category among them is several inputs. */
  readonly features: readonly string[];
  readonly m: number;
  readonly mValidation: number;
  readonly mTest: number;
  readonly shapes: readonly ShapeReport[];
  /** Numbers in all W and b together. */
  readonly parameters: number;
}

/** `null`: does not apply (accuracy of a regression, anything about a part that is not there), or not finite. */
export interface TrainReport extends NetworkReport {
  readonly steps: number;
  readonly epochs: number;
  readonly cost: number | null;
  readonly validationCost: number | null;
  readonly testCost: number | null;
  /** Fractions, 0…1. */
  readonly trainAccuracy: number | null;
  readonly validationAccuracy: number | null;
  readonly testAccuracy: number | null;
  /** The counts that they are the quotients of. */
  readonly trainCorrect: Count | null;
  readonly validationCorrect: Count | null;
  readonly testCorrect: Count | null;
  /** At most 1; the mean over the targets when there are several. */
  readonly r2: number | null;
  readonly validationR2: number | null;
  readonly testR2: number | null;
  /** From the iterations of --costs-at to the cost there; `null` without --costs-at. */
  readonly costs: Readonly<Record<string, number | null>> | null;
  readonly stopReason: TrainingResult['stopReason'];
  /** How it came to its end; `null` when the user ended it. */
  readonly outcome: JsonNotice | null;
  /** What speaks against it, or is worth knowing, the gravest first. */
  readonly verdict: readonly ReturnType<typeof jsonVerdict>[];
  readonly seconds: number;
  readonly stepsPerSecond: number | null;
  readonly engine: string;
  readonly precision: 'float64' | 'float32';
  readonly weightsSha256: string;
}

/** In the order in which they are printed. */
export const networkFields = [...['task', 'target', 'features', 'm', 'mValidation', 'mTest', 'shapes', 'parameters']];

export const trainFields = [
  ...networkFields,
  ...['steps', 'epochs', 'cost', 'validationCost', 'testCost'],
  ...['trainAccuracy', 'validationAccuracy', 'testAccuracy', 'r2', 'validationR2', 'testR2'],
  ...['trainCorrect', 'validationCorrect', 'testCorrect'],
  ...['costs', 'stopReason', 'outcome', 'verdict', 'seconds', 'stepsPerSecond', 'engine', 'precision', 'weightsSha256'],
];

export function networkReport({ dataset, spec }: RunPlan): NetworkReport {
  return {
    task: dataset.task,
    target: targetOf(dataset),
    features: [...new Set(dataset.inputs.map(({ column }) => column))],
    m: dataset.train.m,
    mValidation: dataset.validation?.m ?? 0,
    mTest: dataset.test?.m ?? 0,
    shapes: layerShapes(spec).map(({ layer, W, b, activation }) => ({ layer, W, b, activation })),
    parameters: parameterCount(spec),
  };
}

/** Each part with the weights there are, in pieces. */
export function* evaluations({ trainer, dataset: { train, validation, test } }: BuiltRun): PiecesOf<PartEvaluations> {
  return {
    train: yield* trainer.evaluation(train),
    validation: validation && (yield* trainer.evaluation(validation)),
    test: test && (yield* trainer.evaluation(test)),
  };
}

/** There was no time for it. */
export function notEvaluated({ dataset: { train } }: BuiltRun): PartEvaluations {
  const none = { accuracy: null, correct: null, perClass: null, confusion: null, r2: null, mae: null };
  return { train: { m: train.m, cost: Number.NaN, ...none }, validation: null, test: null };
}

/** @param fingerprint SHA-256 of the weights */
export function trainReport(
  run: BuiltRun,
  result: TrainingResult,
  { train, validation, test }: PartEvaluations,
  fingerprint: (weights: Float64Array) => string,
): TrainReport {
  const { trainer, dataset } = run;
  return {
    ...networkReport(run),
    steps: trainer.step,
    epochs: trainer.epoch,
    ...trainedFigures({ train, validation, test }),
    trainCorrect: train.correct,
    validationCorrect: validation?.correct ?? null,
    testCorrect: test?.correct ?? null,
    costs:
      result.costs.size > 0
        ? Object.fromEntries([...result.costs].map(([step, cost]) => [String(step), finite(cost)]))
        : null,
    stopReason: result.stopReason,
    outcome: trainer.outcome && jsonNotice(trainer.outcome.notice),
    verdict: verdictOf(run, result, { train, validation }).map((found) => jsonVerdict(found, dataset.classes)),
    seconds: result.seconds,
    stepsPerSecond: result.seconds > 0 ? trainer.step / result.seconds : null,
    engine: engineOf(trainer),
    precision: precisionOf(trainer),
    weightsSha256: fingerprint(trainer.parameters.values),
  };
}

function verdictOf(
  { trainer, dataset, spec }: BuiltRun,
  { startCost, stopReason }: TrainingResult,
  { train, validation }: { readonly train: Evaluation; readonly validation: Evaluation | null },
): Verdict[] {
  return verdict({
    reason: stopReason,
    diverged: divergenceOf(trainer.outcome),
    startCost,
    epoch: trainer.epoch,
    ...{ train, validation },
    constant: constantAnswer(spec, dataset.train, dataset.validation ?? dataset.train),
    ...{ linear: null, best: null },
  });
}

export function targetOf({ targets }: Dataset): string | readonly string[] {
  return targets.length === 1 && targets[0] !== undefined ? targets[0] : targets;
}

/** "wasm-simd", or "wasm-simd, 2 threads" when so many do its steps. */
function engineOf({ backend }: Trainer): string {
  const { name, threads = 1 } = backend;
  return threads === 1 ? name : `${name}, ${threads} threads`;
}

function precisionOf(trainer: Trainer): 'float64' | 'float32' {
  return trainer.backend.precision;
}
