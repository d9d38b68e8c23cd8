/**
 * The record of a run in the editor: there before the first step, written while it trains, closed where it halts, opened again where it
 * goes on. What is done to the disk is done one after the other and beside the training; when something fails there, the training goes on.
 */
import type { RecordReport } from '../../protocol/recordApi.ts';
import { columnsOf, type CurveRow } from '../../record/curve.ts';
import type { NewFiles, RecordStore } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import type { WriteRun } from '../../record/writing.ts';
import { leavable } from '../leavable.ts';
import type { Halt, RunWatcher } from '../loop/runWatcher.ts';
import type { TimeMachine } from '../loop/timeMachine.ts';
import type { RunPlatform } from '../platform.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';
import { figuresOf, rowsUpTo } from './liveParts.ts';
import { recordedChange } from './recordedChanges.ts';
import { type RecordedEnd, RunRecorder } from './runRecorder.ts';

/** Milliseconds of training after which a run is one of the list, and after which a halted one is closed. */
const [listing, closing] = [2000, 3000];

export interface NewRun {
  readonly record: RunRecord;
  readonly files: NewFiles;
}

export interface LiveRecordingOptions {
  readonly platform: Pick<RunPlatform, 'now' | 'later' | 'hasCommand'>;
  readonly store: RecordStore;
  readonly run: Pick<BuiltRun, 'trainer' | 'dataset' | 'spec'>;
  readonly time: TimeMachine;
  readonly fingerprint: (parameters: Float64Array) => string;
  /** Who writes while the training goes on; absent: this thread. @param token of the run's lock */
  readonly writer?: ((id: string, token: string) => WriteRun) | undefined;
  /** The record of a run that begins now. */
  readonly begin: (parent: RunRecord['parent']) => Promise<NewRun>;
  /** Of the product, with the engine: who trains now. */
  readonly trainedBy: Pick<RunRecord, 'product' | 'engine'>;
  readonly report: (report: RecordReport | null) => void;
  /** Writing failed: told once for each reason. */
  readonly complain: (error: unknown) => void;
  /** The run that goes on. */
  readonly goesOn: RunRecord | null;
}

type Ending = Pick<RecordedEnd, 'state' | 'outcome'> & Pick<Halt, 'stopReason'>;

export class LiveRecording implements RunWatcher {
  readonly #options: LiveRecordingOptions;
  #recorder: RunRecorder | null = null;
  /** As it was left, while nothing writes it. */
  #left: RunRecord | null;
  #seconds: number;
  /** Milliseconds that it trained, up to `#since`; since when it trains. */
  #trained = 0;
  #since: number | null = null;
  #isListed: boolean;
  #generation: number;
  /** Counts halts and beginnings: a closing that was put off finds out whether it is still wanted. */
  #turns = 0;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #complaint = '';

  constructor(options: LiveRecordingOptions) {
    this.#options = options;
    this.#left = options.goesOn;
    this.#isListed = options.goesOn !== null;
    this.#seconds = options.goesOn?.seconds ?? 0;
    this.#generation = options.time.recording.generation;
  }

  /** What is on its way to the disk; `null`: nothing that anybody needs to wait for. */
  get settling(): Promise<void> | null {
    return this.#waiting > 0 ? this.#queue : null;
  }

  /** What was begun to be written is on the disk; nothing more is asked. */
  async ended(): Promise<void> {
    await this.#queue;
    await this.#recorder?.settled();
  }

  /** Before a training: settles when its record is there. `null`: it is. */
  begin(): Promise<void> | null {
    this.#turns++;
    this.#since ??= this.#options.platform.now();
    if (this.#recorder && this.#waiting === 0) return null;
    return this.#inTurn(() => this.#open());
  }

  trained(milliseconds: number): void {
    this.#seconds += milliseconds / 1000;
    const { platform, run } = this.#options;
    this.#noticeOtherWay();
    const recorder = this.#recorder;
    if (!recorder || run.trainer.inStep) return;
    const work = recorder.look(this.#seconds);
    if (!leavable(platform, work)) work.return();
    if (this.#soFar() < listing) return;
    recorder.save(this.#progress());
    if (!this.#isListed && recorder.record.step > 0) this.#list(recorder);
    this.#complainOf(recorder);
  }

  halted({ state, stopReason, message }: Halt): void {
    this.#trained = this.#soFar();
    this.#since = null;
    const turn = ++this.#turns;
    this.#noticeOtherWay();
    const recorder = this.#recorder;
    if (!recorder) return;
    if (state === 'finished' || state === 'diverged') {
      this.#isListed = true;
      void this.#inTurn(() => this.#finish(recorder, turn, { state, stopReason, outcome: message }));
    } else if (this.#trained >= listing && this.#options.run.trainer.step > 0) {
      void this.#inTurn(() => this.#saveHalted(recorder, turn));
      this.#options.platform.later(() => {
        if (turn === this.#turns) void this.#inTurn(() => this.#close(recorder));
      }, closing);
    }
  }

  /** The run is about to begin anew, or is given up: what comes is another one. */
  leave(): void {
    this.#turns++;
    [this.#trained, this.#since, this.#seconds] = [0, null, 0];
    void this.#inTurn(async () => {
      const recorder = this.#recorder;
      const isListed = this.#isListed;
      [this.#recorder, this.#left, this.#isListed] = [null, null, false];
      if (recorder) await this.#leave(recorder, isListed);
      this.#generation = this.#options.time.recording.generation;
      this.#options.report(null);
    });
  }

  async #leave(recorder: RunRecorder, isListed: boolean): Promise<void> {
    await recorder.leave('stopped');
    const { id, step } = recorder.record;
    if (!isListed || step === 0) await this.#options.store.delete(id);
  }

  /** @param turn in which the run halted: in another one its trainer may be elsewhere */
  async #saveHalted(recorder: RunRecorder, turn: number): Promise<void> {
    await recorder.settled();
    if (turn !== this.#turns) return;
    recorder.save(this.#progress(), true);
    await recorder.settled();
    if (!this.#isListed && recorder.record.step > 0) this.#list(recorder);
  }

  async #finish(recorder: RunRecorder, turn: number, end: Ending): Promise<void> {
    await recorder.settled();
    if (turn !== this.#turns) return;
    const { platform, run } = this.#options;
    const stopReason = end.stopReason === 'error' ? null : end.stopReason;
    await recorder.finish({ ...this.#progress(), ...end, stopReason, figures: figuresOf(platform, run) });
    this.#leftOpen(recorder);
  }

  async #close(recorder: RunRecorder): Promise<void> {
    await recorder.leave('stopped');
    this.#leftOpen(recorder);
  }

  #leftOpen(recorder: RunRecorder): void {
    this.#complainOf(recorder);
    if (this.#recorder !== recorder) return;
    this.#recorder = null;
    this.#left = recorder.isLost && recorder.record.state === 'training' ? null : recorder.record;
    this.#tell(recorder);
  }

  async #open(): Promise<void> {
    if (this.#recorder) return;
    try {
      if (this.#left && (await this.#openAgain(this.#left))) return;
      // Another one has gone on with it, or it was deleted: what comes now is a run of its own.
      if (this.#left) this.#isListed = false;
      await this.#create(null, []);
    } catch (error) {
      this.#complain(error);
    }
  }

  /** @returns whether it is still as it was left, and nobody else's */
  async #openAgain(left: RunRecord): Promise<boolean> {
    const { store, trainedBy } = this.#options;
    const found = await store.read(left.id).catch(() => null);
    if (found?.step !== left.step || found.weightsSha256 !== left.weightsSha256) return false;
    const lock = await store.lock(left.id);
    if (!lock) return false;
    const going: RunRecord = {
      ...{ ...found, ...trainedBy },
      ...{ state: 'training', ended: null, stopReason: null, outcome: null },
    };
    await store.write(going);
    this.#attach(going, lock);
    return true;
  }

  /** @param rows of the curve before its first step */
  async #create(parent: RunRecord['parent'], rows: readonly CurveRow[]): Promise<void> {
    const { store, begin } = this.#options;
    const { record, files } = await begin(parent);
    const curve = { chunks: [], tail: columnsOf(rows) };
    const made = { ...record, changes: this.#changes(), curve, seconds: this.#seconds };
    this.#attach(made, await store.create(made, files));
  }

  #attach(record: RunRecord, lock: RunRecorder['options']['lock']): void {
    const { store, run, platform, fingerprint, writer } = this.#options;
    const changes = () => this.#changes();
    const recorder = new RunRecorder({
      ...{ store, lock, record, run, fingerprint, changes, interval: listing, now: () => platform.now() },
      write: writer?.(record.id, lock.token),
    });
    this.#recorder = recorder;
    this.#generation = this.#options.time.recording.generation;
    this.#tell(recorder);
  }

  /** What is asked for in the middle of a step is not in force yet. */
  #changes(): RunRecord['changes'] {
    const { time, run } = this.#options;
    return time.recording.events.filter(({ step }) => step <= run.trainer.step).map(recordedChange);
  }

  #progress() {
    return { seconds: this.#seconds, costsAt: {}, startCost: null };
  }

  #soFar(): number {
    return this.#trained + (this.#since === null ? 0 : this.#options.platform.now() - this.#since);
  }

  /**
   * Where a weight was set in the past, the run goes on from there in another way: what was written stays as it is, and the record of the
   * new way begins with what both have in common.
   */
  #noticeOtherWay(): void {
    const { time, run } = this.#options;
    const { generation } = time.recording;
    if (generation === this.#generation) return;
    this.#generation = generation;
    const recorder = this.#recorder;
    const before = recorder?.record ?? this.#left;
    const { step } = run.trainer;
    if (!before || step >= Math.max(before.step, recorder?.lastStep ?? 0)) return;
    this.#recorder = null;
    this.#left = null;
    const isListed = this.#isListed;
    this.#isListed = false;
    void this.#inTurn(() => this.#branch(before, recorder, step, isListed));
  }

  async #branch(before: RunRecord, recorder: RunRecorder | null, step: number, isListed: boolean): Promise<void> {
    const { store } = this.#options;
    const rows = await rowsUpTo(step, store, before, recorder);
    if (recorder) await this.#leave(recorder, isListed);
    const isThere = isListed && (recorder?.record ?? before).step > 0;
    await this.#create(isThere ? { run: before.id, step } : null, rows);
  }

  #list(recorder: RunRecorder): void {
    this.#isListed = true;
    this.#tell(recorder);
  }

  #tell({ record, options }: RunRecorder): void {
    this.#options.report({
      ...{ id: record.id, token: options.lock.token },
      ...{ state: record.state, parent: record.parent, isListed: this.#isListed },
    });
  }

  #complainOf({ problem }: RunRecorder): void {
    if (problem !== null) this.#complain(problem);
  }

  #complain(error: unknown): void {
    const text = String(error);
    if (text === this.#complaint) return;
    this.#complaint = text;
    this.#options.complain(error);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#waiting++;
    this.#queue = this.#queue.then(work).then(
      () => void this.#waiting--,
      (error: unknown) => {
        this.#waiting--;
        this.#complain(error);
      },
    );
    return this.#queue;
  }
}
