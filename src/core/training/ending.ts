/**
 * When a training has come to its end: numbers that are none any more, a cost beyond all measure, patience that is over, or all
 * epochs done. The trainer asks it after each stretch of steps.
 */
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { ExampleSet } from '../network/examples.ts';
import { penalty } from '../network/forward.ts';
import type { NetworkSpec } from '../network/network.ts';
import { type BestEpoch, EarlyStopping } from './earlyStopping.ts';
import { ExplosionWatch } from './explosionWatch.ts';
import type { BackendSession } from './backend.ts';
import { divergedOutcome, earlyStoppingOutcome, epochsOutcome, explodedOutcome, type Outcome } from './outcome.ts';
import type { TrainingSettings } from './settings.ts';
import type { Stepper } from './stepper.ts';

/** What is watched. */
export interface WatchedTraining {
  readonly spec: NetworkSpec;
  readonly train: ExampleSet;
  readonly validation: ExampleSet | null;
  readonly session: BackendSession;
  readonly stepper: Stepper;
  readonly evaluator: Evaluator;
}

export class Ending {
  readonly #watched: WatchedTraining;
  readonly #patience = new EarlyStopping();
  readonly #explosion: ExplosionWatch;

  constructor(watched: WatchedTraining) {
    this.#watched = watched;
    this.#explosion = new ExplosionWatch(watched.spec, watched.train, (settings) =>
      this.#costOf(watched.train, settings),
    );
  }

  /** What it remembers, as plain data. */
  save(): { readonly best: BestEpoch | null; readonly firstCost: number | null } {
    return { best: this.#patience.save(), firstCost: this.#explosion.firstCost };
  }

  load({ best, firstCost }: { readonly best: BestEpoch | null; readonly firstCost: number | null }): void {
    this.#patience.load(best);
    this.#explosion.firstCost = firstCost;
  }

  /** Steps that may be done before it is asked again. */
  stepsToNextLook(settings: TrainingSettings): number {
    return this.#explosion.stepsToNextLook(this.#watched.stepper.step, settings);
  }

  /** Before a step: the initial weights are epoch 0, for no training may be better than none. */
  watchStart(settings: TrainingSettings): void {
    const { stepper } = this.#watched;
    const rule = settings.earlyStopping;
    if (!rule || stepper.step > 0 || this.#patience.best || stepper.inStep) return;
    this.#patience.observe(this.#cost(settings), { epoch: 0, step: 0 }, this.#values(), rule);
  }

  /** After steps or phases: an end that is no success. */
  failure(settings: TrainingSettings): Outcome | null {
    const { step, nonFinite, inStep, batchCost } = this.#watched.stepper;
    if (nonFinite) return divergedOutcome(step, nonFinite);
    return !inStep && this.#explosion.isOver(step, batchCost, settings) ? explodedOutcome(step, batchCost) : null;
  }

  /** Between two steps: patience that is over, or all epochs done. */
  reached(settings: TrainingSettings): Outcome | null {
    return (this.#watched.stepper.epochEnded ? this.#patienceIsOver(settings) : null) ?? this.epochsDone(settings);
  }

  epochsDone({ epochs }: TrainingSettings): Outcome | null {
    const { step, batches } = this.#watched.stepper;
    return batches.epoch < epochs ? null : epochsOutcome(batches.epoch, step);
  }

  /** Early stopping: on the validation cost if there is one, and with the best weights put back. */
  #patienceIsOver(settings: TrainingSettings): Outcome | null {
    const rule = settings.earlyStopping;
    if (!rule) return null;
    const { session, stepper, validation } = this.#watched;
    const at = { epoch: stepper.batches.epoch, step: stepper.step };
    const values = this.#values();
    if (!this.#patience.observe(this.#cost(settings), at, values, rule)) return null;
    const best = this.#patience.best!;
    values.set(best.values);
    session.push();
    stepper.forgetSaved();
    return earlyStoppingOutcome(at, best.epoch, rule.patience, validation ? 'validation cost' : 'training cost');
  }

  /** That of the validation examples, if there are any; the penalty is that of the whole training part. */
  #cost(settings: TrainingSettings): number {
    const { train, validation } = this.#watched;
    return this.#costOf(validation ?? train, settings);
  }

  #costOf(examples: ExampleSet, { l2 }: TrainingSettings): number {
    const { evaluator, session, spec, train } = this.#watched;
    session.pull('parameters');
    return evaluator.cost(examples, penalty(spec, session.parameters, l2 / train.m));
  }

  #values(): Float64Array {
    const { session } = this.#watched;
    session.pull();
    return session.parameters.values;
  }
}
