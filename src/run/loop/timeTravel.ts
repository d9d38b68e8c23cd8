/** What can be done with a run's time: look at a past step, do the present one phase by phase, change a parameter and go on. */
import { markLabel } from '../../config/facts/markLabel.ts';
import type { Phase } from '../../core/training/phases.ts';
import type { Mark } from '../../protocol/run.ts';
import type { Runner } from './runner.ts';
import { bestOf } from './runVerdict.ts';
import type { YieldNow } from './timeMachine.ts';

/** Looks at a step of the past, or at the present again. Settles when it is there. */
export async function seek(runner: Runner, step: number | 'live', yieldNow: YieldNow): Promise<void> {
  if (step === 'live') runner.time.live();
  else await runner.time.seek(step, yieldNow);
  runner.refresh();
}

/** Does the next phase of the present step; the training is paused then. `null` when it is over. */
export function advancePhase(runner: Runner): Phase | null {
  const { time, trainer } = runner;
  time.live();
  runner.pause();
  if (trainer.outcome) {
    // Whoever looked at the past sees the end now.
    runner.refresh();
    return null;
  }
  const phase = trainer.advancePhase();
  runner.settle();
  return phase;
}

/** Sets a parameter at the step that is looked at; a training goes on unless that is in the past. @returns what it was */
export function setParameter(runner: Runner, position: number, value: number): ReturnType<Runner['edits']['set']> {
  const wasLive = runner.time.isLive;
  const edit = runner.edits.set(position, value);
  runner.moved(wasLive);
  return edit;
}

/** The run goes on from the step that is looked at, in another way. @returns a mark where it has other settings from there on */
export function branch(runner: Runner): { readonly step: number; readonly mark: Mark | null } {
  runner.pause();
  const before = runner.edits.goOn();
  runner.moved(false);
  const { step, settings } = runner.trainer;
  const label = markLabel(before, settings);
  return { step, mark: label === null ? null : { step, label } };
}

/** Takes the last `setParameter` back; `null` when there is none. */
export function undoParameter(runner: Runner): ReturnType<Runner['edits']['undo']> {
  const edit = runner.edits.undo();
  if (edit) runner.moved(false);
  return edit;
}

/** Takes back the weights of the best epoch: the step stays, the training stands still. A mark, or `null` where there is no best one. */
export async function takeBackBest(runner: Runner, yieldNow: YieldNow): Promise<Mark | null> {
  const best = bestOf(runner.recorder, runner.trainer);
  return best && takeBack(runner, best.point.step, yieldNow);
}

/** Takes back the weights that the run had when `from` updates were done. */
export async function takeBack(runner: Runner, from: number, yieldNow: YieldNow): Promise<Mark> {
  const { time, trainer } = runner;
  runner.pause();
  time.live();
  const values = await time.withReplay(async (goTo) => (await goTo(from, yieldNow)).parameters.values.slice());
  runner.edits.takeBack(from, values);
  runner.moved(false);
  return { step: trainer.step, label: weightsLabel(from) };
}

export function weightsLabel(from: number): string {
  return `W ← ${from}`;
}
