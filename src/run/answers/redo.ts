/** Does again what was done to a run from outside, each thing at its step, and so brings a run at step 0 to where another one was. */
import { checksum } from '../../core/training/checksum.ts';
import type { LoggedEvent } from '../../core/training/recording.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Redone, RunHistory } from '../../protocol/history.ts';
import type { Mark } from '../../protocol/run.ts';
import { addressOf } from '../answers/weights.ts';
import type { Runner } from '../loop/runner.ts';
import { markLabel } from '../../config/facts/markLabel.ts';
import { advancePhase, setParameter, takeBack, weightsLabel } from '../loop/timeTravel.ts';

/** What a run that goes on has behind it is not done twice. Ends early when the training is halted on the way. */
export async function redo(runner: Runner, { events: all, step, phases }: RunHistory): Promise<Redone> {
  const { length } = runner.time.recording.events;
  const events = all.slice(length);
  const done = marksOf(runner, all.slice(0, length));
  for (const event of events) {
    if (event.step > step) break;
    if (!(await reach(runner, event.step))) return redone(runner, done);
    done.push(await make(runner, event));
  }
  if (!(await reach(runner, step))) return redone(runner, done);
  for (let i = 0; i < phases; i++) advancePhase(runner);
  // Asked for in the middle of the step, in force from the next one.
  for (const event of events) if (event.step > step) done.push(await make(runner, event));
  return redone(runner, done);
}

/** What the chart marks of it. */
function marksOf({ time, trainer }: Runner, events: readonly LoggedEvent[]): Redone['done'][number][] {
  let settings = time.recording.kept[0]?.checkpoint.settings ?? trainer.askedSettings;
  return events.map((event) => {
    const { step } = event;
    if (event.kind === 'weights') return { mark: { step, label: weightsLabel(event.from) }, edit: null };
    if (event.kind === 'parameter') return { mark: null, edit: null };
    const before = settings;
    settings = { ...settings, ...complete(event.change) };
    const label = markLabel(before, settings);
    return { mark: label === null ? null : { step, label }, edit: null };
  });
}

async function reach(runner: Runner, step: number): Promise<boolean> {
  const left = step - runner.trainer.step;
  if (left > 0) await runner.advance(left);
  return runner.trainer.step >= step;
}

async function make(runner: Runner, event: LoggedEvent): Promise<Redone['done'][number]> {
  if (event.kind === 'weights')
    return { mark: await takeBack(runner, event.from, async () => undefined), edit: null, isTakeBack: true };
  if (event.kind === 'settings') return { mark: runner.apply(complete(event.change)).mark, edit: null };
  const { step, position, value } = event;
  const { before } = setParameter(runner, position, value);
  return { mark: null, edit: { ...addressOf(position, runner.trainer.spec), before, value, step } };
}

/** What is off is `undefined` here and `null` where it was kept. */
function complete(change: Partial<TrainingSettings>): Partial<TrainingSettings> {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]));
}

function redone({ trainer }: Runner, done: Redone['done']): Redone {
  const marks: readonly { readonly mark: Mark | null }[] = done;
  return { step: trainer.step, checksum: checksum(trainer.parameters.values), done: marks.length > 0 ? done : [] };
}
