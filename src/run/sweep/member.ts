/** Trains the members of a group, one after the other on the same data set and in the same memory. */
import type { SweepGroup } from '../../config/sweep/sweepPlan.ts';
import type { Until } from '../../config/sweep/until.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';
import type { Table } from '../../data/columns/table.ts';
import { evaluations, type TrainingResult, type TrainReport, trainReport } from '../model/trainReport.ts';
import { type BuiltRun, buildTrainer } from '../setup/buildTrainer.ts';
import type { StartFile } from '../setup/startFile.ts';
import { CurveTaker, type MemberCurve } from './memberCurve.ts';
import { holds } from './until.ts';

export interface SweepMember extends Omit<TrainReport, 'stopReason'> {
  readonly set: SweepGroup['set'];
  readonly seed: number;
  /** From 0; `null` without folds. */
  readonly fold: number | null;
  /** `null` without a goal. */
  readonly reached: boolean | null;
  readonly stepReached: number | null;
  readonly stopReason: TrainReport['stopReason'] | 'until';
}

/** What all members have in common. */
export interface MemberTools {
  /** For members that begin with the weights of a file; the others draw theirs. */
  readonly start: StartFile | null;
  readonly until: Until | null;
  /** Epochs at which the curve is taken; `null`: it is not. */
  readonly epochs: readonly number[] | null;
  /** Bytes that the machine has. */
  readonly memory: number;
  readonly fingerprint: (weights: Float64Array) => string;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Milliseconds of training between two rests. */
const slice = 40;

/** Rests between stretches of some milliseconds. @param done with the place in the group */
export function* trainGroup(
  { config, set, fold, seeds }: SweepGroup,
  table: Table,
  tools: MemberTools,
  done: (place: number, member: SweepMember, curve: MemberCurve | null) => void,
): PiecesOf<void> {
  const given = config.network.initialization.scheme === 'file' ? tools.start : null;
  const run = buildTrainer(config, table, undefined, tools.memory, given, fold);
  try {
    for (const [place, seed] of seeds.entries()) {
      // What a file begins with is there already; other weights are drawn anew.
      if (place > 0 || seed !== run.trainer.initialization.seed) run.trainer.reset(seed);
      const curve = tools.epochs && new CurveTaker(run.trainer, tools.epochs);
      const { reached, result } = yield* train(run, tools, curve);
      const report = trainReport(run, result, yield* evaluations(run), tools.fingerprint);
      const member: SweepMember = {
        ...{ set, seed, fold: fold?.index ?? null, reached, stepReached: reached ? run.trainer.step : null },
        ...report,
        stopReason: reached ? 'until' : report.stopReason,
      };
      done(place, member, curve?.ended(member) ?? null);
    }
  } finally {
    run.trainer.dispose();
  }
}

function* train({ trainer }: BuiltRun, { until, now }: MemberTools, curve: CurveTaker | null) {
  const startCost = trainer.evaluate(trainer.train).cost;
  // Where it may be reached: after a step that takes all examples, else after an epoch.
  const stretch = until ? trainer.stepsPerEpoch : Number.POSITIVE_INFINITY;
  let reached = until ? holds(until, trainer) : null;
  if (curve) yield* curve.look();
  let [steps, milliseconds] = [1, 0];
  for (let rested = now(); !trainer.outcome && !reached; ) {
    const began = now();
    const most = Math.min(steps, stretch - (trainer.step % stretch), curve?.stepsToNext() ?? steps);
    const done = trainer.runPart(most);
    const elapsed = now() - began;
    milliseconds += elapsed;
    if (done === steps && elapsed < slice / 2) steps *= 2;
    if (until && !trainer.inStep && trainer.step % stretch === 0) reached = holds(until, trainer);
    if (curve) yield* curve.look();
    if (now() - rested < slice) continue;
    yield;
    rested = now();
  }
  const result: TrainingResult = {
    ...{ costs: new Map(), startCost, seconds: milliseconds / 1000 },
    stopReason: trainer.outcome?.reason ?? 'user',
  };
  return { reached, result };
}
