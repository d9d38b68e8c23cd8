/**
 * From a configuration and a table to something that can be trained. The only place that does it: the worker and the
 * command line both come here, so both train the same numbers.
 */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { DataError } from '../../data/csv/errors.ts';
import { networkSpec } from '../../config/facts/networkSpec.ts';
import { type Notice, NoticeError, notice } from '../../core/notice.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { batchLength } from '../../core/training/batches.ts';
import { footprint } from '../../core/training/footprint.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { buildDataset, type Dataset, type DatasetOptions } from '../../data/dataset/dataset.ts';
import type { Fold } from '../../data/dataset/split.ts';
import type { Table } from '../../data/columns/table.ts';
import { precisionFor } from '../../engine/runtime/chooseBackend.ts';
import type { ThreadPoolOptions } from '../../engine/threads/threadPool.ts';
import { openTrainer } from './openTrainer.ts';
import { begin, datasetOfStart, type StartFile, weightsOfStart } from './startFile.ts';

/** What follows from a configuration and a table before a number of the network is there. */
export interface RunPlan {
  readonly dataset: Dataset;
  readonly spec: NetworkSpec;
}

export interface BuiltRun extends RunPlan {
  /** At step 0, with its initial weights. */
  readonly trainer: Trainer;
  /** For the log: faster ways of computing that were left out, and why. */
  readonly engineNotes: readonly Notice[];
}

/** Data set and shapes. @throws DataError as `buildTrainer` does */
export function planRun(
  config: NetworkConfig,
  table: Table,
  start: StartFile | null = null,
  fold: Fold | null = null,
): RunPlan {
  const split = fold ? { ...config.data.split, fold } : config.data.split;
  const folded = { ...config, data: { ...config.data, split } };
  const options = datasetOptions(folded);
  const dataset = datasetOfStart(start, table, folded, options.precisionFor) ?? buildDataset(table, options);
  const facts = { inputs: dataset.inputs.length, outputs: outputCount(dataset), task: dataset.task };
  return { dataset, spec: networkSpec(config, facts) };
}

/**
 * Builds data set, network and initial weights. Pure: the same arguments give the same numbers, with any number of threads.
 * @param threadPool for a training that may have further threads
 * @param memory bytes that the machine has
 * @param start what `network.initialization.file` names
 * @param fold in place of the validation part that the configuration asks for
 * @throws DataError when the table cannot serve the configuration (unknown column, nothing left to train on, …).
 * @throws NoticeError when the network needs more memory than there is
 */
export function buildTrainer(
  config: NetworkConfig,
  table: Table,
  threadPool?: ThreadPoolOptions,
  memory = Number.POSITIVE_INFINITY,
  start: StartFile | null = null,
  fold: Fold | null = null,
): BuiltRun {
  const { dataset, spec } = planRun(config, table, start, fold);
  requireMemory(config, { dataset, spec }, memory);
  const { precision, reproducible, loss: _ofSpec, ...settings } = config.training;
  const { train, validation } = dataset;
  if (config.network.initialization.scheme === 'file' && !start) throw new DataError('columns', notice('start.none'));
  const weights = start ? weightsOfStart(start, spec) : undefined;
  const { file: _read, ...initialization } = config.network.initialization;
  const opened = openTrainer(
    { spec, train, validation, initialization, settings, start: weights },
    precision,
    threadPool,
    reproducible,
  );
  const startNotices = start ? begin(start, opened.trainer, settings) : [];
  return { dataset: { ...dataset, notes: [...startNotices, ...dataset.notes] }, spec, ...opened };
}

function requireMemory({ training }: NetworkConfig, { dataset, spec }: RunPlan, memory: number): void {
  const { m } = dataset.train;
  const batch = batchLength(training.batchSize, m);
  const { bytes, parameters } = footprint({ spec, m, batch, optimizer: training.optimizer });
  if (bytes <= memory) return;
  const [needed, there] = [bytes, memory].map((count) => Number((count / 2 ** 30).toPrecision(2)));
  throw new NoticeError(notice('run.networkTooLarge', parameters, `${needed}`, `${there}`));
}

/** The part of the configuration that decides which numbers the data set holds. */
function datasetOptions(config: NetworkConfig): DatasetOptions & Required<Pick<DatasetOptions, 'precisionFor'>> {
  const { target, features, missing, standardize, split, transform, derived } = config.data;
  const { precision } = config.training;
  return {
    ...{ target, features, missing, standardize, split, transform, derived },
    precisionFor: (inputs, outputs, task) =>
      precisionFor({ spec: networkSpec(config, { inputs, outputs, task }), precision }),
  };
}

/** n^[L]: one unit answers yes or no; otherwise one a class, or one a target. */
function outputCount(dataset: Dataset): number {
  if (dataset.task === 'binary') return 1;
  return dataset.task === 'multiclass' ? dataset.classes.length : dataset.targets.length;
}
