/** Runs a trainer to its end in slices, reading the cost at the asked iterations on the way. */
import { localize } from '../../config/wording/localize.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { TrainingResult } from '../../run/model/trainReport.ts';
import type { Interruption } from '../terminal/interruption.ts';
import { yieldNow } from '../terminal/interruption.ts';
import type { Progress } from '../terminal/progress.ts';
import { inTurns } from '../terminal/inTurns.ts';

/** Long enough that the pauses cost nothing, short enough that Ctrl+C is answered at once. */
const sliceMilliseconds = 40;

/** What is known of a training that goes on. */
export type EarlierTraining = Pick<TrainingResult, 'costs' | 'startCost' | 'seconds'>;

/** Who looks on between the steps, and at which of them. */
export interface Watcher {
  readonly stepsToNext: (step: number) => number;
  readonly look: (soFar: EarlierTraining) => PiecesOf<void>;
}

export interface TrainingOptions {
  /** Iterations, ascending. */
  readonly costsAt: readonly number[];
  readonly interruption: Pick<Interruption, 'aborted'>;
  readonly progress: Progress;
  /** Updates after which the training is left. */
  readonly maxSteps?: number | undefined;
  readonly earlier?: EarlierTraining | undefined;
  readonly watcher?: Watcher | undefined;
}

export async function trainToEnd(trainer: Trainer, options: TrainingOptions): Promise<TrainingResult> {
  const { costsAt, interruption, progress, maxSteps = Number.POSITIVE_INFINITY, earlier, watcher } = options;
  const costs = new Map<number, number | null>(costsAt.map((step) => [step, earlier?.costs.get(step) ?? null]));
  const wholeCost = async (isOver = () => interruption.aborted): Promise<number | null> =>
    (await inTurns(trainer.evaluation(trainer.train), isOver))?.cost ?? null;
  const startCost = earlier ? earlier.startCost : await wholeCost();
  let milliseconds = 1000 * (earlier?.seconds ?? 0);
  const soFar = (): EarlierTraining => ({ costs, startCost, seconds: milliseconds / 1000 });
  let stepsPerSlice = 1;
  let rested = performance.now();
  while (trainer.outcome === null && trainer.step < maxSteps && !interruption.aborted) {
    if (costs.get(trainer.step) === null && !trainer.inStep) costs.set(trainer.step, await wholeCost());
    const begun = performance.now();
    const toNext = Math.min(stepsToNext(costsAt, trainer.step), watcher?.stepsToNext(trainer.step) ?? maxSteps);
    const most = Math.min(stepsPerSlice, toNext, maxSteps - trainer.step);
    // Of a step that takes long it is a piece.
    const done = trainer.runPart(most);
    const elapsed = performance.now() - begun;
    milliseconds += elapsed;
    if (done > 0 && done === stepsPerSlice) stepsPerSlice = nextSlice(stepsPerSlice, elapsed);
    if (watcher) await inTurns(watcher.look(soFar()), () => interruption.aborted);
    // A slice may have been cut into many short ones.
    if (performance.now() - rested < sliceMilliseconds / 2) continue;
    progress.show(() => progressLine(trainer, milliseconds));
    await yieldNow();
    rested = performance.now();
  }
  trainer.leaveStep();
  // After an early stop the parameters are the best ones, no longer those of the last step.
  if (trainer.outcome?.reason === 'epochs' && costs.has(trainer.step))
    costs.set(trainer.step, await wholeCost(() => false));
  progress.clear();
  return { ...soFar(), stopReason: trainer.outcome?.reason ?? 'user' };
}

function stepsToNext(costsAt: readonly number[], step: number): number {
  const next = costsAt.find((k) => k > step);
  return next === undefined ? Number.POSITIVE_INFINITY : next - step;
}

/** Grows or shrinks towards the slice's length, at most doubling, so that one odd measurement does no harm. */
function nextSlice(steps: number, elapsed: number): number {
  const ideal = elapsed > 0 ? (steps * sliceMilliseconds) / elapsed : steps * 2;
  return Math.max(1, Math.round(Math.min(ideal, steps * 2)));
}

function progressLine(trainer: Trainer, milliseconds: number): string {
  const speed = milliseconds > 0 ? Math.round((trainer.step / milliseconds) * 1000) : 0;
  return [
    localize('epoch {0}/{1}', trainer.epoch, trainer.settings.epochs),
    localize('step {0}', trainer.step),
    localize('cost {0}', trainer.batchCost.toFixed(4)),
    localize('{0} steps/s', speed.toLocaleString('en-US')),
  ].join(' · ');
}
