/** Host ↔ training worker: one interface of async methods, the wire types derived from it, and the worker's events. */
import type { Notice } from '../core/notice.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { PreflightFacts } from '../config/facts/preflightFacts.ts';
import type { TableSummary } from '../data/columns/summary.ts';
import type { Table } from '../data/columns/table.ts';
import type { Frame } from './frame.ts';
import type { ComparedRuns } from './compare/runsComparison.ts';
import type { ModelApi, NamedModel } from './modelApi.ts';
import type { Answer, Query } from './query.ts';
import type { LoggedEvent } from '../core/training/recording.ts';
import type { Redone, RunHistory } from './history.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import type { Mark, RunDescription, RunId, RunStatus } from './run.ts';
import type { RecordReport, RecordRequest, ReproduceReport, ReproduceRequest } from './recordApi.ts';
import type { SweepApi } from './sweep/sweepApi.ts';
import type { ToSweepView } from './sweep/sweepPage.ts';
import type { ReadOptions, TableSource } from './tableSource.ts';

export interface GradientCheckReport {
  /** ‖g−ĝ‖/(‖g‖+‖ĝ‖). */
  readonly relativeError: number;
  /** The same distance between the kernels that train and the readable reference. */
  readonly engineError: number;
  readonly parameters: number;
  readonly epsilon: number;
  readonly passed: boolean;
}

export interface WorkerApi extends ModelApi, SweepApi {
  /** Reads and types the table. It is kept under the name of its reading, if it has one, until another is read or the worker ends. */
  describe(request: { source: TableSource; options: ReadOptions }): Promise<TableSummary>;
  /** The table that is kept under that name, in memory that threads share; `null` when there is none. Waits while it is being read. */
  share(request: { reading: string }): Promise<Table | null>;
  /** Reads the table, or takes the one that was kept, and looks at the network before its first step; touches no run. */
  analyze(request: {
    config: NetworkConfig;
    source: TableSource;
    start?: NamedModel | undefined;
  }): Promise<PreflightFacts>;
  /**
   * Reads the table, or takes the one that was kept, builds data set, network and initial weights; the run is then
   * `ready`. Replaces an earlier one.
   * Its recording takes at most `recordingLimit` bytes, 64 MB unless told. `threads`: how many may train a large network, 0 (unless
   * told): as many as fit the machine. With `keepWeights` the weights that still fit
   * go over from the run of the same id, if that has trained. `build`: what the network is stamped with.
   */
  prepare(request: {
    runId: RunId;
    build: number;
    title: string;
    config: NetworkConfig;
    source: TableSource;
    recordingLimit?: number;
    threads?: number;
    keepWeights?: boolean;
    /** What `network.initialization.file` names. */
    start?: NamedModel | undefined;
    /** How it is recorded; without, it is not. A run that goes on stands paused where its record ends. */
    record?: RecordRequest | undefined;
  }): Promise<RunDescription>;
  /** Trains to the end; the whole training takes at least `atLeast` seconds (full speed without). Changes the tempo of one that runs. */
  start(request: { runId: RunId; atLeast?: number }): Promise<void>;
  pause(request: { runId: RunId }): Promise<void>;
  /** Runs `count` steps (or to the end of the epoch), then is paused. */
  advance(request: { runId: RunId; count: number | 'epoch' }): Promise<void>;
  stop(request: { runId: RunId }): Promise<void>;
  /** Back to step 0 and the initial weights. */
  reset(request: { runId: RunId }): Promise<void>;
  /** Takes effect at the next step boundary; answers with what is in force and a mark for the chart, `null` if nothing changed. */
  apply(request: {
    runId: RunId;
    change: Partial<TrainingSettings>;
    /** Lines of the configuration as it is now; see `RecordRequest`. */
    written?: RecordRequest['written'];
  }): Promise<{ effective: TrainingSettings; mark: Mark | null }>;
  /** Does again, on a run at step 0, what was done to another one; ends early when the training is halted on the way. */
  redo(request: { runId: RunId; build: number; history: RunHistory }): Promise<Redone>;
  /** The run goes on, paused, from the step that is looked at; with a mark where its settings are others than they were there. */
  branch(request: { runId: RunId; build: number }): Promise<{ step: number; mark: Mark | null }>;
  /** Takes back the weights of the best epoch, at the present step; answers with a mark for the chart, `null` where there is none. */
  takeBack(request: { runId: RunId; build: number }): Promise<{ mark: Mark | null }>;
  /** Trains a recorded run again, and compares every recorded number; touches no run. */
  reproduce(request: ReproduceRequest): Promise<ReproduceReport>;
  gradientCheck(request: { runId: RunId }): Promise<GradientCheckReport>;
  /** Whether anyone looks; while nobody does no frames are made. Asking for true sends one frame at once. */
  watch(request: { runId: RunId; visible: boolean }): Promise<void>;
  /** Answers a question about the iteration that is looked at. A training goes on meanwhile. */
  query(request: { runId: RunId; build: number; query: Query }): Promise<Answer>;
  /** Looks at that iteration (the nearest one that is recorded), or at the present one again; answers with where it stands. */
  seek(request: { runId: RunId; build: number; step: number | 'live' }): Promise<{ step: number; live: boolean }>;
  /** Lays recorded runs side by side; touches no run of this worker. */
  compareRuns(request: { runs: readonly { root: string; id: string }[] }): Promise<ComparedRuns>;
  /** Ends a long request (`describe`, `prepare`, `gradientCheck`, `reproduce`, `query`, `seek`) early: reason "cancelled". */
  cancel(request: { id: number }): Promise<void>;
}

export type Method = keyof WorkerApi;
export type Params<M extends Method> = Parameters<WorkerApi[M]>[0];
export type Result<M extends Method> = Awaited<ReturnType<WorkerApi[M]>>;

/** An error as it crosses the wire; the host shows the notice. */
export interface WireError {
  readonly reason: 'data' | 'config' | 'training' | 'cancelled' | 'stale' | 'internal';
  readonly notice: Notice;
  /** 1-based, in the data file, where it applies. */
  readonly line?: number;
  readonly column?: number;
  /** The key of the configuration's `data` that is at fault, where that is not the file. */
  readonly key?: 'encoding';
  /** For the log only. */
  readonly stack?: string;
}

export type ToWorker =
  | {
      [M in Method]: { readonly type: 'request'; readonly id: number; readonly method: M; readonly params: Params<M> };
    }[Method]
  /** A frame of that network is no longer needed: the worker may make another. */
  | { readonly type: 'credit'; readonly build: number };

export type FromWorker =
  | { readonly type: 'response'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'response'; readonly id: number; readonly ok: false; readonly error: WireError }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly notice: Notice;
    }
  /** The worker's part of the status: everything but what only the host knows. At most 5 a second, and at each change of state. */
  | { readonly type: 'status'; readonly status: WorkerStatus }
  /** What was done to the network from outside so far; whenever that has changed. */
  | { readonly type: 'events'; readonly build: number; readonly events: readonly LoggedEvent[] }
  /** Where the record of the run stands; `null`: it has none any more. */
  | { readonly type: 'record'; readonly build: number; readonly report: RecordReport | null }
  /** Writing the record failed; the training goes on. */
  | { readonly type: 'recordFailed'; readonly reason: string }
  | { readonly type: 'frame'; readonly frame: Frame }
  /** What the page of the sweep that goes on in this worker is to be told. */
  | { readonly type: 'sweep'; readonly message: ToSweepView };

export type WorkerStatus = Omit<RunStatus, 'pending' | 'marks' | 'progress' | 'notice' | 'message'> & {
  /** What is being done or went wrong; `null` when the state says it all. */
  readonly message: Notice | null;
};

/** What is said of a run's record. */
export type RecordMessage = Extract<FromWorker, { readonly type: 'record' | 'recordFailed' }>;
