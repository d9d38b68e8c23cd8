/** A run of the panel as a model file: its present weights, the best ones, or those of the step that is looked at. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { ModelFileError } from '../../model/errors.ts';
import { encodeModel } from '../../model/modelFile.ts';
import type { TableOrigin } from '../../model/origin.ts';
import type { SavedWeights } from '../../protocol/modelApi.ts';
import type { Runner } from '../loop/runner.ts';
import { bestOf } from '../loop/runVerdict.ts';
import type { YieldNow } from '../loop/timeMachine.ts';
import { trainedFigures } from './trainedFigures.ts';
import { type ModelSource, trainedModel } from './trainedModel.ts';

export interface Saving extends Pick<ModelSource, 'version' | 'fingerprint'> {
  readonly config: NetworkConfig;
  readonly table: TableOrigin;
  readonly dataset: Dataset;
  readonly weights: SavedWeights;
  /** Also what the training needs to go on bit for bit. */
  readonly withOptimizer: boolean;
}

export interface SavedRun {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly step: number;
  readonly epoch: number;
}

/** @throws ModelFileError where there is nothing to save, and what `yieldNow` throws */
export function savedRun(runner: Runner, saving: Saving, yieldNow: YieldNow): Promise<SavedRun> {
  const { time, trainer, recorder } = runner;
  const save = async (of: Trainer): Promise<SavedRun> => encoded(of, runner, saving);
  if (saving.weights === 'present') return save(trainer);
  if (saving.weights === 'seen') return save(time.seen);
  const best = bestOf(recorder, trainer);
  if (!best) throw new ModelFileError('model.noBest');
  return time.withReplay(async (goTo) => save(await goTo(best.point.step, yieldNow)));
}

function encoded(trainer: Trainer, { time, trainer: { backend } }: Runner, saving: Saving): SavedRun {
  const { config, table, dataset, version, fingerprint, withOptimizer } = saving;
  const { train, validation, test } = dataset;
  const figures = trainedFigures({
    train: trainer.evaluate(train),
    validation: validation && trainer.evaluate(validation),
    test: test && trainer.evaluate(test),
  });
  const source = { config, table, figures, version, fingerprint, engine: backend.name, time: time.changed };
  const model = trainedModel({ trainer, dataset, spec: trainer.spec }, source, withOptimizer);
  return { bytes: encodeModel(model), step: trainer.step, epoch: trainer.epoch };
}
