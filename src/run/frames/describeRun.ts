/** What a run is, for those who show it: everything that stays the same from its first step to its last. */
import { notice } from '../../core/notice.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { layerShapes, parameterCount } from '../../core/network/shape.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { answerOf } from '../../data/dataset/steps/pipeline.ts';
import type { Table } from '../../data/columns/table.ts';
import { type ConstantAnswer, constantAnswer } from '../../core/evaluation/constantAnswer.ts';
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import type { RunDescription, RunId } from '../../protocol/run.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';
import { inputChoices } from './inputChoices.ts';
import { describePlane } from './plane.ts';
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { chooseExamples, maxUnits, targetValues } from '../curve/shownExamples.ts';

export interface RunNames {
  readonly runId: RunId;
  readonly build: number;
  readonly title: string;
  readonly dataFile: string;
  /** See `RunDescription`. */
  readonly keptLayers?: readonly number[];
}

export interface DescribedRun {
  readonly description: RunDescription;
  /** Indices, among the training examples, of the shown ones, in the order shown. */
  readonly shown: readonly number[];
  /** The best answer without inputs, on the part that is spoken of. */
  readonly constant: ConstantAnswer;
}

/** Describes a run that was just built. */
export function describeRun(
  names: RunNames,
  config: NetworkConfig,
  table: Table,
  { dataset, spec, trainer, engineNotes }: BuiltRun,
): DescribedRun {
  const targets = targetValues(dataset.train, dataset.task);
  const parameters = parameterCount(spec);
  const shown = chooseExamples(targets, parameters);
  const constant = constantAnswer(spec, dataset.train, dataset.validation ?? dataset.train);
  const description: RunDescription = {
    ...names,
    task: dataset.task,
    loss: spec.loss,
    targets: dataset.targets,
    classes: dataset.classes,
    m: dataset.train.m,
    mValidation: dataset.validation?.m ?? 0,
    mTest: dataset.test?.m ?? 0,
    inputs: dataset.inputs,
    inputChoices: inputChoices(table, dataset, config.data.derived ?? []),
    layers: layerShapes(spec).map((layer) => ({ ...layer, units: layer.W[0] })),
    parameters,
    initialization: config.network.initialization,
    leakySlope: spec.leakySlope,
    engine: trainer.backend.name,
    precision: trainer.backend.precision,
    engineNotes,
    shownUnits: [spec.inputs, ...spec.layers.map((layer) => layer.units)].map((units) => evenlySpaced(units, maxUnits)),
    shownExamples: shown.map((i) => ({
      line: dataset.trainLines[i]!,
      target: shownTarget(targets[i] ?? Number.NaN, dataset),
    })),
    plane: describePlane(dataset, shown, parameters),
    repairs: [...table.repairs, ...dataset.repairs].sort((a, b) => a.line - b.line),
    baseline: constant.correct && {
      ...constant.correct,
      answer: predictedClass(constant.output, constant.output.length, 1, 0),
    },
    notes:
      table.repairsOmitted > 0
        ? [...dataset.notes, notice('data.repairsOmitted', table.repairsOmitted)]
        : dataset.notes,
  };
  return { description, shown, constant };
}

/** Class code, or in regression the value in the target column's own units. */
function shownTarget(value: number, { task, pipeline }: Dataset): number {
  return task === 'regression' ? answerOf(pipeline, 0, value) : value;
}
