/**
 * Notices a training that has run away long before its numbers overflow: the cost of a batch is a million times that of the
 * first one, and of the best constant answer. It looks at steps that are told by their numbers alone, so that a training ends at
 * the same step in however many pieces it is run.
 */
import { constantAnswer } from '../evaluation/constantAnswer.ts';
import type { ExampleSet } from '../network/examples.ts';
import type { NetworkSpec } from '../network/network.ts';
import { explodedFactor } from './outcome.ts';

/** Steps between two looks, but for the first step, whose cost is kept. */
const interval = 512;

export class ExplosionWatch {
  /** J of the first batch before its update. */
  firstCost: number | null = null;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  /** Of the best constant answer; asked for when a cost looks suspicious. */
  #constantCost: number | null = null;

  constructor(spec: NetworkSpec, train: ExampleSet) {
    this.#spec = spec;
    this.#train = train;
  }

  /** Steps that may be done at a stretch. */
  stepsToNextLook(step: number): number {
    return step === 0 ? 1 : interval - (step % interval);
  }

  /** @param cost J of the batch of the last step, before its update */
  isOver(step: number, cost: number): boolean {
    if (step === 1) this.firstCost ??= cost;
    if (step % interval !== 0 || !(cost > explodedFactor * (this.firstCost ?? 0))) return false;
    this.#constantCost ??= constantAnswer(this.#spec, this.#train).cost;
    return cost > explodedFactor * this.#constantCost;
  }
}
