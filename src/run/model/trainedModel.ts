/** A training as a model file: what was learned, how a row becomes x, and where it all comes from. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { ModelFileError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/modelFile.ts';
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
export function trainedModel(run: Omit<BuiltRun, 'engineNotes'>, source: ModelSource, withState = false): ModelFile {
  const { trainer, dataset, spec } = run;
  const { config, figures, fingerprint, ...origin } = source;
  const state = trainer.checkpoint();
  // Those that a report speaks of: of a training that ended by itself no others are kept.
  const parameters = trainer.parameters.values.slice();
  if (!parameters.every(Number.isFinite)) throw new ModelFileError('model.notFinite');
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
      weightsSha256: fingerprint(parameters),
    },
    spec,
    parameters,
    state: withState ? state : null,
  };
}
