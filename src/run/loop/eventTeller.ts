/** Tells what was done to a run from outside, whenever that has changed. */
import type { LoggedEvent, Recording, RunEvent } from '../../core/training/recording.ts';
import type { RunPlatform } from '../platform.ts';

export class EventTeller {
  readonly #platform: RunPlatform;
  readonly #build: number;
  readonly #recording: Recording;
  #reported = 0;

  constructor(platform: RunPlatform, build: number, recording: Recording) {
    this.#platform = platform;
    this.#build = build;
    this.#recording = recording;
  }

  tell(): void {
    const { events, eventChanges } = this.#recording;
    if (eventChanges === this.#reported) return;
    this.#reported = eventChanges;
    this.#platform.post({ type: 'events', build: this.#build, events: events.map(reported) });
  }
}

/** Weights that were taken back are told by the step they are of. */
function reported(event: RunEvent): LoggedEvent {
  return event.kind === 'weights' ? { kind: 'weights', step: event.step, from: event.from } : event;
}
