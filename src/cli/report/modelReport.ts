/** What a `.safetensors` is: the objects of `describe --json` and `shapes --json` for one, and the same for people. */
import { localize } from '../../config/wording/localize.ts';
import { formatShape, layerShapes, parameterCount } from '../../core/network/shape.ts';
import type { Task } from '../../data/columns/summary.ts';
import { describeModel, isOurs, modelFormat } from '../../model/modelFile.ts';
import { type ModelInput, modelInputs } from '../../model/modelInputs.ts';
import type { ModelOrigin } from '../../model/origin.ts';
import { readHeader, type SafetensorsHeader } from '../../model/safetensors.ts';
import { withFile } from '../../platform/node/fileAccess.ts';
import { oneLine, toFailure } from '../terminal/failure.ts';
import { counted, numberText, percentText, tableText } from '../terminal/text.ts';
import type { NetworkReport } from '../../run/model/trainReport.ts';

export interface TensorReport {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
}

export interface ModelReport {
  /** As it was typed. */
  readonly file: string;
  /** `null`: of somebody else; then all but the tensors is `null`, too. */
  readonly format: string | null;
  readonly task: Task | null;
  readonly target: string | readonly string[] | null;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly ModelInput[] | null;
  readonly parameters: number | null;
  readonly origin: ModelOrigin | null;
  readonly withOptimizer: boolean | null;
  readonly tensors: readonly TensorReport[];
}

export function isModelName(path: string): boolean {
  return path.toLowerCase().endsWith('.safetensors');
}

/** The header alone is read. @throws CliFailure */
export async function loadHeader(path: string): Promise<SafetensorsHeader> {
  try {
    return await withFile(path, readHeader);
  } catch (error) {
    throw toFailure(error, path);
  }
}

/** @throws CliFailure where a file of ours is damaged */
export function modelReport(file: string, header: SafetensorsHeader): ModelReport {
  const tensors = header.tensors.map(({ name, dtype, shape, byteLength }) => ({
    name,
    dtype,
    shape,
    bytes: byteLength,
  }));
  if (!isOurs(header)) {
    const unknown = { format: null, task: null, target: null, classes: null, inputs: null, parameters: null };
    return { file, ...unknown, origin: null, withOptimizer: null, tensors };
  }
  const { pipeline, spec, origin } = described(file, header);
  return {
    file,
    format: header.metadata.get('format') ?? modelFormat,
    ...{ task: pipeline.task, target: targetOf(pipeline), classes: pipeline.classes, inputs: modelInputs(pipeline) },
    ...{ parameters: parameterCount(spec), origin, withOptimizer: header.metadata.has('training'), tensors },
  };
}

/** As `shapes` tells of a configuration. */
export function modelShapes(file: string, header: SafetensorsHeader): NetworkReport & { readonly inputs: number } {
  const { pipeline, spec, origin } = described(file, header);
  const { m, mValidation, mTest } = origin;
  return {
    ...{ task: pipeline.task, target: targetOf(pipeline), m, mValidation, mTest, inputs: spec.inputs },
    features: modelInputs(pipeline).map(({ column }) => column),
    shapes: layerShapes(spec).map(({ layer, W, b, activation }) => ({ layer, W, b, activation })),
    parameters: parameterCount(spec),
  };
}

function described(file: string, header: SafetensorsHeader): ReturnType<typeof describeModel> {
  try {
    return describeModel(header);
  } catch (error) {
    throw toFailure(error, file);
  }
}

function targetOf({
  targets,
}: {
  readonly targets: readonly { readonly column: string }[];
}): string | readonly string[] {
  const names = targets.map(({ column }) => column);
  return names.length === 1 && names[0] !== undefined ? names[0] : names;
}

/** Columns and origin of ours; the tensors of any. */
export function modelText({ file, task, target, inputs, origin, tensors }: ModelReport): string {
  const name = oneLine(file);
  if (!inputs || !origin) return `${name}: ${localize('{0} tensors', tensors.length)}\n${tensorText(tensors)}`;
  const { table, step, epoch, metrics, version, time } = origin;
  const metric = task === 'regression' ? `R² ${numberText(metrics.r2)}` : percentText(metrics.trainAccuracy);
  const from = [
    `${oneLine(table.name)} (${counted(table.rows, 'row')})`,
    localize('step {0}', numberText(step)),
    localize('epoch {0}', numberText(epoch)),
    `${localize('cost {0}', numberText(metrics.cost))}, ${metric}`,
    `${time} · ${localize('version {0}', version)}`,
  ];
  const rows = inputs.map(({ column, kind, words, standIn }) => [
    oneLine(column),
    kind,
    oneLine(words.join(', ')),
    standIn === null ? '' : oneLine(String(standIn)),
  ]);
  const heading = [localize('column'), localize('type'), localize('words'), localize('in place of a missing value')];
  return [
    `${name}: ${localize('target')} ${oneLine([target].flat().join(', '))} (${task})\n`,
    `${from.join('; ')}\n\n`,
    tableText([heading, ...rows]),
  ].join('');
}

export function tensorText(tensors: readonly TensorReport[]): string {
  return tableText(
    tensors.map(({ name, dtype, shape, bytes }) => [
      oneLine(name),
      dtype,
      shape.length === 2 ? formatShape([shape[0] ?? 0, shape[1] ?? 0]) : shape.join('×'),
      `${numberText(bytes)} B`,
    ]),
  );
}
