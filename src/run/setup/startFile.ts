/** A network that begins with the weights of a file: of ours with all that comes before them, too; of others with the weights alone. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { layerShapes } from '../../core/network/shape.ts';
import { notice } from '../../core/notice.ts';
import type { Precision } from '../../core/training/backend.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Table } from '../../data/columns/table.ts';
import type { DataNotice } from '../../data/csv/dataNotice.ts';
import { DataError } from '../../data/csv/errors.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { datasetBy } from '../../data/dataset/givenPipeline.ts';
import { fitWeights, type NamedArray } from '../../model/foreignWeights.ts';
import type { ModelFile } from '../../model/modelFile.ts';

export type StartFile =
  | { readonly kind: 'own'; readonly name: string; readonly model: ModelFile }
  | { readonly kind: 'foreign'; readonly name: string; readonly arrays: readonly NamedArray[] };

/** The data set as the file reads it; `null` where the table's own columns decide. @throws DataError with the first difference */
export function datasetOfStart(
  start: StartFile | null,
  table: Table,
  { data }: Pick<NetworkConfig, 'data'>,
  precisionFor: (inputs: number, outputs: number, task: Dataset['task']) => Precision,
): Dataset | null {
  if (start?.kind !== 'own') return null;
  const { pipeline, spec } = start.model;
  const [own, asked] = [pipeline.targets.map(({ column }) => column), [data.target].flat()];
  if (own.join('\n') !== asked.join('\n'))
    throw new DataError('target', notice('start.target', start.name, own.join(', '), asked.join(', ')));
  const outputs = spec.layers.at(-1)?.units ?? 0;
  const precision = precisionFor(spec.inputs, outputs, pipeline.task);
  return datasetBy(pipeline, table, { missing: data.missing, split: data.split, precision });
}

/** Initial parameters in the order of the arena. @throws DataError with both shapes where they do not fit */
export function weightsOfStart(start: StartFile, spec: NetworkSpec): Float64Array {
  if (start.kind === 'foreign') return fitWeights(start.arrays, spec, start.name);
  const { spec: own, parameters } = start.model;
  if (own.layers.length !== spec.layers.length)
    throw new DataError('columns', notice('start.layers', start.name, own.layers.length, spec.layers.length));
  const there = layerShapes(own);
  layerShapes(spec).forEach(({ layer, W }, k) => {
    const [found, expected] = [(there[k]?.W ?? []).join('×'), W.join('×')];
    if (found !== expected)
      throw new DataError('columns', notice('start.misfit', start.name, `W${layer}`, found, expected));
  });
  return parameters.slice();
}

/**
 * Where the file holds what its training needs to go on, and the examples are as many, it goes on there: with the settings that are asked
 * for now.
 * @returns what the user is told of the start
 */
export function begin(start: StartFile, trainer: Trainer, settings: TrainingSettings): DataNotice[] {
  if (start.kind === 'foreign') return [notice('start.scaling', start.name)];
  const reported: DataNotice[] = [notice('start.pipeline', start.name)];
  const { state, origin } = start.model;
  if (!state || origin.m !== trainer.train.m) return reported;
  trainer.restore(state);
  trainer.apply(settings);
  return [...reported, notice('start.continued', state.step, start.name)];
}
