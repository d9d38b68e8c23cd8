/** Trains the members of a group, one after the other on the same data set and in the same memory. */
import { totalmem } from 'node:os';
import type { Table } from '../../data/columns/table.ts';
import type { StartFile } from '../../run/setup/startFile.ts';
import { type BuiltRun, buildTrainer } from '../../run/setup/buildTrainer.ts';
import { evaluations, type TrainReport, trainReport } from '../report/trainReport.ts';
import type { TrainingResult } from '../training/trainToEnd.ts';
import type { SweepGroup } from './plan.ts';
import { holds, type Until } from './until.ts';

export interface SweepMember extends Omit<TrainReport, 'stopReason'> {
  readonly set: SweepGroup['set'];
  readonly seed: number;
  /** From 0; `null` without folds. */
  readonly fold: number | null;
  /** `null` without --until. */
  readonly reached: boolean | null;
  readonly stepReached: number | null;
  readonly stopReason: TrainReport['stopReason'] | 'until';
}

/** Milliseconds of training between two rests. */
const slice = 40;

/** Rests between stretches of some milliseconds. @param start for members that begin with the weights of a file; the others draw theirs */
export function* trainGroup(
  { config, set, fold, seeds }: SweepGroup,
  table: Table,
  start: StartFile | null,
  until: Until | null,
  done: (place: number, member: SweepMember) => void,
): Generator<void, void, void> {
  const given = config.network.initialization.scheme === 'file' ? start : null;
  const run = buildTrainer(config, table, undefined, totalmem(), given, fold);
  try {
    for (const [place, seed] of seeds.entries()) {
      // What a file begins with is there already; other weights are drawn anew.
      if (place > 0 || seed !== run.trainer.initialization.seed) run.trainer.reset(seed);
      const { reached, result } = yield* train(run, until);
      const report = trainReport(run, result, yield* evaluations(run));
      done(place, {
        ...{ set, seed, fold: fold?.index ?? null, reached, stepReached: reached ? run.trainer.step : null },
        ...report,
        stopReason: reached ? 'until' : report.stopReason,
      });
    }
  } finally {
    run.trainer.dispose();
  }
}

function* train({ trainer }: BuiltRun, until: Until | null) {
  const startCost = trainer.evaluate(trainer.train).cost;
  // Where it may be reached: after a step that takes all examples, else after an epoch.
  const stretch = until ? trainer.stepsPerEpoch : Number.POSITIVE_INFINITY;
  let reached = until ? holds(until, trainer) : null;
  let [steps, milliseconds] = [1, 0];
  for (let rested = performance.now(); !trainer.outcome && !reached; ) {
    const began = performance.now();
    const most = Math.min(steps, stretch - (trainer.step % stretch));
    const done = trainer.runPart(most);
    const elapsed = performance.now() - began;
    milliseconds += elapsed;
    if (done === steps && elapsed < slice / 2) steps *= 2;
    if (until && !trainer.inStep && trainer.step % stretch === 0) reached = holds(until, trainer);
    if (performance.now() - rested < slice) continue;
    yield;
    rested = performance.now();
  }
  const result: TrainingResult = {
    ...{ costs: new Map(), startCost, seconds: milliseconds / 1000 },
    stopReason: trainer.outcome?.reason ?? 'user',
  };
  return { reached, result };
}
