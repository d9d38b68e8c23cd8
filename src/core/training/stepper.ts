/**
 * Does steps: takes the next batch, calls the kernels phase by phase (or many steps at once when they can), counts, and
 * notices the first number that is none. It knows nothing of epochs to do, early stopping or changes of settings.
 */
import { assertNever } from '../assertNever.ts';
import { batchLength, type BatchPosition, BatchSequence } from './batches.ts';
import { firstInBackward, firstInForward, firstInParameters } from './divergence.ts';
import type { BackendSession, PiecePhase } from './backend.ts';
import type { NetworkSpec } from '../network/network.ts';
import { type Phase, phasesOf } from './phases.ts';
import { learningRateAt } from './schedule.ts';
import { type Pieces, wholeStepWork } from '../network/pieces.ts';
import type { TrainingSettings } from './settings.ts';

/** What a stepper counts. */
export interface StepCounts {
  readonly step: number;
  /** Updates since the optimiser's averages were zero. */
  readonly updates: number;
  readonly batchCost: number;
}

/** Where the session's saved copy is from. */
interface Saved extends StepCounts {
  readonly position: BatchPosition;
  /** In force since then. */
  readonly settings: TrainingSettings;
}

/**
 * Steps after a copy until the next call makes a new one: so many and those of the last call are done again to find a number that is
 * none. A copy of a large network takes up to a tenth of the time of its step.
 */
const maxReplay = 8;

export class Stepper {
  readonly batches: BatchSequence;
  readonly #spec: NetworkSpec;
  readonly #session: BackendSession;
  readonly #phases: readonly Phase[];
  #cursor = 0;
  /** What is left of the phase that was begun. */
  #pieces: Pieces | null = null;
  /** The step was begun in pieces, from this cost on. */
  #costBefore: number | null = null;
  #step = 0;
  #updates = 0;
  #batchCost = Number.NaN;
  #nonFinite: string | null = null;
  #epochEnded = false;
  /** `null`: nothing that the steps since then would lead on from. */
  #saved: Saved | null = null;

  constructor(spec: NetworkSpec, session: BackendSession, m: number) {
    this.#spec = spec;
    this.#session = session;
    this.#phases = phasesOf(spec);
    this.batches = new BatchSequence(m);
  }

  /** Updates done. */
  get step(): number {
    return this.#step;
  }

  get updates(): number {
    return this.#updates;
  }

  get batchCost(): number {
    return this.#batchCost;
  }

  get nextPhase(): Phase {
    return this.#phases[this.#cursor]!;
  }

  /** Of the step that was begun. */
  get phasesDone(): number {
    return this.#cursor;
  }

  /** Whether a step was begun and is not finished. */
  get inStep(): boolean {
    return this.#cursor > 0 || this.#pieces !== null;
  }

  /** Name of the matrix that ended the last step with a NaN or an infinity; parameters are those before that step. */
  get nonFinite(): string | null {
    return this.#nonFinite;
  }

  /** Whether the last step was the last of its epoch. */
  get epochEnded(): boolean {
    return this.#epochEnded;
  }

  /** That of the step that was begun, or else of the `ahead`-th from here on. */
  learningRate(settings: TrainingSettings, ahead = 0): number {
    return learningRateAt(settings, this.batches.spanOf(settings.batchSize, ahead));
  }

  /** Whether a step takes so long that `runPiece` does it, so that it can be left. */
  isLong({ batchSize }: TrainingSettings): boolean {
    const { longWork } = this.#session;
    return longWork !== undefined && wholeStepWork(this.#spec, batchLength(batchSize, this.batches.m)) >= longWork;
  }

  /** To the boundary before a step. */
  moveTo(counts: StepCounts): void {
    this.#cursor = 0;
    this.#pieces = null;
    this.#costBefore = null;
    this.#countFrom(counts);
    this.#nonFinite = null;
    this.#epochEnded = false;
    this.#saved = null;
  }

  #countFrom({ step, updates, batchCost }: StepCounts): void {
    this.#step = step;
    this.#updates = updates;
    this.#batchCost = batchCost;
  }

  /** Parameters were written from outside. */
  forgetSaved(): void {
    this.#saved = null;
  }

  /** The optimiser's averages were cleared. */
  forgetUpdates(): void {
    this.#updates = 0;
    this.#saved = null;
  }

  /**
   * Finishes the step that was begun, or does between one and `maxSteps` whole ones, not beyond the end of an epoch
   * (with all examples in one batch: not beyond `maxEpochs` epochs). Stops at a non-finite number.
   */
  run(maxSteps: number, maxEpochs: number, settings: TrainingSettings): void {
    if (this.#session.runSteps && !this.inStep) {
      const suspicious = this.#runFused(this.#session.runSteps.bind(this.#session), maxSteps, maxEpochs, settings);
      // Somewhere in these steps a number became non-finite, or they were lost: do them again slowly to see where.
      for (let i = 0; i < suspicious && !this.#nonFinite; i++) this.#finishStep(settings);
    } else {
      this.#finishStep(settings);
    }
  }

  /** The next phase. @returns the phase done */
  advance(settings: TrainingSettings): Phase {
    const phase = this.nextPhase;
    this.#saved = null;
    // A phase that was begun in pieces is done anew: until its end it has changed nothing that lasts.
    this.#pieces = null;
    this.#costBefore = null;
    if (!this.inStep) this.#chooseBatch(settings);
    this.#do(phase, settings);
    return phase;
  }

  /** A piece of the next step, or of the one that was begun; the last one counts it. */
  runPiece(settings: TrainingSettings): void {
    this.#saved = null;
    if (!this.inStep) {
      this.#chooseBatch(settings);
      this.#costBefore = this.#batchCost;
    }
    const phase = this.nextPhase;
    if (phase.kind === 'cost' || !this.#session.pieces) this.#do(phase, settings);
    else this.#doPiece(this.#session.pieces.bind(this.#session), phase, settings);
    if (!this.inStep) this.#costBefore = null;
  }

  /** Whether a step was begun in pieces and is not finished: matrices of its batch may hold rows of two steps. */
  get inPieces(): boolean {
    return this.#costBefore !== null;
  }

  /** Leaves the step that was begun in pieces: everything is as it was after the step before. @returns whether there was one */
  leave(): boolean {
    if (this.#costBefore === null) return false;
    this.moveTo({ step: this.#step, updates: this.#updates, batchCost: this.#costBefore });
    this.batches.leave();
    return true;
  }

  #doPiece(pieces: NonNullable<BackendSession['pieces']>, phase: PiecePhase, settings: TrainingSettings): void {
    this.#pieces ??= pieces(phase, { ...settings, learningRate: this.learningRate(settings), t: this.#updates + 1 });
    if (!this.#pieces.next().done) return;
    this.#pieces = null;
    if (phase.kind === 'backward') this.#lookAtGradients(phase.layer);
    if (phase.kind === 'update') this.#conclude();
    this.#turnCursor();
  }

  #finishStep(settings: TrainingSettings): void {
    do this.advance(settings);
    while (this.inStep);
  }

  #chooseBatch(settings: TrainingSettings): void {
    this.batches.choose(settings.batchSize, settings.shuffleSeed);
    this.#session.selectBatch(this.batches.order, this.batches.start, this.batches.count);
  }

  #do(phase: Phase, settings: TrainingSettings): void {
    const session = this.#session;
    switch (phase.kind) {
      case 'forward':
        session.forward(phase.layer);
        break;
      case 'cost':
        this.#batchCost = session.cost(settings.l2);
        if (!Number.isFinite(this.#batchCost)) this.#nonFinite = firstInForward(this.#spec, session);
        break;
      case 'backward':
        session.backward(phase.layer, settings.l2);
        this.#lookAtGradients(phase.layer);
        break;
      case 'update':
        this.#update(settings);
        break;
      default:
        assertNever(phase);
    }
    this.#turnCursor();
  }

  #turnCursor(): void {
    this.#cursor = this.#nonFinite ? 0 : (this.#cursor + 1) % this.#phases.length;
  }

  /** After the last of a step's backward phases. */
  #lookAtGradients(layer: number): void {
    if (layer === 1 && !this.#session.gradientsFinite()) this.#nonFinite = firstInBackward(this.#spec, this.#session);
  }

  #update(settings: TrainingSettings): void {
    this.#session.save();
    this.#session.update({ ...settings, learningRate: this.learningRate(settings) }, this.#updates + 1);
    this.#conclude();
  }

  /** If a parameter has become non-finite, all are again those before the update. */
  #conclude(): void {
    const session = this.#session;
    if (session.parametersFinite()) {
      this.#count(1);
      return;
    }
    this.#nonFinite = firstInParameters(this.#spec, session);
    session.rollback();
  }

  #count(steps: number): void {
    this.#step += steps;
    this.#updates += steps;
    this.#epochEnded = this.batches.advance(steps);
  }

  /** @returns how many steps must be done again, and were undone; usually 0 */
  #runFused(
    runSteps: NonNullable<BackendSession['runSteps']>,
    maxSteps: number,
    maxEpochs: number,
    settings: TrainingSettings,
  ): number {
    this.batches.choose(settings.batchSize, settings.shuffleSeed);
    const { order, start, count, stepsLeft } = this.batches;
    const steps = Math.min(maxSteps, order ? stepsLeft : maxEpochs);
    const saved = this.#savedFor(settings);
    const rateOf = (step: number): number => this.learningRate(settings, step);
    const t = this.#updates + 1;
    const report = runSteps({ steps, order, start, batchSize: count, l2: settings.l2, settings, rateOf, t });
    if (!report.finite) {
      const again = this.#step - saved.step + report.steps;
      this.#session.rollback();
      this.#countFrom(saved);
      this.batches.load(saved.position);
      return again;
    }
    this.#batchCost = report.batchCost;
    this.#count(report.steps);
    return 0;
  }

  /** The saved copy, made anew unless few steps of the same epoch with the same settings lead on from the last one. */
  #savedFor(settings: TrainingSettings): Saved {
    const { epoch } = this.batches;
    const last = this.#saved;
    if (last && last.settings === settings && last.position.epoch === epoch && this.#step - last.step < maxReplay)
      return last;
    this.#session.save();
    const counts = { step: this.#step, updates: this.#updates, batchCost: this.#batchCost };
    this.#saved = { ...counts, position: this.batches.save(), settings };
    return this.#saved;
  }
}
