/** Makes the changes of a recorded run at their steps; weights that were taken back are gathered on the way. */
import { makeEvent } from '../../core/training/replay.ts';
import type { RunEvent } from '../../core/training/recording.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { eventOfChange } from './recordedChanges.ts';

/** `at` has what is to be done at a step, one after the other. */
export function changeMaker({ changes }: RunRecord, trainer: Trainer) {
  const wanted = new Set(changes.flatMap((change) => (change.kind === 'weights' ? [change.from] : [])));
  const weights = new Map<number, Float64Array>();
  return {
    at: (step: number): readonly (() => void)[] => {
      // Those of a step are the ones after all that was done to it.
      const note = () => {
        if (wanted.has(step)) weights.set(step, trainer.parameters.values.slice());
      };
      note();
      const now = changes.filter((change) => change.step === step);
      return now.map((change) => () => {
        makeEvent(trainer, eventOf(change, weights));
        note();
      });
    },
  };
}

function eventOf(change: RunRecord['changes'][number], weights: ReadonlyMap<number, Float64Array>): RunEvent {
  return eventOfChange(change, (step) => {
    const values = weights.get(step);
    if (!values) throw new RangeError(`The weights of step ${step} were not passed.`);
    return values;
  });
}
