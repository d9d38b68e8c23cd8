/**
 * How good predictions are: accuracy and confusion of classes, R² and mean absolute error of numbers. Predictions arrive
 * in blocks of examples; the block size changes no result beyond rounding of sums.
 */
import type { ExampleSet, LogScale } from '../network/examples.ts';
import { lossFunctions } from '../network/lossFunctions.ts';
import type { NetworkSpec } from '../network/network.ts';
import { isYes, predictedClass } from './predictedClass.ts';

export interface ClassMetrics {
  /** Share of the examples predicted as this class that are; 0 when none was predicted so. */
  readonly precision: number;
  /** Share of this class's examples that were found; 0 when there is none. */
  readonly recall: number;
  /** Examples of this class. */
  readonly support: number;
}

/** How many of how many: what an accuracy travels as, so that it is rounded once, where it is shown. */
export interface Count {
  readonly right: number;
  readonly m: number;
}

/** What a network is judged by beside its cost: the right answers of a classification, R² (the mean over the targets) of a regression. */
export type Metric = Count | number;

/** `null` where there is no such number. */
export function metricOf({ correct, r2 }: Pick<Partial<Evaluation>, 'correct' | 'r2'>): Metric | null {
  if (correct) return correct;
  if (!r2 || r2.length === 0) return null;
  const mean = r2.reduce((sum, value) => sum + value, 0) / r2.length;
  return Number.isFinite(mean) ? mean : null;
}

/** The share of right answers, or R². */
export function metricValue(metric: Metric): number {
  return typeof metric === 'number' ? metric : metric.right / metric.m;
}

export interface Evaluation {
  /** Examples evaluated. */
  readonly m: number;
  /** J with the penalty of the training: mean loss in nats (squared error: y²) + (λ/2m) Σ‖W‖², m of the training set. */
  readonly cost: number;
  /** Share of right predictions, 0…1; `null` in regression. */
  readonly accuracy: number | null;
  /** The counts that it is the quotient of; `null` where it is. */
  readonly correct: Count | null;
  /** One entry a class; `null` in regression and with several yes/no outputs. */
  readonly perClass: ClassMetrics[] | null;
  /** confusion[truth][prediction] = examples; `null` where `perClass` is. */
  readonly confusion: number[][] | null;
  /**
   * 1 − Σ(y−ŷ)²/Σ(y−ȳ)² of each output in its own units; `null` unless the loss is squared error. Constant y: 1 if met exactly,
   * else 0.
   */
  readonly r2: number[] | null;
  /** Mean |y − ŷ| of each output, in units of y; `null` where `r2` is. */
  readonly mae: number[] | null;
}

/** Collects predictions block by block. */
export interface Tally {
  /**
   * @param A ŷ, n_y × m
   * @param Y n_y × m
   */
  add(A: Float64Array, Y: Float64Array, m: number): void;
  result(): Partial<Evaluation>;
}

/** The tallies that make sense for the network: classes for σ or softmax outputs and cross-entropies, errors for squared error. */
export function talliesFor(spec: NetworkSpec, examples: ExampleSet): Tally[] {
  const { units, activation } = spec.layers[spec.layers.length - 1]!;
  const tallies: Tally[] = [];
  if (activation === 'softmax' || spec.loss === 'categoricalCrossEntropy') tallies.push(classTally(units));
  else if (activation === 'sigmoid' || spec.loss === 'binaryCrossEntropy')
    tallies.push(units === 1 ? classTally(1) : labelTally(units));
  if (!lossFunctions[spec.loss].wantsProbability) tallies.push(errorTally(examples, units));
  return tallies;
}

/** One output of yes/no, or one a class. */
function classTally(units: number): Tally {
  const confusion = squareOfZeros(Math.max(2, units));
  return {
    add(A, Y, m) {
      for (let i = 0; i < m; i++) confusion[predictedClass(Y, units, m, i)]![predictedClass(A, units, m, i)]!++;
    },
    result: () => classResult(confusion),
  };
}

/** Several independent yes/no outputs: every entry counts for itself. */
function labelTally(units: number): Tally {
  let right = 0;
  let total = 0;
  return {
    add(A, Y, m) {
      for (let i = 0; i < units * m; i++) if (isYes(A[i]!) === isYes(Y[i]!)) right++;
      total += units * m;
    },
    result: () => ({ accuracy: right / total, correct: { right, m: total } }),
  };
}

function errorTally({ Y: all, m: count, logScales }: ExampleSet, units: number): Tally {
  const outputs = Array.from({ length: units }, (_, j) => {
    const own = ownUnits(logScales?.[j] ?? null);
    const sum = all.subarray(j * count, (j + 1) * count).reduce((before, y) => before + own(y), 0);
    return { own, mean: sum / count, residual: 0, total: 0, absolute: 0 };
  });
  return {
    add(A, Y, m) {
      outputs.forEach((output, j) => {
        for (let i = j * m; i < (j + 1) * m; i++) {
          const y = output.own(Y[i]!);
          const error = y - output.own(A[i]!);
          output.residual += error * error;
          output.absolute += Math.abs(error);
          output.total += (y - output.mean) ** 2;
        }
      });
    },
    result: () => ({
      r2: outputs.map(({ residual, total }) => (total > 0 ? 1 - residual / total : Number(residual === 0))),
      mae: outputs.map(({ absolute }) => absolute / count),
    }),
  };
}

/** What a number of Y or ŷ is in the output's own units; where these are a straight line of Y, no figure needs them. */
function ownUnits(logScale: LogScale | null): (y: number) => number {
  if (!logScale) return (y) => y;
  const { scale, offset } = logScale;
  return (y) => Math.expm1(scale * y + offset);
}

function squareOfZeros(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0));
}

function classResult(confusion: number[][]): Pick<Evaluation, 'accuracy' | 'correct' | 'perClass' | 'confusion'> {
  const total = confusion.reduce((sum, row) => sum + sumOf(row), 0);
  const right = sumOf(confusion.map((row, c) => row[c]!));
  const perClass = confusion.map((row, c) => {
    const support = sumOf(row);
    const predicted = sumOf(confusion.map((other) => other[c]!));
    return { precision: predicted > 0 ? row[c]! / predicted : 0, recall: support > 0 ? row[c]! / support : 0, support };
  });
  return { accuracy: right / total, correct: { right, m: total }, perClass, confusion };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
