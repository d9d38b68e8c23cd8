/**
 * Makes past steps of a training again: a second trainer with the same examples and kernels starts at a checkpoint, makes
 * the changes that were made from outside at the same steps, and so comes to the same numbers, bit for bit.
 */
import type { Recording, RunEvent } from './recording.ts';
import { Trainer } from './trainer.ts';

export class Replay {
  readonly trainer: Trainer;
  readonly #recording: Recording;
  /** Events that are made. */
  #events = 0;
  #generation = -1;
  #target = 0;

  /** @param original whose past it is; it is not touched */
  constructor({ spec, train, validation, initialization, settings, backend }: Trainer, recording: Recording) {
    this.trainer = new Trainer({ spec, train, validation, initialization, settings, backend });
    this.#recording = recording;
  }

  /**
   * Sets out for a step: from where it is, or from a checkpoint nearer to it.
   * @throws RangeError when the step is before all that is kept
   */
  aim(step: number): void {
    const nearest = this.#recording.nearest(step);
    if (!nearest) throw new RangeError(`Step ${step} is not recorded.`);
    this.#target = step;
    const here = this.trainer.step;
    const onTheWay = this.#generation === this.#recording.generation && here <= step && here >= nearest.checkpoint.step;
    if (onTheWay && this.trainer.outcome === null) return;
    this.trainer.restore(nearest.checkpoint);
    this.#events = nearest.events;
    this.#generation = this.#recording.generation;
  }

  /**
   * Does at most so many steps, or a piece of one that takes long. @returns whether it has arrived
   * @throws Error when the recording does not lead there
   */
  advance(maxSteps: number): boolean {
    let left = maxSteps;
    for (;;) {
      this.#makeEvents();
      const { step } = this.trainer;
      if (step >= this.#target) return true;
      if (left === 0) return false;
      const next = this.#recording.events[this.#events]?.step ?? this.#target;
      const done = this.trainer.runPart(Math.min(left, Math.min(next, this.#target) - step));
      if (done === 0 && this.trainer.inStep) return false;
      if (done === 0) throw new Error(`The recording ends at step ${step}, before step ${this.#target}.`);
      left -= done;
    }
  }

  dispose(): void {
    this.trainer.dispose();
  }

  #makeEvents(): void {
    const { events } = this.#recording;
    for (let event = events[this.#events]; event && event.step <= this.trainer.step; event = events[this.#events]) {
      makeEvent(this.trainer, event);
      this.#events++;
    }
  }
}

/** Makes a change from outside between two steps. @throws TrainingError when settings mean nothing */
export function makeEvent(trainer: Trainer, event: RunEvent): void {
  if (event.kind === 'settings') {
    trainer.apply(event.change);
    return;
  }
  const checkpoint = trainer.checkpoint();
  if (event.kind === 'weights') checkpoint.parameters.set(event.values);
  else checkpoint.parameters[event.position] = event.value;
  trainer.restore(checkpoint);
}
