/**
 * What was done of one step from here: the phase done last, the settings it was done with, what J was. It holds as long as the run
 * stands where that phase left it.
 */
import type { Phase } from '../../src/core/training/phases.ts';
import type { TrainingSettings } from '../../src/core/training/settings.ts';
import type { StepRule } from '../../src/equations/step.ts';
import type { PhaseAnswer } from '../../src/protocol/answers.ts';
import type { Answer } from '../../src/protocol/query.ts';

export type RuleInForce = StepRule & Pick<TrainingSettings, 'learningRate'>;
export type StepCost = Pick<PhaseAnswer, 'cost' | 'penalty'>;

const noCost: StepCost = { cost: null, penalty: null };

export class StepProgress {
  #network = '';
  #phase: Answer<'phase'> | null = null;
  /** The phase that was done last from here, with what, and where the run stood then. */
  #done: Phase | null = null;
  #doneBy: RuleInForce | null = null;
  #doneAt = '';
  /** A finished phase that was clicked; `null`: the one done last is explained. */
  #chosen: Phase | null = null;
  #cost = noCost;
  #costAt = Number.NaN;
  #isReview = false;

  /** As the run told last. */
  get phase(): Answer<'phase'> | null {
    return this.#phase;
  }

  /** A past step, or the end of a training: all phases can be looked at, with the weights as they are there. */
  get isReview(): boolean {
    return this.#isReview;
  }

  get done(): Phase | null {
    return this.#done;
  }

  get doneBy(): RuleInForce | null {
    return this.#doneBy;
  }

  /** The update is done, and the next step is not begun. */
  get isUpdated(): boolean {
    return !this.#isReview && this.#done?.kind === 'update';
  }

  get explained(): Phase | null {
    return this.#chosen ?? (this.#isReview ? null : this.#done);
  }

  /** J of the step's batch with its penalty, once they were computed. */
  get cost(): StepCost {
    return this.#phase?.penalty == null ? this.#cost : this.#phase;
  }

  /** What the run says of its step now. @param network see `networkKey` */
  see(network: string, phase: Answer<'phase'> | null): void {
    if (network !== this.#network) this.forget();
    this.#network = network;
    this.#phase = phase;
    if (!phase) return;
    // A look at the past leaves the present as it is.
    if (phase.live && this.#done && locationOf(phase) !== this.#doneAt) this.forget();
    this.#keepCost(phase);
    this.#settleReview();
  }

  /** A phase was done from here. */
  advanced(phase: Answer<'phase'>, done: Phase, rule: RuleInForce | null): void {
    this.#phase = phase;
    this.#done = done;
    this.#doneBy = rule && { ...rule, learningRate: phase.learningRate };
    this.#doneAt = locationOf(phase);
    this.#chosen = null;
    this.#keepCost(phase);
    this.#settleReview();
  }

  choose(phase: Phase): void {
    this.#chosen = phase;
  }

  /** The run is elsewhere, or is another: what was done is no step of it. */
  forget(): void {
    this.#done = null;
    this.#doneBy = null;
    this.#doneAt = '';
    this.#chosen = null;
    this.#cost = noCost;
    this.#costAt = Number.NaN;
  }

  /** J counts from its own phase to the end of its step: then a step more is done. */
  #keepCost(phase: Answer<'phase'>): void {
    if (phase.penalty !== null) {
      this.#cost = { cost: phase.cost, penalty: phase.penalty };
      this.#costAt = phase.step;
    } else if (!(phase.position === 0 && phase.step === this.#costAt + 1)) {
      if (phase.live) this.#cost = noCost;
    }
  }

  /** A phase that was clicked at a past step is none that was done at the present one. */
  #settleReview(): void {
    const phase = this.#phase;
    const isReview = phase !== null && (!phase.live || (phase.over && this.#done === null));
    if (isReview !== this.#isReview) this.#chosen = null;
    this.#isReview = isReview;
  }
}

/** Where in its run a step stands. */
function locationOf({ step, position, batch }: Answer<'phase'>): string {
  return `${step}:${position}:${batch}`;
}
