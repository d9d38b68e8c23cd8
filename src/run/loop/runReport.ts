/** What a run says of itself: the status message, and the numbers at the head of each frame. */
import type { Notice } from '../../core/notice.ts';
import type { Verdict } from '../../core/evaluation/verdict.ts';
import { penalty } from '../../core/network/forward.ts';
import { checksum } from '../../core/training/checksum.ts';
import type { RunEvent } from '../../core/training/recording.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { curveRows } from '../../protocol/frameLayout.ts';
import type { RecordingStatus, RunDescription, RunState, StopReason } from '../../protocol/run.ts';
import type { WorkerStatus } from '../../protocol/workerApi.ts';
import { type CurvePoint, rowOf } from '../curve/curveRecorder.ts';

export interface RunFacts {
  readonly description: Pick<RunDescription, 'runId' | 'build'>;
  readonly state: RunState;
  readonly stopReason: StopReason | null;
  readonly message: Notice | null;
  readonly trainer: Trainer;
  readonly latest: CurvePoint | null;
  readonly stepsPerSecond: number;
  readonly slowed: boolean;
  readonly recording: RecordingStatus;
  readonly undoableWeights: number;
  readonly verdict: readonly Verdict[];
  readonly weightsOf: number | null;
}

export function workerStatus(facts: RunFacts): WorkerStatus {
  const {
    description,
    state,
    stopReason,
    message,
    trainer,
    latest,
    stepsPerSecond,
    slowed,
    recording,
    undoableWeights,
  } = facts;
  return {
    ...{
      runId: description.runId,
      build: description.build,
      state,
      stopReason,
      message,
      stepsPerSecond,
      slowed,
      recording,
      undoableWeights,
    },
    threads: trainer.backend.threads ?? 1,
    threadNotes: trainer.backend.notes ?? [],
    step: trainer.step,
    epoch: trainer.epoch,
    measured: latest?.step ?? trainer.step,
    cost: finiteOrNull(latest?.cost),
    ...penaltyOf(facts),
    validationCost: finiteOrNull(latest?.validationCost),
    trainMetric: latest?.trainMetric ?? null,
    validationMetric: latest?.validationMetric ?? null,
    balanced: finiteOrNull(latest?.balanced),
    verdict: facts.verdict,
    weightsOf: facts.weightsOf,
    // A running training counts steps, also where one takes long.
    phases: state === 'running' ? 0 : trainer.phasesDone,
    checksum: state === 'running' ? null : checksum(trainer.parameters.values),
    effective: trainer.settings,
    learningRate: trainer.learningRate,
  };
}

function penaltyOf({ trainer, latest }: RunFacts): Pick<WorkerStatus, 'penalty'> {
  const { spec, parameters, settings, train } = trainer;
  if (settings.l2 === 0 || latest?.step !== trainer.step) return {};
  return { penalty: penalty(spec, parameters, settings.l2 / train.m) };
}

/** The section "scalars" of a frame. */
export function frameScalars(
  point: CurvePoint | null,
  stepsPerSecond: number,
  { epoch, learningRate }: Trainer,
): number[] {
  const [step, cost, validationCost, train, validation, trainOf, validationOf] = point
    ? rowOf(point)
    : new Array<number>(curveRows).fill(Number.NaN);
  const figures = [cost, validationCost, train, validation, stepsPerSecond, epoch, step, point?.balanced];
  return [...figures, learningRate, trainOf, validationOf].map((value) => value ?? Number.NaN);
}

/** The epoch whose weights were taken back at the step where the trainer is; `null`: they are the step's own. */
export function weightsOf(events: readonly RunEvent[], { step, stepsPerEpoch }: Trainer): number | null {
  const last = events.findLast(({ kind }) => kind === 'weights');
  if (last?.kind !== 'weights' || last.step !== step) return null;
  return Math.round(last.from / stepsPerEpoch);
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
