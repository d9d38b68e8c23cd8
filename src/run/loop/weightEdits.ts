/**
 * Parameters set by hand, one or all of them, and how to take that back: with it goes whatever was trained since.
 * Parameters, averages and the place in the data become those of then; the settings never do: what the configuration says
 * stays in force.
 */
import type { Checkpoint } from '../../core/training/checkpoint.ts';
import type { RecordingState } from '../../core/training/recording.ts';
import { makeEvent } from '../../core/training/replay.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurvePoint, CurveRecorder, CurveState } from '../curve/curveRecorder.ts';
import type { TimeMachine } from './timeMachine.ts';

/** Most edits that can be taken back. */
const maxEdits = 20;
/** Share of the recording's limit that the past of edits may take. */
const shareOfLimit = 0.25;

/** What was set. */
type EditedValue =
  | { readonly kind: 'parameter'; readonly position: number; readonly before: number; readonly value: number }
  /** All parameters became those of the step `from`. */
  | { readonly kind: 'weights'; readonly from: number };

interface Past {
  readonly checkpoint: Checkpoint;
  readonly recording: RecordingState;
  readonly curve: CurveState;
}

type Edit = EditedValue & Past;

export class WeightEdits {
  readonly #trainer: Trainer;
  readonly #time: TimeMachine;
  readonly #recorder: CurveRecorder;
  readonly #evaluate: (trainer: Trainer) => CurvePoint;
  readonly #edits: Edit[] = [];

  /** @param evaluate the point of the curve for a trainer's parameters */
  constructor(
    trainer: Trainer,
    time: TimeMachine,
    recorder: CurveRecorder,
    evaluate: (trainer: Trainer) => CurvePoint,
  ) {
    this.#trainer = trainer;
    this.#time = time;
    this.#recorder = recorder;
    this.#evaluate = evaluate;
  }

  /** How many can be taken back. */
  get undoable(): number {
    return this.#edits.length;
  }

  /** Sets a parameter at the step that is looked at; the run is there afterwards. @returns what it was, and the settings that step had */
  set(position: number, value: number): { readonly before: number; readonly settings: TrainingSettings } {
    const [trainer, time] = [this.#trainer, this.#time];
    const asked = trainer.askedSettings;
    const { recording } = time;
    const seen = time.seen.checkpoint();
    const before = seen.parameters[position] ?? Number.NaN;
    const { step } = seen;
    this.#remember({ kind: 'parameter', position, before, value, ...this.#past(step) });
    this.#recorder.jump(this.#evaluate(time.seen));
    if (!time.isLive) {
      trainer.restore(seen);
      time.live();
    }
    // Also at the present: what was worked out of this very step holds no more.
    recording.cutAfter(step);
    const event = { kind: 'parameter', step, position, value } as const;
    makeEvent(trainer, event);
    recording.note(event);
    const { settings } = trainer;
    this.#keepSettings(asked);
    time.keep();
    return { before, settings };
  }

  /**
   * The run goes to the step that is looked at, and on from there: what was trained after it is no part of it any more, and what was
   * set before cannot be taken back. The settings stay. @returns those that the step had
   */
  goOn(): TrainingSettings {
    const [trainer, time] = [this.#trainer, this.#time];
    if (time.isLive) return trainer.settings;
    const asked = trainer.askedSettings;
    const seen = time.seen.checkpoint();
    this.#recorder.jump(this.#evaluate(time.seen));
    trainer.restore(seen);
    time.live();
    time.recording.cutAfter(seen.step);
    this.clear();
    const { settings } = trainer;
    this.#keepSettings(asked);
    time.keep();
    return settings;
  }

  /** Takes the last edit back: the run is where it was. `null` when there is none. */
  undo(): (EditedValue & { readonly settings: TrainingSettings }) | null {
    const edit = this.#edits.pop();
    if (!edit) return null;
    const asked = this.#trainer.askedSettings;
    this.#trainer.restore(edit.checkpoint);
    this.#time.recording.load(edit.recording);
    // A change that was asked for in the middle of a step went with the rest of that step.
    this.#time.recording.cutAfter(edit.checkpoint.step);
    this.#recorder.load(edit.curve);
    this.#time.live();
    const { settings } = this.#trainer;
    this.#keepSettings(asked);
    return { ...edit, settings };
  }

  /** All parameters become those of an earlier step; the run stays at its own. */
  takeBack(from: number, values: Float64Array): void {
    const [trainer, time] = [this.#trainer, this.#time];
    const asked = trainer.askedSettings;
    this.#remember({ kind: 'weights', from, ...this.#past(trainer.step) });
    this.#recorder.jump(this.#evaluate(trainer));
    const event = { kind: 'weights', step: trainer.step, from, values } as const;
    time.recording.cutAfter(trainer.step);
    makeEvent(trainer, event);
    time.note(event);
    this.#keepSettings(asked);
    time.keep();
  }

  /** The settings that were in force, or asked for, before the run went elsewhere. */
  #keepSettings(asked: TrainingSettings): void {
    const { step, settings } = this.#trainer;
    if (JSON.stringify(settings) === JSON.stringify(asked)) return;
    const change = { ...asked, earlyStopping: asked.earlyStopping };
    this.#trainer.apply(change);
    this.#time.note({ kind: 'settings', step, change });
  }

  clear(): void {
    this.#edits.length = 0;
  }

  /** What an edit at `step` leaves behind. */
  #past(step: number): Past {
    return {
      checkpoint: this.#trainer.checkpoint(),
      recording: this.#affordable(this.#time.recording.save(), step),
      curve: this.#recorder.save(),
    };
  }

  #remember(edit: Edit): void {
    const bytes = 3 * edit.checkpoint.parameters.byteLength;
    const most = Math.max(1, Math.min(maxEdits, Math.floor((shareOfLimit * this.#time.recording.limit) / bytes)));
    this.#edits.push(edit);
    this.#edits.splice(0, this.#edits.length - most);
  }

  /** The recording with fewer checkpoints after `step`, should they be too many to be kept beside those of the new way. */
  #affordable(state: RecordingState, step: number): RecordingState {
    const after = state.kept.filter(({ checkpoint }) => checkpoint.step > step);
    const bytes = after.reduce((sum, kept) => sum + kept.bytes, 0);
    const every = Math.ceil(bytes / (shareOfLimit * this.#time.recording.limit));
    if (every <= 1) return state;
    const stays = new Set(after.filter((_, i) => (after.length - 1 - i) % every === 0));
    return { ...state, kept: state.kept.filter((kept) => kept.checkpoint.step <= step || stays.has(kept)) };
  }
}
