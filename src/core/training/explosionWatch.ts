/**
 * Notices a training that has run away long before its numbers overflow: the cost of a batch is a million times that of the
 * first one, and of the best constant answer. It looks at steps that are told by numbers alone (which step, how large a step is), so
 * that a training ends at the same step in however many pieces it is run.
 */
import { constantAnswer } from '../evaluation/constantAnswer.ts';
import type { ExampleSet } from '../network/examples.ts';
import type { NetworkSpec } from '../network/network.ts';
import { stepWork } from '../network/pieces.ts';
import { batchLength } from './batches.ts';
import { explodedFactor } from './outcome.ts';
import type { TrainingSettings } from './settings.ts';

/** Most steps between two looks, a power of two. */
const maxInterval = 64;
/** Multiply-adds between two looks at most, where one step has no more: some milliseconds. */
const maxWork = 1 << 25;
/** So many steps are each looked at; after them the interval is such a part of the steps that were done. */
const part = 16;

export class ExplosionWatch {
  /** J of the first batch before its update. */
  firstCost: number | null = null;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  readonly #wholeCost: (settings: TrainingSettings) => number;
  /** Of the best constant answer; asked for when a cost looks suspicious. */
  #constantCost: number | null = null;

  /** @param wholeCost J of the whole training part, for what a small batch cannot tell */
  constructor(spec: NetworkSpec, train: ExampleSet, wholeCost: (settings: TrainingSettings) => number) {
    this.#spec = spec;
    this.#train = train;
    this.#wholeCost = wholeCost;
  }

  /** Steps that may be done at a stretch. */
  stepsToNextLook(step: number, settings: TrainingSettings): number {
    const interval = this.#interval(step, settings);
    return interval - (step % interval);
  }

  /** @param cost J of the batch of the last step, before its update */
  isOver(step: number, cost: number, settings: TrainingSettings): boolean {
    if (step === 1) this.firstCost ??= cost;
    if (step % this.#interval(step, settings) !== 0 || !this.#isHopeless(cost)) return false;
    return (
      batchLength(settings.batchSize, this.#train.m) === this.#train.m || this.#isHopeless(this.#wholeCost(settings))
    );
  }

  /** A cost that is none any more is, too. */
  #isHopeless(cost: number): boolean {
    if (cost <= explodedFactor * (this.firstCost ?? 0)) return false;
    this.#constantCost ??= constantAnswer(this.#spec, this.#train).cost;
    return !(cost <= explodedFactor * this.#constantCost);
  }

  /** A power of two that rises with the steps, so that what was a look stays one. */
  #interval(step: number, { batchSize }: TrainingSettings): number {
    const work = stepWork(this.#spec, batchLength(batchSize, this.#train.m));
    const most = Math.min(maxInterval, maxWork / Math.max(1, work), step / part);
    return most < 2 ? 1 : 2 ** Math.floor(Math.log2(most));
  }
}
