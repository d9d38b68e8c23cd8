/**
 * One training: its parameters, its place in the data, and what a step is. A step is the fixed sequence of phases
 * forward 1…L, cost, backward L…1, update; it can be run whole or advanced phase by phase with the same result to
 * the last bit. The trainer knows no time and no thread: whoever calls it decides how much to do at a stretch.
 */
import type { Parameters } from '../network/arena.ts';
import { stepsPerEpoch } from './batches.ts';
import { type Checkpoint, requireCheckpoint } from './checkpoint.ts';
import { Ending } from './ending.ts';
import { TrainingError } from '../network/errors.ts';
import { Evaluator } from '../evaluation/evaluator.ts';
import { requireExamples, requireLength, type ExampleSet } from '../network/examples.ts';
import { createForwardBuffers, penalty } from '../network/forward.ts';
import { initialize } from '../network/initializers.ts';
import type { BackendSession, Backend, LayerValues } from './backend.ts';
import type { Evaluation } from '../evaluation/metrics.ts';
import type { NetworkSpec } from '../network/network.ts';
import { isLifted, type Outcome } from './outcome.ts';
import { finished, type Pieces, type PiecesOf } from '../network/pieces.ts';
import type { Phase } from './phases.ts';
import { referenceBackend } from './referenceBackend.ts';
import { readState, writeState } from './sessionState.ts';
import { defaultSettings, requireSettings, type TrainingSettings } from './settings.ts';
import type { InitializationSpec } from '../network/initializers.ts';
import { requireNetwork } from '../network/shape.ts';
import { Stepper } from './stepper.ts';
import type { TrainerOptions } from './trainerOptions.ts';

type PassBuffers = { Z: Float64Array[]; A: Float64Array[] };

export class Trainer {
  readonly spec: NetworkSpec;
  readonly train: ExampleSet;
  readonly validation: ExampleSet | null;
  /** Who does the arithmetic. */
  readonly backend: Backend;
  readonly #session: BackendSession;
  readonly #evaluator: Evaluator;
  readonly #stepper: Stepper;
  readonly #ending: Ending;
  #settings: TrainingSettings;
  /** Asked for in the middle of a step, in force from the next one. */
  #nextSettings: TrainingSettings | null = null;
  #initialization: InitializationSpec;
  readonly #start: Float64Array | undefined;
  #outcome: Outcome | null = null;

  /** @throws ShapeError, TrainingError when network, examples or settings do not make sense together */
  constructor(options: TrainerOptions) {
    const { spec, train, validation, initialization, settings, backend = referenceBackend } = options;
    requireNetwork(spec);
    requireExamples(train, spec, 'training examples');
    if (validation) requireExamples(validation, spec, 'validation examples');
    requireSettings(settings);
    this.spec = spec;
    this.train = train;
    this.validation = validation;
    this.backend = backend;
    this.#settings = settings;
    this.#initialization = initialization;
    this.#start = options.start;
    this.#session = backend.open(spec, train, settings.batchSize);
    this.#evaluator = new Evaluator(spec, (Z, A, m) => this.#session.forwardPieces(Z, A, m));
    this.#stepper = new Stepper(spec, this.#session, train.m);
    const [session, stepper, evaluator] = [this.#session, this.#stepper, this.#evaluator];
    this.#ending = new Ending({ spec, train, validation, session, stepper, evaluator });
    this.#begin();
  }

  /** Updates done; the parameters are those after so many. */
  get step(): number {
    return this.#stepper.step;
  }

  get epoch(): number {
    return this.#stepper.batches.epoch;
  }

  get stepsPerEpoch(): number {
    return stepsPerEpoch(this.#settings.batchSize, this.train.m);
  }

  /** What is in force. */
  get settings(): TrainingSettings {
    return this.#settings;
  }

  /** What is in force from the next step on. */
  get askedSettings(): TrainingSettings {
    return this.#nextSettings ?? this.#settings;
  }

  /** In force in the step that was begun, or else in the next one: α as the schedule has it there. */
  get learningRate(): number {
    return this.#stepper.learningRate(this.#settings);
  }

  /** Phases done of the step that was begun. */
  get phasesDone(): number {
    return this.#stepper.phasesDone;
  }

  /** Whether a step was begun and is not finished. */
  get inStep(): boolean {
    return this.#stepper.inStep;
  }

  get initialization(): InitializationSpec {
    return this.#initialization;
  }

  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** J of the last step's batch, with the parameters before its update, λ included; NaN before any step. */
  get batchCost(): number {
    return this.#stepper.batchCost;
  }

  /** Current W and b. Ask again after steps: an engine with memory of its own brings them up to date when asked. */
  get parameters(): Parameters {
    this.#session.pull('parameters');
    return this.#session.parameters;
  }

  /** dW and db of the last backward phases. */
  get gradients(): Parameters {
    this.#session.pull('gradients');
    return this.#session.gradients;
  }

  /** Examples in the batch of the current (or last) step; 0 while a step is done in pieces, and after one was left. */
  get batchExamples(): number {
    return this.#stepper.inPieces ? 0 : this.#stepper.batches.count;
  }

  /** Z^[l], A^[l], dZ^[l] of the current (or last) step's batch: n^[l] × batchExamples; valid until the next step. */
  layerValues(kind: LayerValues, l: number): Float64Array {
    return this.#session.values(kind, l);
  }

  /** The phase that `advancePhase` will do next. */
  get nextPhase(): Phase {
    return this.#stepper.nextPhase;
  }

  /**
   * Does whole steps (first finishing one that was begun by phases, which counts as one).
   * @returns how many were completed; fewer than asked for when the training came to its outcome
   */
  run(maxSteps: number): number {
    const first = this.step;
    const last = first + maxSteps;
    while (this.step < last && !this.#outcome) {
      this.#ending.watchStart(this.#settings);
      const epochs = this.#settings.earlyStopping ? 1 : this.#settings.epochs - this.epoch;
      const most = Math.min(last - this.step, this.#ending.stepsToNextLook(this.#settings));
      this.#stepper.run(most, epochs, this.#settings);
      this.#settle();
    }
    return this.step - first;
  }

  /** As `run`, but only a piece of a step that takes long, which can be left then. @returns steps completed, perhaps 0 */
  runPart(maxSteps: number): number {
    if (!this.#stepper.isLong(this.#settings)) return this.run(maxSteps);
    if (this.#outcome || maxSteps < 1) return 0;
    const { step } = this;
    this.#ending.watchStart(this.#settings);
    this.#stepper.runPiece(this.#settings);
    this.#settle();
    return this.step - step;
  }

  /** Leaves the step that `runPart` has begun: all is as it was after the step before. */
  leaveStep(): void {
    if (this.#stepper.leave()) this.#adoptSettings();
  }

  /** Does the next phase of the current step and returns it. @throws TrainingError (reason "finished") after an outcome */
  advancePhase(): Phase {
    if (this.#outcome) throw new TrainingError('finished', `the training has ended: ${this.#outcome.reason}`);
    this.#ending.watchStart(this.#settings);
    const phase = this.#stepper.advance(this.#settings);
    this.#settle();
    return phase;
  }

  /**
   * Changes settings from the next step on; at once between two steps. Some let a training go on that has ended: see `isLifted`.
   * @throws TrainingError (reason "settings"); nothing is changed then
   */
  apply(change: Partial<TrainingSettings>): void {
    const settings = { ...(this.#nextSettings ?? this.#settings), ...change };
    requireSettings(settings);
    this.#nextSettings = settings;
    if (this.#stepper.inStep) return;
    this.#adoptSettings();
    if (isLifted(this.#outcome, this.#settings)) this.#outcome = null;
    this.#outcome ??= this.#ending.epochsDone(this.#settings);
  }

  /** Back to step 0 with the settings in force: the same initial weights, or those of another seed (kept for the next time). */
  reset(seed?: number): void {
    if (seed !== undefined) this.#initialization = { ...this.#initialization, seed };
    this.#adoptSettings();
    this.#session.clear('gradients', 'moments');
    this.#begin();
  }

  #begin(): void {
    initialize(this.#session.parameters, this.spec, this.#initialization, this.#start);
    this.#session.push('parameters');
    this.#stepper.moveTo({ step: 0, updates: 0, batchCost: Number.NaN });
    this.#stepper.batches.load({ epoch: 0, used: 0, orderSeed: this.#settings.shuffleSeed });
    this.#ending.load({ best: null, firstCost: null });
    this.#outcome = null;
  }

  /** Cost and metrics of any examples with the current parameters; works between phases, too. @throws ShapeError */
  evaluate(examples: ExampleSet): Evaluation {
    return finished(this.evaluation(examples));
  }

  /** The same in pieces of some milliseconds, which may be dropped. */
  evaluation(examples: ExampleSet): PiecesOf<Evaluation> {
    requireExamples(examples, this.spec, 'examples');
    return this.#evaluator.pieces(examples, this.#penalty);
  }

  /** A forward pass with the current parameters. @param X n_x × m @param into see `createForwardBuffers` @throws ShapeError */
  forward(X: Float64Array, m: number, into: PassBuffers = createForwardBuffers(this.spec, X, m)): PassBuffers {
    finished(this.forwardPieces(X, m, into));
    return into;
  }

  /** The same in pieces of some milliseconds, which may be dropped. */
  forwardPieces(X: Float64Array, m: number, into: PassBuffers): Pieces {
    requireLength(X, this.spec.inputs, m, 'X');
    into.A[0] = X;
    return this.#session.forwardPieces(into.Z, into.A, m);
  }

  /** The state between two steps; in the middle of one, the state before it. */
  checkpoint(): Checkpoint {
    return {
      version: 1,
      position: this.#stepper.batches.save(),
      ...{ step: this.step, updates: this.#stepper.updates, batchCost: this.batchCost },
      ...{ settings: this.#settings, initialization: this.#initialization },
      ...readState(this.#session),
      ...this.#ending.save(),
      outcome: this.#outcome?.reason === 'diverged' ? null : this.#outcome,
    };
  }

  /** Goes on from there, bit for bit. Gradients are not part of it and keep their last values. @throws TrainingError */
  restore(checkpoint: Checkpoint): void {
    requireCheckpoint(checkpoint, this.#session.parameters.values.length, this.train.m);
    // One that was written before a setting was there has none of it.
    this.#settings = { ...defaultSettings, ...checkpoint.settings };
    this.#initialization = checkpoint.initialization;
    writeState(this.#session, checkpoint);
    this.#stepper.moveTo(checkpoint);
    this.#stepper.batches.load(checkpoint.position);
    this.#ending.load(checkpoint);
    this.#nextSettings = null;
    this.#outcome = checkpoint.outcome;
  }

  /** Frees the engine's memory; the trainer is not used afterwards. */
  dispose(): void {
    this.#session.dispose?.();
  }

  /** (λ/2m) Σ‖W‖² with m of the training set, whatever examples are evaluated. */
  get #penalty(): number {
    return penalty(this.spec, this.parameters, this.#settings.l2 / this.train.m);
  }

  /** After phases or steps: has the training come to an end, and may asked-for settings come into force? */
  #settle(): void {
    this.#outcome = this.#ending.failure(this.#settings);
    if (this.#outcome || this.#stepper.inStep) return;
    this.#adoptSettings();
    this.#outcome = this.#ending.reached(this.#settings);
  }

  #adoptSettings(): void {
    const next = this.#nextSettings;
    if (!next) return;
    this.#nextSettings = null;
    // Averages of one optimiser mean nothing to another.
    const isOther = next.optimizer !== this.#settings.optimizer;
    if (isOther) this.#session.clear('moments');
    if (isOther) this.#stepper.forgetUpdates();
    this.#settings = next;
  }
}
