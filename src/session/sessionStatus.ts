/** How a run stands, put together from what the worker says and what only the host knows. Pure. */
import { noticeText } from '../config/wording/notice.ts';
import { sameValue } from '../config/text/difference.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import type { Mark, RunId, RunState, RunStatus } from '../protocol/run.ts';
import type { WorkerStatus } from '../protocol/workerApi.ts';

export interface HostPart {
  /** Stands in for the worker's state: the worker knows neither that it waits nor that it died. */
  readonly state: RunState | null;
  /** Stands in for the worker's message unless empty. */
  readonly message: string;
  readonly notice: string;
  readonly progress: number | null;
  readonly pending: Partial<TrainingSettings>;
  readonly marks: readonly Mark[];
}

/** Before the worker has said anything. */
export function blankStatus(runId: RunId, config: NetworkConfig): WorkerStatus {
  return {
    runId,
    build: 0,
    state: 'preparing',
    step: 0,
    epoch: 0,
    measured: 0,
    cost: null,
    validationCost: null,
    trainMetric: null,
    validationMetric: null,
    stepsPerSecond: 0,
    slowed: false,
    stopReason: null,
    message: null,
    recording: { first: 0, last: 0, cursor: null, bytes: 0, limit: 0 },
    phases: 0,
    checksum: null,
    undoableWeights: 0,
    effective: config.training,
  };
}

export function composeStatus(worker: WorkerStatus, host: HostPart): RunStatus {
  const state = host.state ?? worker.state;
  return {
    ...worker,
    state,
    message: host.message || (worker.message ? noticeText(worker.message) : ''),
    notice: host.notice,
    progress: state === 'preparing' ? (host.progress ?? 0) : null,
    pending: host.pending,
    marks: host.marks,
    stopReason: state === 'failed' ? 'error' : worker.stopReason,
  };
}

/** What was asked for and is not in force yet. */
export function stillPending(
  pending: Partial<TrainingSettings>,
  answered: Partial<TrainingSettings>,
): Partial<TrainingSettings> {
  const rest = Object.entries(pending).filter(
    ([key, value]) => !(Object.hasOwn(answered, key) && sameValue(answered[key as keyof TrainingSettings], value)),
  );
  return Object.fromEntries(rest);
}

/** States in which a training is over: it goes on only from the beginning. */
export function isOver(state: RunState): boolean {
  return state === 'finished' || state === 'stopped' || state === 'diverged';
}
