/** The record of a training that is about to begin. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { columnsOf } from '../../record/curve.ts';
import { noFigures, type RecordedConfig, type RunRecord } from '../../record/runRecord.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';

/** What the training itself does not know. */
export interface RecordedAsk extends Pick<RunRecord, 'threads' | 'product' | 'parent'> {
  /** As it was named; with `/` between its folders. */
  readonly file: string;
  readonly config: Omit<RecordedConfig, 'used'>;
  /** With every default. */
  readonly used: NetworkConfig;
  readonly costsAt: readonly number[];
}

/** All but where it lies and what it was trained on. @param time milliseconds since 1970 */
export function newRecord({ trainer }: Pick<BuiltRun, 'trainer'>, ask: RecordedAsk, time: number) {
  const { used, config, costsAt, file, threads, product, parent } = ask;
  const { backend, settings, initialization } = trainer;
  return {
    ...{ name: null, note: '', pinned: false, state: 'training', parent },
    ...{ started: new Date(time).toISOString(), ended: null, seconds: 0 },
    ...{ product, engine: backend.name, precision: backend.precision, threads },
    file: file.replaceAll('\\', '/'),
    config: { ...config, used },
    seeds: { split: used.data.split.seed, initialization: initialization.seed, shuffle: settings.shuffleSeed },
    changes: [],
    costsAt: Object.fromEntries(costsAt.map((step) => [String(step), null])),
    ...{ startCost: null, step: trainer.step, epochs: trainer.epoch, stopReason: null, outcome: null },
    ...{ figures: noFigures, weightsSha256: null },
    curve: { chunks: [], tail: columnsOf([]) },
    checkpoints: [],
  } satisfies Omit<RunRecord, 'id' | 'table' | 'start'>;
}
