/**
 * Network and training that suit a table when nobody says more: chosen by measurement on public tables, with figures and reasons in
 * docs/defaults.md. What is chosen is written into the configuration; an absent key keeps the schema's one meaning.
 */
import type { HiddenActivation } from '../../core/network/network.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import type { DatasetFacts } from './datasetFacts.ts';

export interface TableDefaults {
  /** Of the one hidden layer. */
  readonly units: number;
  readonly activation: HiddenActivation;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly l2: number;
  /** `null` where no rows are kept for validation: the training cost says nothing about when to stop. */
  readonly patience: number | null;
}

/** From so many training examples on, a wider layer and larger batches are worth it. */
const manyExamples = 1000;
/** A layer of twelve can be looked at unit by unit; where the examples are few, more units gain nothing. */
const small = { units: 12, batch: 32 };
const large = { units: 32, batch: 64 };
/** From long to short, each a multiple of three: a third of it is the patience, so that the earliest stop is still a third of a run. */
const lengths = [300, 150, 90, 60, 30, 15, 6] as const;
/** Examples that all epochs together go through, and products of an example and a parameter: both bound the time of a run. */
const mostExamples = 2_000_000;
const mostProducts = 6e9;

/** @param facts numbers of examples, inputs and outputs, as `datasetFacts` counts them */
export function tableDefaults({
  m,
  mValidation,
  inputs,
  outputs,
}: Pick<DatasetFacts, 'm' | 'mValidation' | 'inputs' | 'outputs'>): TableDefaults {
  const { units, batch } = m < manyExamples ? small : large;
  const parameters = units * (inputs + 1) + outputs * (units + 1);
  const mostEpochs = Math.min(mostExamples, mostProducts / parameters) / m;
  const epochs = lengths.find((length) => length <= mostEpochs) ?? 3;
  return {
    ...{ units, activation: 'relu', optimizer: 'adam', learningRate: 0.01, epochs, l2: 1 },
    batchSize: Math.min(batch, 2 ** Math.max(0, Math.floor(Math.log2(m / 2)))),
    patience: mValidation === 0 ? null : epochs / 3,
  };
}
