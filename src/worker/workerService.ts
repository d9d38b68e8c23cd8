/** The worker's answers: one run at a time, and the tables it is built from. Knows no platform but its injected one. */
import { sliceMilliseconds } from '../run/budget.ts';
import { inSlices } from '../run/inSlices.ts';
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { notice } from '../core/notice.ts';
import type { PreflightFacts } from '../config/facts/preflightFacts.ts';
import { engineCheck } from '../core/analysis/engineCheck.ts';
import { gradientCheckSteps } from '../core/analysis/gradientCheck.ts';
import type { Trainer } from '../core/training/trainer.ts';
import { summarize } from '../data/dataset/summarize.ts';
import type { Answer, Query } from '../protocol/query.ts';
import type { RunId } from '../protocol/run.ts';
import { type Handlers, type RequestContext, RequestServer } from '../protocol/requestServer.ts';
import type { GradientCheckReport, Params, ToWorker } from '../protocol/workerApi.ts';
import { preflightSteps } from '../run/setup/preflight.ts';
import { readStart } from '../platform/node/readStart.ts';
import { engineChange } from '../run/record/differenceReason.ts';
import { buildTrainer } from '../run/setup/buildTrainer.ts';
import { describeRun } from '../run/frames/describeRun.ts';
import { sampleOf } from '../run/curve/evaluator.ts';
import { answerQuery } from '../run/answers/inspector.ts';
import { ParameterSnapshot } from '../run/inspect/parameterSnapshot.ts';
import type { QueryContext } from '../run/inspect/queryContext.ts';
import { warmStart } from '../run/loop/warmStart.ts';
import type { RunPlatform } from '../run/platform.ts';
import { Runner } from '../run/loop/runner.ts';
import { Tables } from './tables.ts';
import { redo } from '../run/answers/redo.ts';
import { branch, seek, takeBackBest } from '../run/loop/timeTravel.ts';
import { predictionsCsv } from '../run/model/ownPredictions.ts';
import { compareRequest } from './compareRequest.ts';
import { ModelRequests } from './modelRequests.ts';
import { saveRun } from './saveRun.ts';
import { QuestionQueue } from './questionQueue.ts';
import { reproduceRun } from './reproduceRequest.ts';
import { readPast } from './recordedPast.ts';
import { openRecording, RecordingTurns } from './recordingTurns.ts';
import { SweepRequests } from './sweepRequests.ts';
import { CancelledError, StaleRunError, toWireError } from './wireError.ts';

/** Milliseconds that an answer works at a stretch, and that it rests then while a training runs. */
const querySlice = 4;
const queryRest = 12;
/** Most examples a gradient check runs over: more would not make it more certain. */
const maxCheckExamples = 1000;

export class WorkerService {
  readonly #platform: RunPlatform;
  readonly #server: RequestServer;
  readonly #tables: Tables;
  readonly #questions: QuestionQueue;
  readonly #models: ModelRequests;
  readonly #sweeps: SweepRequests;
  #runner: Runner | null = null;
  readonly #recording = new RecordingTurns();
  #material: Pick<QueryContext, 'spec' | 'dataset' | 'table' | 'shown'> | null = null;

  constructor(platform: RunPlatform) {
    this.#platform = platform;
    this.#questions = new QuestionQueue((callback) => platform.defer(callback));
    this.#models = new ModelRequests(platform);
    this.#sweeps = new SweepRequests(platform);
    this.#tables = new Tables(() => platform.now());
    this.#server = new RequestServer(this.#handlers(), (message) => platform.post(message), toWireError);
  }

  /** Nothing more is asked. */
  async dispose(): Promise<void> {
    await this.#recording.ended();
    await this.#models.dispose();
  }

  receive(message: ToWorker): void {
    if (message.type === 'credit') this.#credit(message.build);
    else void this.#server.receive(message);
  }

  /** Credit for a frame of a network that is no more would let one more of the present be under way than is allowed. */
  #credit(build: number): void {
    if (this.#runner?.description.build === build) this.#runner.credit();
  }

  #handlers(): Handlers {
    return {
      ...this.#models.handlers(),
      ...this.#sweeps.handlers(),
      describe: async ({ source, options }, context) => summarize(await this.#tables.read(source, options, context)),
      share: ({ reading }, context) => this.#tables.share(reading, context),
      analyze: (request, context) => this.#analyze(request, context),
      prepare: (request, context) => this.#prepare(request, context),
      start: ({ runId, atLeast }) => this.#train(runId, (runner) => runner.start(atLeast)),
      pause: async ({ runId }) => this.#halt(runId).pause(),
      advance: ({ runId, count }) => this.#train(runId, (runner) => runner.advance(count)),
      stop: async ({ runId }) => this.#halt(runId).stop(),
      reset: ({ runId }) => this.#reset(runId),
      apply: async ({ runId, change, written }) => {
        this.#recording.write(written);
        return this.#find(runId).apply(change);
      },
      redo: async ({ runId, build, history }) => {
        if (history.step > this.#find(runId, build).trainer.step) await this.#recording.begin();
        return redo(this.#find(runId, build), history);
      },
      branch: async ({ runId, build }) => branch(this.#find(runId, build)),
      takeBack: async ({ runId, build }, context) => ({
        mark: await takeBackBest(this.#find(runId, build), () => this.#pauseForMessages(context)),
      }),
      gradientCheck: ({ runId }, context) => this.#gradientCheck(this.#find(runId).trainer, context),
      reproduce: (request, context) =>
        reproduceRun(request, context, this.#platform, () => this.#pauseForMessages(context)),
      query: ({ runId, build, query }, context) => this.#query(this.#find(runId, build), query, context),
      seek: ({ runId, build, step }, context) => this.#seek(this.#find(runId, build), step, context),
      save: (request, context) => this.#save(request, context),
      ownPredictions: async ({ runId, build }) => this.#ownPredictions(this.#find(runId, build)),
      compareRuns: (request, context) => compareRequest(request, () => this.#pauseForMessages(context)),
      watch: async ({ runId, visible }) => this.#find(runId).watch(visible),
    };
  }

  /** The record is there before the first step. Whoever halts the run meanwhile has said what is wanted now. */
  async #train(runId: RunId, train: (runner: Runner) => void | Promise<void>): Promise<void> {
    this.#find(runId);
    const mayGo = this.#recording.begin();
    if (mayGo === true || (await mayGo)) return train(this.#find(runId));
    this.#find(runId).announce();
  }

  #halt(runId: RunId): Runner {
    this.#recording.halt();
    return this.#find(runId);
  }

  async #reset(runId: RunId): Promise<void> {
    await this.#recording.settled(this.#halt(runId));
    const runner = this.#find(runId);
    this.#recording.leave();
    runner.reset();
  }

  async #analyze({ config, source, start }: Params<'analyze'>, context: RequestContext): Promise<PreflightFacts> {
    const table = await this.#tables.read(source, config.data, context);
    await this.#pauseForMessages(context);
    const begun = start ? await readStart(start, start.name) : null;
    const steps = preflightSteps(buildTrainer(config, table, undefined, this.#platform.memory, begun).trainer);
    return this.#inSlices(steps, () => this.#pauseForMessages(context));
  }

  async #prepare(
    {
      runId,
      build,
      title,
      config: wanted,
      source,
      recordingLimit,
      keepWeights,
      start,
      record,
      threads = 0,
    }: Params<'prepare'>,
    context: RequestContext,
  ): ReturnType<Handlers['prepare']> {
    // A run that goes on is the one that began then; what is wanted now is the host's matter.
    const past = record && record.goesOn !== null ? await readPast(record.root, record.goesOn) : null;
    const config = past?.config ?? wanted;
    const table = await this.#tables.read(source, config.data, context);
    context.progress(1, 1, notice('progress.building' satisfies RunNoticeCode));
    await this.#pauseForMessages(context);
    // Reading is waited for; a training goes on by itself.
    this.#platform.giveWay?.();
    const { threads: platform } = this.#platform;
    const begun = past?.start ?? (start ? await readStart(start, start.name) : null);
    const pool = platform && { platform, requested: threads };
    const built = buildTrainer(config, table, pool, this.#platform.memory, begun);
    await this.#recording.settled(this.#runner);
    const before = keepWeights && this.#runner?.description.runId === runId ? this.#runner : null;
    // Its last word: how far it had come when its weights were taken over.
    before?.announce();
    const keptLayers = before ? warmStart(before, built.trainer) : null;
    const keptStep = before && keptLayers ? before.trainer.step : null;
    const described = describeRun(
      { runId, build, title, dataFile: source.name, ...(keptLayers ? { keptLayers } : {}) },
      config,
      table,
      { ...built, engineNotes: [...built.engineNotes, ...engineChange(past?.record, built.trainer.backend.name)] },
    );
    const runner = new Runner(this.#platform, built, described, recordingLimit);
    const asked = {
      platform: this.#platform,
      runner,
      run: built,
      config,
      source,
      rows: table.rows,
      past,
      threads,
      keptStep,
    };
    const recording = record
      ? await openRecording({ ...asked, request: record }, () => this.#pauseForMessages(context))
      : null;
    this.#recording.replace(runner, recording);
    this.#material = { ...built, table, shown: described.shown };
    // Only now is the run before it given up: had anything failed, it would go on.
    this.#runner?.dispose();
    this.#runner = runner;
    runner.announce();
    return runner.description;
  }

  async #gradientCheck(
    { spec, train, settings, parameters, backend }: Trainer,
    context: RequestContext,
  ): Promise<GradientCheckReport> {
    // The check works on its own copy of the parameters, so a training may go on meanwhile.
    const examples = sampleOf(train, maxCheckExamples);
    const engine = engineCheck(backend, spec, parameters, examples, settings.l2);
    const check = gradientCheckSteps(spec, parameters, examples, settings.l2);
    const { relativeError, compared, epsilon, passed } = await this.#inSlices(check, async (share) => {
      context.progress(share, 1, notice('progress.gradientCheck' satisfies RunNoticeCode));
      await this.#pauseForMessages(context);
    });
    return {
      ...{ relativeError, parameters: compared, epsilon },
      engineError: engine.engineError,
      passed: passed && engine.passed,
    };
  }

  #inSlices<Step, Result>(work: Generator<Step, Result>, pause: (step: Step) => Promise<void>): Promise<Result> {
    return inSlices(work, { now: () => this.#platform.now(), pause, milliseconds: sliceMilliseconds });
  }

  async #seek(runner: Runner, step: number | 'live', context: RequestContext): ReturnType<Handlers['seek']> {
    await seek(runner, step, () => this.#pauseForMessages(context));
    return { step: runner.time.seen.step, live: runner.time.isLive };
  }

  async #save(request: Params<'save'>, context: RequestContext): ReturnType<Handlers['save']> {
    const find = () => this.#find(request.runId, request.build);
    find();
    const material = this.#material;
    if (!material) throw new StaleRunError();
    return saveRun(find, material, request, () => this.#pauseForMessages(context));
  }

  /** Of the step that is looked at. */
  #ownPredictions({ time }: Runner): Uint8Array<ArrayBuffer> {
    if (!this.#material) throw new StaleRunError();
    return new TextEncoder().encode(predictionsCsv(time.seen, this.#material.dataset));
  }

  async #query(runner: Runner, query: Query, context: RequestContext): Promise<Answer> {
    await this.#questions.turn();
    if (context.signal.aborted) throw new CancelledError();
    if (this.#runner !== runner) throw new StaleRunError();
    const material = this.#material;
    if (!material) throw new StaleRunError();
    const moment = ParameterSnapshot.of(runner.time.seen, runner.time.isLive);
    const scene = { ...material, description: runner.description, runner, moment };
    return answerQuery(query, scene, { yieldNow: this.#yielding(runner, context), now: () => this.#platform.now() });
  }

  /** Gives way every few milliseconds; a running training gets the larger part of the time. */
  #yielding(runner: Runner, context: RequestContext): () => Promise<void> {
    let began = this.#platform.now();
    return async () => {
      if (this.#platform.now() - began < querySlice) return;
      if (runner.isRunning) await new Promise<void>((resolve) => this.#platform.later(resolve, queryRest));
      await this.#pauseForMessages(context);
      if (this.#runner !== runner) throw new StaleRunError();
      began = this.#platform.now();
    };
  }

  /** Lets waiting messages in. @throws CancelledError when one of them was a cancellation. */
  async #pauseForMessages({ signal }: RequestContext): Promise<void> {
    await new Promise<void>((resolve) => this.#platform.defer(resolve));
    if (signal.aborted) throw new CancelledError();
  }

  /** @param build absent: whichever network the run has now */
  #find(runId: RunId, build?: number): Runner {
    const description = this.#runner?.description;
    if (this.#runner && description?.runId === runId && (build ?? description.build) === description.build)
      return this.#runner;
    throw new StaleRunError();
  }
}
