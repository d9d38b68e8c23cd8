/**
 * From a configuration and a table to something that can be trained. The only place that does it: the worker and the
 * command line both come here, so both train the same numbers.
 */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { networkSpec } from '../../config/facts/networkSpec.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { buildDataset, type Dataset, type DatasetOptions } from '../../data/dataset/dataset.ts';
import type { Table } from '../../data/columns/table.ts';
import { precisionFor } from '../../engine/runtime/chooseKernels.ts';
import type { ThreadPoolOptions } from '../../engine/threads/threadPool.ts';
import { openTrainer } from './openTrainer.ts';

export interface BuiltRun {
  readonly dataset: Dataset;
  readonly spec: NetworkSpec;
  /** At step 0, with its initial weights. */
  readonly trainer: Trainer;
  /** For the log: faster ways of computing that were left out, and why. */
  readonly engineNotes: readonly string[];
}

/**
 * Builds data set, network and initial weights. Pure: the same arguments give the same numbers, with any number of threads.
 * @param crew for a training that may have further threads
 * @throws DataError when the table cannot serve the configuration (unknown column, nothing left to train on, …).
 */
export function buildTrainer(config: NetworkConfig, table: Table, crew?: ThreadPoolOptions): BuiltRun {
  const dataset = buildDataset(table, datasetOptions(config));
  const spec = networkSpec(config, {
    inputs: dataset.inputs.length,
    outputs: outputCount(dataset),
    task: dataset.task,
  });
  const { precision, ...settings } = config.training;
  const { train, validation } = dataset;
  const opened = openTrainer(
    { spec, train, validation, initialization: config.network.initialization, settings },
    precision,
    crew,
  );
  return { dataset, spec, ...opened };
}

/** The part of the configuration that decides which numbers the data set holds. */
function datasetOptions(config: NetworkConfig): DatasetOptions {
  const { target, features, missing, standardize, split } = config.data;
  const { precision } = config.training;
  return {
    ...{ target, features, missing, standardize, split },
    precisionFor: (inputs, outputs, task) =>
      precisionFor({ spec: networkSpec(config, { inputs, outputs, task }), precision }),
  };
}

/** n^[L]: one unit answers yes or no; otherwise one a class, or one a target. */
function outputCount(dataset: Dataset): number {
  if (dataset.task === 'binary') return 1;
  return dataset.task === 'multiclass' ? dataset.classes.length : dataset.targets.length;
}
