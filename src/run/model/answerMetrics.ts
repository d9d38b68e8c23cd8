/** How good predictions are, row after row, with the figures and the order of sums of the Evaluation tab. */
import type { AnswerFigures, ClassFigures, NumberFigures } from '../../core/evaluation/answerFigures.ts';
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { perExampleLoss } from '../../core/network/perExampleLoss.ts';
import { answerOf, type Pipeline } from '../../data/dataset/steps/pipeline.ts';
import type { BlockAnswers } from './blockAnswers.ts';

/** Z^[L], A^[L] of some rows, and their answers. */
export interface Answered extends BlockAnswers {
  readonly Z: Float64Array;
  readonly A: Float64Array;
  readonly rows: number;
}

export class AnswerMetrics {
  readonly #spec: NetworkSpec;
  readonly #pipeline: Pipeline;
  /** Of the answers, in their own units, one a target. */
  readonly #means: readonly number[];
  readonly #errors: { squares: number; absolute: number; total: number }[];
  readonly #found: Float64Array;
  readonly #support: Float64Array;
  #losses = new Float64Array(0);
  #loss = 0;
  #known = 0;
  #right = 0;
  #m = 0;

  constructor(spec: NetworkSpec, pipeline: Pipeline, means: readonly number[]) {
    this.#spec = spec;
    this.#pipeline = pipeline;
    this.#means = means;
    this.#errors = pipeline.targets.map(() => ({ squares: 0, absolute: 0, total: 0 }));
    this.#found = new Float64Array(pipeline.classes.length);
    this.#support = new Float64Array(pipeline.classes.length);
  }

  /** @param isCounted whether a row counts at all */
  add(answered: Answered, isCounted: (row: number) => boolean): void {
    const { rows, codes } = answered;
    const { units, activation } = this.#spec.layers.at(-1)!;
    if (this.#losses.length < rows) this.#losses = new Float64Array(rows);
    const losses = this.#losses;
    perExampleLoss(this.#spec.loss, activation, { ...answered, units, m: rows }, losses);
    for (let i = 0; i < rows; i++) {
      const code = codes[i]!;
      if (code < -1 || !isCounted(i)) continue;
      this.#m++;
      if (code < 0) continue;
      this.#known++;
      this.#loss += losses[i]!;
      if (this.#pipeline.task === 'regression') this.#addNumbers(answered, i);
      else this.#addClass(code, predictedClass(answered.A, units, rows, i));
    }
  }

  /** `null` when no row had an answer. */
  figures(): AnswerFigures | null {
    if (this.#m === 0) return null;
    const cost = this.#known > 0 ? finite(this.#loss / this.#known) : null;
    return this.#pipeline.task === 'regression' ? this.#numberFigures(cost) : this.#classFigures(cost);
  }

  #addClass(truth: number, predicted: number): void {
    this.#support[truth]!++;
    if (predicted !== truth) return;
    this.#found[truth]!++;
    this.#right++;
  }

  #addNumbers({ A, Y, rows }: Answered, i: number): void {
    this.#errors.forEach((errors, k) => {
      const actual = answerOf(this.#pipeline, k, Y[k * rows + i]!);
      const residual = actual - answerOf(this.#pipeline, k, A[k * rows + i]!);
      errors.squares += residual * residual;
      errors.absolute += Math.abs(residual);
      errors.total += (actual - this.#means[k]!) ** 2;
    });
  }

  #classFigures(cost: number | null): ClassFigures {
    const recalls = [...this.#support].flatMap((support, c) => (support > 0 ? [this.#found[c]! / support] : []));
    const balanced = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    return {
      cost,
      accuracy: this.#right / this.#m,
      correct: { right: this.#right, m: this.#m },
      balancedAccuracy: finite(balanced),
    };
  }

  #numberFigures(cost: number | null): NumberFigures {
    const r2 = this.#errors.map(({ squares, total }) => (total > 0 ? 1 - squares / total : Number(squares === 0)));
    const each = (figure: (errors: { squares: number; absolute: number }) => number) => {
      const all = this.#errors.map(figure);
      return all.length === 1 ? all[0]! : all;
    };
    return {
      cost,
      r2: finite(r2.reduce((sum, value) => sum + value, 0) / r2.length),
      mae: each(({ absolute }) => absolute / this.#m),
      rmse: each(({ squares }) => Math.sqrt(squares / this.#m)),
    };
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
