/** A training that is ready to begin, or to go on: to its end, with its report and its record. */
import { localize } from '../../config/wording/localize.ts';
import { noticeText } from '../../config/wording/notice.ts';
import type { Notice } from '../../core/notice.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import type { PartEvaluations } from '../../run/model/trainedFigures.ts';
import { trainedFigures } from '../../run/model/trainedFigures.ts';
import type { RunRecorder } from '../../run/record/runRecorder.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import type { Setup } from '../input/setup.ts';
import { weightLists, weightsText } from '../output/weights.ts';
import { dataNotes } from '../report/dataNotes.ts';
import {
  evaluations,
  notEvaluated,
  type TrainingResult,
  type TrainReport,
  trainReport,
} from '../../run/model/trainReport.ts';
import { trainText } from '../report/trainText.ts';
import { locatedMessage, toFailure } from '../terminal/failure.ts';
import { inTurns } from '../terminal/inTurns.ts';
import type { Interruption } from '../terminal/interruption.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type EarlierTraining, trainToEnd, type Watcher } from '../training/trainToEnd.ts';

/** Milliseconds that the figures of an interrupted training may take. */
const evaluationPatience = 3000;

export interface TrainRunOptions {
  /** As typed: what remarks are about. */
  readonly file: string;
  readonly costsAt: readonly number[];
  readonly json: boolean;
  /** Weights are printed behind the report. */
  readonly withWeights?: boolean;
  readonly interruption: Interruption;
  readonly earlier?: EarlierTraining | undefined;
  readonly recorder: RunRecorder | null;
  /** Fields behind those of the report. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface TrainedRun {
  readonly report: TrainReport;
  readonly ended: Date;
  readonly isInterrupted: boolean;
  /** When the record could not be finished, why not: told when all else is done. */
  readonly recordFailure: Error | null;
}

export async function trainRun(
  run: BuiltRun,
  setup: Setup,
  options: TrainRunOptions,
  terminal: Terminal,
): Promise<TrainedRun> {
  const { costsAt, interruption, earlier, recorder, json, withWeights = false, more = {} } = options;
  const { trainer, spec } = run;
  const watcher = recorder ? watcherOf(recorder) : undefined;
  const progress = new Progress(terminal);
  const result = await trainToEnd(trainer, { costsAt, interruption, progress, earlier, watcher });
  const ended = new Date();
  const figures = await evaluated(run, interruption);
  const report = trainReport(run, result, figures ?? notEvaluated(run), weightsSha256);
  const recordFailure = recorder && (await finishRecord(recorder, run, result, figures));
  const weights = withWeights ? { weights: weightLists(spec, trainer.parameters) } : {};
  if (json) terminal.json({ ...report, ...weights, ...more });
  else terminal.out(`${trainText(report)}${withWeights ? weightsText(spec, trainer.parameters) : ''}`);
  const lines = [
    ...dataNotes(setup, run.dataset),
    ...[...run.engineNotes, ...(trainer.backend.notes ?? [])].map(noticeText),
    ...notes(options.file, trainer.outcome?.notice, result),
    ...(figures ? [] : [localize('Its figures are left out: they take longer than 3 s to measure.')]),
    ...(recorder ? [localize('Recorded as {0}.', recorder.record.id)] : []),
  ];
  for (const line of lines) terminal.err(`${line}\n`);
  return { report, ended, isInterrupted: result.stopReason === 'user', recordFailure };
}

function watcherOf(recorder: RunRecorder): Watcher {
  return {
    stepsToNext: (step) => recorder.stepsToNext(step),
    *look(soFar) {
      yield* recorder.look(soFar.seconds);
      recorder.save(progressOf(soFar));
    },
  };
}

function progressOf({ costs, startCost, seconds }: EarlierTraining) {
  const costsAt = Object.fromEntries([...costs].map(([step, cost]) => [String(step), cost]));
  return { seconds, costsAt, startCost };
}

const endStates = {
  epochs: 'finished',
  earlyStopping: 'finished',
  diverged: 'diverged',
  user: 'interrupted',
} as const;

/** @returns what failed; `null`: it is on the disk */
async function finishRecord(
  recorder: RunRecorder,
  { trainer }: BuiltRun,
  result: TrainingResult,
  figures: PartEvaluations | null,
): Promise<Error | null> {
  await recorder.finish({
    ...progressOf(result),
    state: endStates[result.stopReason],
    stopReason: result.stopReason,
    outcome: trainer.outcome?.notice ?? null,
    figures: figures && trainedFigures(figures),
  });
  const subject = recorder.record.id;
  if (recorder.isLost) return toFailure(new Error(localize('Another process has taken this run over.')), subject);
  return recorder.problem === null ? null : toFailure(recorder.problem, subject);
}

/** `null`: of an interrupted training, where that would take long. */
async function evaluated(run: BuiltRun, { aborted }: Interruption): Promise<PartEvaluations | null> {
  const until = aborted ? performance.now() + evaluationPatience : Number.POSITIVE_INFINITY;
  return inTurns(evaluations(run), () => performance.now() > until);
}

/** What the numbers alone do not say. */
function notes(file: string, outcome: Notice | undefined, { costs, stopReason }: TrainingResult): string[] {
  const unreached = [...costs].filter(([, cost]) => cost === null).map(([step]) => step);
  return [
    ...(stopReason === 'user' ? [localize('Interrupted: these are the numbers reached so far.')] : []),
    ...(stopReason === 'diverged' && outcome ? [locatedMessage(file, noticeText(outcome))] : []),
    ...(unreached.length > 0
      ? [locatedMessage(file, localize('No cost for iteration {0}: training ended before.', unreached.join(', ')))]
      : []),
  ];
}
