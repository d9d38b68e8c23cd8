/** The course of a member's cost, taken at a few epochs that are the same for all members: what a band over all of them is made of. */
import type { PiecesOf } from '../../core/network/pieces.ts';
import type { Trainer } from '../../core/training/trainer.ts';

/** One number an epoch; `null` where there is none. */
export interface MemberCurve {
  readonly cost: readonly (number | null)[];
  /** `null`: there is no validation part. */
  readonly validationCost: readonly (number | null)[] | null;
}

const maxPlaces = 60;
/** Digits that a picture needs. */
const digits = 6;

/** From 0 to the last epoch, at first close together, where most happens. */
export function curveEpochs(last: number): readonly number[] {
  const all = Array.from({ length: maxPlaces }, (_, i) => Math.round(last * (i / (maxPlaces - 1)) ** 2));
  return [...new Set(all)];
}

export class CurveTaker {
  readonly #trainer: Trainer;
  readonly #epochs: readonly number[];
  readonly #cost: (number | null)[] = [];
  readonly #validation: (number | null)[] = [];

  constructor(trainer: Trainer, epochs: readonly number[]) {
    this.#trainer = trainer;
    this.#epochs = epochs;
  }

  /** Steps up to the next epoch at which it is taken. */
  stepsToNext(): number {
    const next = this.#epochs[this.#cost.length] ?? Number.POSITIVE_INFINITY;
    return Math.max(1, next * this.#trainer.stepsPerEpoch - this.#trainer.step);
  }

  /** Takes the costs where that epoch is there. */
  *look(): PiecesOf<void> {
    const { step, inStep, stepsPerEpoch, train, validation } = this.#trainer;
    const next = this.#epochs[this.#cost.length];
    if (next === undefined || inStep || step < next * stepsPerEpoch) return;
    this.#cost.push(shortened((yield* this.#trainer.evaluation(train)).cost));
    if (validation) this.#validation.push(shortened((yield* this.#trainer.evaluation(validation)).cost));
  }

  /** What has ended keeps its last cost; what diverged has none any more. */
  ended(last: {
    readonly cost: number | null;
    readonly validationCost: number | null;
    readonly stopReason: string;
  }): MemberCurve {
    const filled = (taken: readonly (number | null)[], end: number | null): (number | null)[] => {
      const rest = last.stopReason === 'diverged' || end === null ? null : shortened(end);
      return this.#epochs.map((_, i) => taken[i] ?? rest);
    };
    const { validation } = this.#trainer;
    return {
      cost: filled(this.#cost, last.cost),
      validationCost: validation && filled(this.#validation, last.validationCost),
    };
  }
}

function shortened(cost: number): number | null {
  return Number.isFinite(cost) ? Number(cost.toPrecision(digits)) : null;
}
