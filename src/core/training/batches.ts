/**
 * Which examples a step uses. An epoch goes once through all examples in an order drawn from (seed, epoch) alone, so
 * any epoch's order can be made again without replaying those before it. The last batch holds what is left.
 * When one batch holds all examples there is no order, no shuffling and no copying.
 */
import { RandomState } from '../network/random.ts';
import type { StepSpan } from './schedule.ts';

/** Examples a step, for m examples. */
export function batchLength(batchSize: number | 'full', m: number): number {
  return batchSize === 'full' ? m : Math.min(batchSize, m);
}

export function stepsPerEpoch(batchSize: number | 'full', m: number): number {
  return Math.ceil(m / batchLength(batchSize, m));
}

/**
 * The order of the examples in epoch 0, 1, 2 …; the same as `numpy.random.RandomState([seed, epoch]).permutation(m)`.
 * @param into room for m numbers, written
 */
export function epochOrder(seed: number, epoch: number, into: Uint32Array): void {
  for (let i = 0; i < into.length; i++) into[i] = i;
  new RandomState([seed, epoch]).shuffle(into);
}

/** A place in the sequence of batches, between two steps. */
export interface BatchPosition {
  /** Epochs done. */
  readonly epoch: number;
  /** Examples of the current epoch already used. */
  readonly used: number;
  /** The seed that the current epoch's order was drawn with. */
  readonly orderSeed: number;
}

/** Walks through the batches of one epoch after the other. */
export class BatchSequence {
  readonly m: number;
  #epoch = 0;
  #used = 0;
  #orderSeed = 0;
  #drawnEpoch = -1;
  #drawn = new Uint32Array(0);
  #order: Uint32Array | null = null;
  #count = 0;

  constructor(m: number) {
    this.m = m;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Order of the current batch's epoch, `null` for all examples as they stand. */
  get order(): Uint32Array | null {
    return this.#order;
  }

  /** Where the current batch begins in the order. */
  get start(): number {
    return this.#used;
  }

  /** Examples in the current batch. */
  get count(): number {
    return this.#count;
  }

  /** Batches of the current length that are left in this epoch, the current one included. */
  get stepsLeft(): number {
    return Math.ceil((this.m - this.#used) / this.#count);
  }

  /** Where the `ahead`-th step from this position on stands; within this epoch, or whole epochs where a step takes all examples. */
  spanOf(batchSize: number | 'full', ahead = 0): StepSpan {
    const length = batchLength(batchSize, this.m);
    if (this.#used === 0 && length === this.m) return { before: this.#epoch + ahead, after: this.#epoch + ahead + 1 };
    const from = this.#used + ahead * length;
    return { before: this.#epoch + from / this.m, after: this.#epoch + Math.min(from + length, this.m) / this.m };
  }

  /** The chosen batch was given up: none is chosen. */
  leave(): void {
    this.#count = 0;
  }

  /** Chooses the batch at this position. A batch size changed within an epoch cuts what is left of it anew. */
  choose(batchSize: number | 'full', shuffleSeed: number): void {
    const length = batchLength(batchSize, this.m);
    this.#count = Math.min(length, this.m - this.#used);
    if (this.#used === 0) this.#order = length === this.m ? null : this.#draw(shuffleSeed);
  }

  /** Moves behind the next `steps` batches of the chosen length, within this epoch. @returns whether the epoch is done */
  advance(steps = 1): boolean {
    if (!this.#order) {
      this.#epoch += steps;
      return true;
    }
    this.#used = Math.min(this.#used + steps * this.#count, this.m);
    if (this.#used < this.m) return false;
    this.#used = 0;
    this.#epoch++;
    return true;
  }

  save(): BatchPosition {
    return { epoch: this.#epoch, used: this.#used, orderSeed: this.#orderSeed };
  }

  load({ epoch, used, orderSeed }: BatchPosition): void {
    this.#epoch = epoch;
    this.#used = used;
    this.#order = used === 0 ? null : this.#draw(orderSeed);
  }

  #draw(seed: number): Uint32Array {
    if (this.#drawn.length === 0) this.#drawn = new Uint32Array(this.m);
    if (this.#drawnEpoch !== this.#epoch || this.#orderSeed !== seed) epochOrder(seed, this.#epoch, this.#drawn);
    this.#drawnEpoch = this.#epoch;
    this.#orderSeed = seed;
    return this.#drawn;
  }
}
