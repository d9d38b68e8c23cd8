/**
 * What of a training is kept so that any past step can be made again bit for bit: checkpoints at some steps, and every
 * change from outside by its step. Memory is bounded: when it is full, checkpoints go, more of them the longer they are
 * past, so that every step stays within reach and the recent ones are near. Time is that of training, in milliseconds,
 * because it is what replaying costs.
 */
import type { Checkpoint } from './checkpoint.ts';
import type { TrainingSettings } from './settings.ts';

/** A change from outside, made when so many steps were done. */
export type RunEvent =
  | { readonly kind: 'settings'; readonly step: number; readonly change: Partial<TrainingSettings> }
  /** `position` in the parameters' block. */
  | { readonly kind: 'parameter'; readonly step: number; readonly position: number; readonly value: number }
  /** All parameters as they were when `from` updates were done. */
  | { readonly kind: 'weights'; readonly step: number; readonly from: number; readonly values: Float64Array };

/** The same without what can be made again from the rest. */
export type LoggedEvent =
  | Exclude<RunEvent, { readonly kind: 'weights' }>
  | { readonly kind: 'weights'; readonly step: number; readonly from: number };

export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Events that were made before it. */
  readonly events: number;
  /** Milliseconds of training up to it. */
  readonly time: number;
  readonly bytes: number;
}

/** A recording as it was; immutable, so that it can be gone back to. */
export interface RecordingState {
  readonly kept: readonly StoredCheckpoint[];
  readonly events: readonly RunEvent[];
  readonly time: number;
}

/** Bytes of a checkpoint beside its arrays: objects and headers. */
const overhead = 1000;
/** How much sparser the oldest checkpoints are than the newest when memory is full. */
const oldestSparser = 8;
/** Share of the limit that is used after thinning: thinning again at each checkpoint would cost too much. */
const usedAfterThinning = 0.8;

export class Recording {
  readonly limit: number;
  #kept: StoredCheckpoint[] = [];
  #events: RunEvent[] = [];
  #time = 0;
  #bytes = 0;
  #gap = 1;
  #zeros = new Float64Array(0);
  #generation = 0;
  #eventChanges = 0;

  /** @param limit bytes */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Checkpoints, ascending. */
  get kept(): readonly StoredCheckpoint[] {
    return this.#kept;
  }

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  /** Rises with each change of the events. */
  get eventChanges(): number {
    return this.#eventChanges;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Milliseconds of training since the last checkpoint. */
  get sinceLast(): number {
    return this.#time - (this.#kept.at(-1)?.time ?? Number.NEGATIVE_INFINITY);
  }

  /** Rises when what was recorded is no longer the past of the run. */
  get generation(): number {
    return this.#generation;
  }

  /** The first step that can be made again; `null` when nothing is kept. */
  get first(): number | null {
    return this.#kept[0]?.checkpoint.step ?? null;
  }

  /** So many milliseconds more were trained. */
  trained(milliseconds: number): void {
    this.#time += milliseconds;
  }

  /** Whether a checkpoint of so many parameters may be small enough; else it need not be made. */
  mayHold(parameters: number): boolean {
    return 2 * (parameters * Float64Array.BYTES_PER_ELEMENT + overhead) <= this.limit;
  }

  /** Keeps a checkpoint of the present; one of the same step is replaced. @returns whether it was: none that is too large for the limit */
  add(checkpoint: Checkpoint): boolean {
    const compact = this.#compact(checkpoint);
    const bytes = this.#bytesOf(compact);
    if (2 * bytes > this.limit) return false;
    while ((this.#kept.at(-1)?.checkpoint.step ?? -1) >= checkpoint.step) this.#bytes -= this.#kept.pop()!.bytes;
    this.#kept.push({ checkpoint: compact, events: this.#events.length, time: this.#time, bytes });
    this.#bytes += bytes;
    if (this.#bytes > this.limit) this.#thin();
    return true;
  }

  /** A change that was made at its step, the last one there is. */
  note(event: RunEvent): void {
    this.#events.push(event);
    this.#eventChanges++;
  }

  /** The last checkpoint not after `step`; `undefined` when the step cannot be made again. */
  nearest(step: number): StoredCheckpoint | undefined {
    return this.#kept.findLast(({ checkpoint }) => checkpoint.step <= step);
  }

  /** Forgets what came after `step`: the run goes on from there in another way. */
  cutAfter(step: number): void {
    this.#events = this.#events.filter((event) => event.step <= step);
    const kept = this.#kept.filter(({ checkpoint }) => checkpoint.step <= step);
    this.#time = kept.at(-1)?.time ?? 0;
    this.#keep(kept);
    this.#generation++;
    this.#eventChanges++;
  }

  clear(): void {
    this.load({ kept: [], events: [], time: 0 });
    this.#gap = 1;
  }

  save(): RecordingState {
    return { kept: [...this.#kept], events: [...this.#events], time: this.#time };
  }

  load({ kept, events, time }: RecordingState): void {
    this.#events = [...events];
    this.#time = time;
    this.#keep([...kept]);
    this.#generation++;
    this.#eventChanges++;
  }

  #keep(kept: StoredCheckpoint[]): void {
    this.#kept = kept;
    this.#bytes = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Averages that the optimiser does not use are zeros, kept once for all. */
  #compact(checkpoint: Checkpoint): Checkpoint {
    const { firstMoment, secondMoment } = checkpoint;
    if (this.#zeros.length !== firstMoment.length) this.#zeros = new Float64Array(firstMoment.length);
    const shared = (values: Float64Array) => (values.every((value) => value === 0) ? this.#zeros : values);
    return { ...checkpoint, firstMoment: shared(firstMoment), secondMoment: shared(secondMoment) };
  }

  #bytesOf({ parameters, firstMoment, secondMoment, best }: Checkpoint): number {
    const arrays = [parameters, firstMoment, secondMoment, best?.values].filter(
      (values) => values && values !== this.#zeros,
    );
    return arrays.reduce((sum, values) => sum + (values?.byteLength ?? 0), overhead);
  }

  /** Lets checkpoints go where the next one is near; the first and the last one stay. */
  #thin(): void {
    while (this.#bytes > usedAfterThinning * this.limit && this.#kept.length > 2) {
      this.#keep(thinned(this.#kept, this.#gap));
      if (this.#bytes > usedAfterThinning * this.limit) this.#gap *= 1.5;
    }
  }
}

/** What stays when two neighbours may be `gap` milliseconds apart at the newest end, and more towards the oldest. */
function thinned(kept: readonly StoredCheckpoint[], gap: number): StoredCheckpoint[] {
  const end = kept.at(-1)!.time;
  const span = Math.max(end - kept[0]!.time, 1);
  const result: StoredCheckpoint[] = [];
  kept.forEach((candidate, i) => {
    const next = kept[i + 1];
    const before = result.at(-1);
    const allowed = gap * (1 + ((oldestSparser - 1) * (end - candidate.time)) / span);
    if (!next || !before || next.time - before.time > allowed) result.push(candidate);
  });
  return result;
}
