/** The update that was done last by hand: what was there before it, as long as nothing has changed the parameters since. */
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import type { Phase } from '../../core/training/phases.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { advancePhase } from '../loop/timeTravel.ts';
import type { Runner } from '../loop/runner.ts';

/** Parameters of a network for which a copy costs nothing that one would notice. */
const maxKept = 1_000_000;

export interface HandUpdate {
  readonly parameters: Parameters;
  readonly firstMoment: Parameters;
  readonly secondMoment: Parameters;
  readonly settings: TrainingSettings;
  readonly learningRate: number;
  /** Which update it was since the averages were zero, from 1. */
  readonly t: number;
  readonly after: Float64Array;
}

const updates = new WeakMap<Trainer, HandUpdate>();

/** Does the next phase; an update leaves behind what it changed. */
export function advanceByHand(runner: Runner): Phase | null {
  const { trainer } = runner;
  const isKept = trainer.nextPhase.kind === 'update' && trainer.parameters.values.length <= maxKept;
  const before = isKept && trainer.outcome === null ? trainer.checkpoint() : null;
  const { learningRate, step, spec } = trainer;
  const done = advancePhase(runner);
  if (before && done?.kind === 'update' && trainer.step > step)
    updates.set(trainer, {
      parameters: createParameters(spec, before.parameters),
      firstMoment: createParameters(spec, before.firstMoment),
      secondMoment: createParameters(spec, before.secondMoment),
      ...{ settings: before.settings, learningRate, t: before.updates + 1 },
      after: trainer.parameters.values.slice(),
    });
  return done;
}

/** `null` when the last update was none by hand, or its parameters were changed since. */
export function handUpdate(trainer: Trainer): HandUpdate | null {
  const kept = updates.get(trainer);
  if (!kept || trainer.inStep) return null;
  const { values } = trainer.parameters;
  return kept.after.every((value, i) => value === values[i]) ? kept : null;
}

/** Those that the phases of the step that is shown read; `null` when its update was not done by hand. */
export function stepParameters(trainer: Trainer): Parameters | null {
  return trainer.inStep ? trainer.parameters : (handUpdate(trainer)?.parameters ?? null);
}
