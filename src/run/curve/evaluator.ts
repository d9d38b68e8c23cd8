/**
 * The numbers of the training curve. While data and network are small they are computed over all examples; beyond that
 * over a fixed, evenly spread sample, because a curve is no use if drawing it takes longer than the training.
 */
import { curveWork, examplesFor } from '../budget.ts';
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import { type Notice, notice } from '../../core/notice.ts';
import {
  type Examples,
  allOf,
  gatherColumns,
  type ExampleSet,
  inFloat64,
  type Inputs,
} from '../../core/network/examples.ts';
import { parameterCount } from '../../core/network/shape.ts';
import { type Evaluation, metricOf } from '../../core/evaluation/metrics.ts';
import { minorityShare } from '../../core/evaluation/verdict.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurvePoint } from './curveRecorder.ts';
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { finished, type PiecesOf } from '../../core/network/pieces.ts';

/** Fewest examples of a sample. */
const minSample = 256;

/** What both parts say. */
export interface Judgement {
  readonly train: Evaluation;
  readonly validation: Evaluation | null;
}

export class Evaluator {
  readonly #trainer: Trainer;
  readonly #train: Examples;
  readonly #validation: Examples | null;

  constructor(trainer: Trainer) {
    const most = examplesFor(curveWork, parameterCount(trainer.spec), minSample);
    this.#trainer = trainer;
    this.#train = sampleOf(trainer.train, most);
    this.#validation = trainer.validation && sampleOf(trainer.validation, most);
  }

  /** For the user, when the curve does not stand for all examples; else `null`. */
  get note(): Notice<RunNoticeCode> | null {
    if (this.#train.m === this.#trainer.train.m && this.#validation?.m === this.#trainer.validation?.m) return null;
    const training = [this.#train.m, this.#trainer.train.m];
    if (!this.#validation || !this.#trainer.validation) return notice('run.curveSample', ...training);
    return notice('run.curveSamples', ...training, this.#validation.m, this.#trainer.validation.m);
  }

  /** The point of the curve for the parameters as they are now, of the run or of a trainer that makes its past again. */
  evaluate(trainer = this.#trainer): CurvePoint {
    return finished(this.pieces(trainer));
  }

  /** The same in pieces of some milliseconds, which may be dropped. */
  *pieces(trainer = this.#trainer): PiecesOf<CurvePoint> {
    const { train, validation } = yield* this.judgement(trainer);
    return {
      step: trainer.step,
      cost: train.cost,
      validationCost: validation?.cost ?? Number.NaN,
      trainMetric: metricOf(train),
      validationMetric: validation && metricOf(validation),
      balanced: balancedAccuracy(validation ?? train),
    };
  }

  /** What a verdict speaks of: the validation part where there is one. */
  get judged(): Examples {
    return this.#validation ?? this.#train;
  }

  /** All that there is to say of the present parameters, in pieces of some milliseconds. */
  *judgement(trainer = this.#trainer): PiecesOf<Judgement> {
    const train = yield* trainer.evaluation(this.#train);
    return { train, validation: this.#validation && (yield* trainer.evaluation(this.#validation)) };
  }
}

/** The mean recall, where the rarest class is so rare that accuracy says little. */
function balancedAccuracy({ perClass, m }: Evaluation): number | undefined {
  const present = perClass?.filter(({ support }) => support > 0) ?? [];
  if (present.length < 2 || !present.some(({ support }) => support < minorityShare * m)) return undefined;
  return present.reduce((sum, { recall }) => sum + recall, 0) / present.length;
}

/** At most `most` examples, evenly spread; the examples themselves when they are no more (in Float64). */
export function sampleOf(examples: ExampleSet, most: number): Examples {
  const { m, X, Y, logScales } = examples;
  if (m <= most) return inFloat64(examples);
  const chosen = Uint32Array.from(evenlySpaced(m, most));
  return { m: most, X: columns(X, m, chosen), Y: columns(Y, m, chosen), ...(logScales && { logScales }) };
}

function columns(matrix: Inputs, m: number, chosen: Uint32Array): Float64Array {
  const rows = matrix.length / m;
  const result = new Float64Array(rows * chosen.length);
  gatherColumns(matrix, rows, m, allOf(chosen), result);
  return result;
}
