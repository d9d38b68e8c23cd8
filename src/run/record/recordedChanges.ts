/** What was done to a run from outside, as its record has it: plain JSON, where what is off is `null`. */
import type { LoggedEvent, RunEvent } from '../../core/training/recording.ts';

/** Weights that were taken back are named by the step they are of. */
export function recordedChange(event: RunEvent): LoggedEvent {
  if (event.kind === 'weights') return { kind: 'weights', step: event.step, from: event.from };
  if (event.kind === 'parameter') return event;
  return { ...event, change: mapped(event.change, (value) => value ?? null) };
}

/** @param weightsAt parameters of an earlier step */
export function eventOfChange(change: LoggedEvent, weightsAt: (step: number) => Float64Array): RunEvent {
  if (change.kind === 'weights') return { ...change, values: weightsAt(change.from) };
  if (change.kind === 'parameter') return change;
  return { ...change, change: mapped(change.change, (value) => value ?? undefined) };
}

function mapped<T extends object>(change: T, of: (value: unknown) => unknown): T {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, of(value)])) as T;
}
