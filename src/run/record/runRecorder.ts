/**
 * Writes down a run while it trains. What is written is copied from the trainer between two steps, at most every few seconds, and rarely
 * where it lasts, but not less than every 10 s of training; all else another thread may do. Whatever fails is remembered and tried again:
 * it does not disturb the training.
 */
import type { Notice } from '../../core/notice.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';
import type { UnsignedModel } from '../../model/modelFile.ts';
import { chunkRows, type CurveRow, nextRecordedStep, rowsOf } from '../../record/curve.ts';
import type { RunLock } from '../../record/lock.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import type { RecordedFigures, RunRecord } from '../../record/runRecord.ts';
import { type WriteRun, writeRun } from '../../record/writing.ts';
import { type PartEvaluations, trainedFigures } from '../model/trainedFigures.ts';
import { takenModel } from '../model/trainedModel.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';
import { TimeBudget } from '../timeBudget.ts';

export interface RecorderOptions {
  readonly store: RecordStore;
  readonly lock: RunLock;
  /** As it is on the disk. */
  readonly record: RunRecord;
  readonly run: Pick<BuiltRun, 'trainer' | 'dataset' | 'spec'>;
  /** SHA-256 of parameters as Float64 in hexadecimal. */
  readonly fingerprint: (parameters: Float64Array) => string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Milliseconds between two writings; those at the beginning come sooner. */
  readonly interval?: number;
  /** Who writes while the training goes on; absent: this thread. The last word is always written by this one. */
  readonly write?: WriteRun | undefined;
  /** What was changed in mid-run; what the record says, unless told. */
  readonly changes?: () => RunRecord['changes'];
}

/** What the loop knows of the training. */
export type Progress = Pick<RunRecord, 'seconds' | 'costsAt' | 'startCost'>;

/** How it ended, or was left. */
export interface RecordedEnd extends Progress {
  readonly state: Exclude<RunRecord['state'], 'training'>;
  readonly stopReason: RunRecord['stopReason'];
  readonly outcome: Notice | null;
  /** `null`: there was no time for them. */
  readonly figures: RecordedFigures | null;
}

/** Share of the time for looking at whole parts, and milliseconds for it at the start. */
const [looking, lookingAtStart] = [0.01, 100];
/** Times that what a writing takes is to pass before the next one, whichever thread does it; milliseconds that are enough in any case. */
const [rarity, rarest] = [50, 10_000];
/** Milliseconds: of the first one, and each next is twice as long up to the usual. */
const [firstInterval, usualInterval] = [250, 3000];

export class RunRecorder {
  readonly options: RecorderOptions;
  readonly #longest: number;
  #interval: number;
  readonly #budget = new TimeBudget(looking, lookingAtStart);
  #record: RunRecord;
  /** Rows that no chunk holds. */
  #rows: CurveRow[];
  /** Step of the newest row. */
  #last: number;
  #seconds: number;
  #figures: RecordedFigures;
  #due: number;
  #writing: Promise<void> | null = null;
  #isLost = false;
  /** Why the last writing failed; `null` when it did not. */
  problem: unknown = null;

  constructor(options: RecorderOptions) {
    this.options = options;
    this.#record = options.record;
    this.#rows = rowsOf(options.record.curve.tail);
    this.#last = options.record.step;
    this.#seconds = options.record.seconds;
    this.#figures = options.record.figures;
    this.#longest = options.interval ?? usualInterval;
    this.#interval = Math.min(firstInterval, this.#longest);
    this.#due = options.now() + this.#interval;
  }

  /** Step of the newest row. */
  get lastStep(): number {
    return this.#last;
  }

  /** As it is on the disk. */
  get record(): RunRecord {
    return this.#record;
  }

  /** Whether another process has taken the run over: nothing is written any more. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** What was begun to be written is on the disk, or failed. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Steps that may be done before the next one that is recorded. */
  stepsToNext(step: number): number {
    return nextRecordedStep(step) - step;
  }

  /** Between two steps: takes down a row where one is recorded. @param seconds of training up to here */
  *look(seconds: number): PiecesOf<void> {
    const { trainer } = this.options.run;
    this.#budget.earn(1000 * (seconds - this.#seconds));
    this.#seconds = seconds;
    const { step, inStep } = trainer;
    if (inStep || step === 0 || step <= this.#last || nextRecordedStep(step - 1) !== step) return;
    if (!this.#budget.allows) return this.#addRow(null);
    const began = this.options.now();
    let figures: RecordedFigures | null = null;
    try {
      figures = yield* this.#evaluate();
    } finally {
      // Also where the look is left because something more urgent has come.
      this.#budget.spend(this.options.now() - began);
      this.#addRow(figures);
    }
  }

  /** Between two steps: begins to write when it is time, or at once. */
  save(progress: Progress, isDue = false): void {
    const now = this.options.now();
    if ((now < this.#due && !isDue) || this.#writing || this.#isLost) return;
    const write = this.options.write ?? this.#writeHere;
    this.#writing = this.#write(write, { ...progress, state: 'training' }, chunkRows).finally(() => {
      this.#writing = null;
      this.#due = Math.max(this.#due, now + Math.min(rarity * (this.options.now() - now), rarest));
    });
    const then = this.options.now();
    this.#interval = Math.min(2 * this.#interval, this.#longest);
    this.#due = then + Math.max(this.#interval, Math.min(rarity * (then - now), rarest));
  }

  readonly #writeHere: WriteRun = (writing) => {
    const { store, lock, fingerprint } = this.options;
    return writeRun({ store, renew: lock.renew, fingerprint }, writing);
  };

  /** Takes nothing more from the trainer, which may be elsewhere: the run ends as it was written last, and is free. */
  async leave(state: RecordedEnd['state']): Promise<void> {
    const isOurs = !this.#isLost;
    this.#isLost = true;
    await this.settled();
    const { store, lock } = this.options;
    try {
      const ended = new Date(store.machine.now()).toISOString();
      if (isOurs && this.#record.state === 'training') {
        this.#record = { ...this.#record, state, ended, stopReason: 'user' };
        await store.write(this.#record);
      }
      await lock.release();
    } catch (error) {
      this.problem = error;
    }
  }

  /** Rows that no file has. */
  get unwritten(): readonly CurveRow[] {
    return this.#rows;
  }

  /** Writes the last of it and gives the run free. What fails is the `problem`. */
  async finish({ figures, ...end }: RecordedEnd): Promise<void> {
    await this.settled();
    if (figures) this.#figures = figures;
    this.#seconds = end.seconds;
    if (this.options.run.trainer.step > this.#last) this.#addRow(figures);
    const now = new Date(this.options.store.machine.now()).toISOString();
    if (!this.#isLost) await this.#write(this.#writeHere, { ...end, ended: now }, 1);
    await this.options.lock.release().catch(() => undefined);
  }

  *#evaluate(): PiecesOf<RecordedFigures> {
    const { trainer, dataset } = this.options.run;
    const parts: PartEvaluations = {
      train: yield* trainer.evaluation(dataset.train),
      validation: dataset.validation && (yield* trainer.evaluation(dataset.validation)),
      test: null,
    };
    this.#figures = trainedFigures(parts);
    return this.#figures;
  }

  #addRow(figures: RecordedFigures | null): void {
    const { step, epoch, batchCost } = this.options.run.trainer;
    const known = (value: number | null | undefined): number => value ?? Number.NaN;
    this.#last = step;
    this.#rows.push({
      ...{ step, epoch, seconds: this.#seconds, batchCost },
      cost: known(figures?.cost),
      validationCost: known(figures?.validationCost),
      trainMetric: known(figures?.trainAccuracy ?? figures?.r2),
      validationMetric: known(figures?.validationAccuracy ?? figures?.validationR2),
    });
  }

  /** All that is written is taken now; only then does the training go on. @param least rows that make a chunk */
  async #write(write: WriteRun, change: Partial<RunRecord>, least: number): Promise<void> {
    let problem: unknown = null;
    try {
      const rows = this.#rows;
      const model = this.#take((error) => {
        problem = error;
      });
      const { step, epoch: epochs } = this.options.run.trainer;
      const changes = this.options.changes?.() ?? this.#record.changes;
      const now = { ...change, changes, step, epochs, figures: this.#figures };
      const written = await write({ record: this.#record, change: now, rows, least, model });
      if (written.record) this.#record = written.record;
      else this.#isLost = true;
      rows.splice(0, written.rows);
      problem ??= written.problem;
    } catch (error) {
      problem = error;
    }
    this.problem = problem;
  }

  /** `null` before the first step, and where there is no memory for it: the rest is written all the same. */
  #take(failed: (error: unknown) => void): UnsignedModel | null {
    const { run, record } = this.options;
    if (run.trainer.step === 0) return null;
    const { table, engine, product, config, started } = record;
    const { where: _where, isKept: _kept, ...origin } = table;
    try {
      // Of the training, not of the writing: the same state gives the same bytes.
      const time = new Date(Date.parse(started) + 1000 * this.#seconds).toISOString();
      const source = { config: config.used, table: origin, time, version: product, engine, figures: {} };
      return takenModel(run, source, true);
    } catch (error) {
      failed(error);
      return null;
    }
  }
}
