/** A training as a model file: what was learned, how a row becomes x, and where it all comes from. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { type ModelFile, signedModel, type UnsignedModel } from '../../model/modelFile.ts';
import { type ModelOrigin, originMetrics } from '../../model/origin.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';

/** What a training does not know of itself. */
export interface ModelSource extends Pick<ModelOrigin, 'table' | 'time' | 'version' | 'engine'> {
  readonly config: NetworkConfig;
  /** A report of the training: of its figures those that the file keeps are taken; one that is missing does not apply. */
  readonly figures: Partial<ModelOrigin['metrics']>;
  /** SHA-256 of parameters as Float64 in hexadecimal. */
  readonly fingerprint: (parameters: Float64Array) => string;
}

/**
 * The model of a training as it stands.
 * @param withState also what it needs to go on bit for bit
 * @throws ModelFileError when there is a weight that is not finite
 */
export function trainedModel(run: TrainedRun, { fingerprint, ...source }: ModelSource, withState = false): ModelFile {
  return signedModel(takenModel(run, source, withState), fingerprint);
}

type TrainedRun = Omit<BuiltRun, 'engineNotes'>;

/** The same without a look at its numbers: copies that the caller owns. */
export function takenModel(
  { trainer, dataset, spec }: TrainedRun,
  { config, figures, ...origin }: Omit<ModelSource, 'fingerprint'>,
  withState: boolean,
): UnsignedModel {
  const state = trainer.checkpoint();
  const metrics = Object.fromEntries(originMetrics.map((name) => [name, figures[name] ?? null]));
  return {
    config,
    pipeline: dataset.pipeline,
    origin: {
      ...origin,
      m: dataset.train.m,
      mValidation: dataset.validation?.m ?? 0,
      mTest: dataset.test?.m ?? 0,
      step: trainer.step,
      epoch: trainer.epoch,
      metrics: metrics as ModelOrigin['metrics'],
      precision: trainer.backend.precision,
    },
    spec,
    // Those that a report speaks of: of a training that ended by itself no others are kept.
    parameters: state.parameters,
    state: withState ? state : null,
  };
}
