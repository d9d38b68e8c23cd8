/**
 * A trained network as one file: a `.safetensors` with everything that is needed to use it. `docs/model-file.md` describes each part.
 *
 * Written, the same model gives the same bytes. Read, nothing is used before all of it has been checked.
 */
import { networkSpec } from '../config/facts/networkSpec.ts';
import { type NetworkConfig, networkConfigSchema } from '../config/schema/schema.ts';
import type { NetworkSpec } from '../core/network/network.ts';
import { parameterCount } from '../core/network/shape.ts';
import type { Checkpoint } from '../core/training/checkpoint.ts';
import type { Pipeline } from '../data/dataset/steps/pipeline.ts';
import { pipelineJson, readPipeline } from '../data/dataset/steps/readPipeline.ts';
import { PipelineError } from '../data/dataset/steps/untrusted.ts';
import { ModelFileError } from './errors.ts';
import { type ModelOrigin, readOrigin } from './origin.ts';
import {
  encodeSafetensors,
  formatName,
  type RandomAccess,
  readHeader,
  requireFewWeights,
  requireShortMetadata,
  type SafetensorsHeader,
} from './safetensors.ts';
import { blockTensors, hasBlock, readBlock } from './tensors.ts';
import { blockPrefixes, readState, stateTensors, stateText } from './trainingState.ts';

const formatVersion = 1;
export const modelFormat = `${formatName} ${formatVersion}`;

export interface ModelFile {
  /** With every default written out; `data.file` is a base name. */
  readonly config: NetworkConfig;
  readonly pipeline: Pipeline;
  readonly origin: ModelOrigin;
  readonly spec: NetworkSpec;
  /** In the order of the arena. */
  readonly parameters: Float64Array;
  /** What a training needs to go on; `null` when the file holds the weights alone. */
  readonly state: Checkpoint | null;
}

/** One whose weights have not been summed up. */
export interface UnsignedModel extends Omit<ModelFile, 'origin'> {
  readonly origin: Omit<ModelOrigin, 'weightsSha256'>;
}

/** @throws ModelFileError when there is a weight that is not finite */
export function signedModel(model: UnsignedModel, fingerprint: (parameters: Float64Array) => string): ModelFile {
  if (!model.parameters.every(Number.isFinite)) throw new ModelFileError('model.notFinite');
  return { ...model, origin: { ...model.origin, weightsSha256: fingerprint(model.parameters) } };
}

/** The network of a configuration over this pipeline. */
export function specOf(config: NetworkConfig, { encodings, task, targets, classes }: Pipeline): NetworkSpec {
  const inputs = encodings.reduce((sum, encoding) => sum + encoding.inputs.length, 0);
  const outputs = { binary: 1, multiclass: classes.length, regression: targets.length }[task];
  return networkSpec(config, { inputs, outputs, task });
}

export function encodeModel({ config, pipeline, origin, spec, parameters, state }: ModelFile): Uint8Array<ArrayBuffer> {
  const isSingle = origin.precision === 'float32';
  return encodeSafetensors(
    [...blockTensors(spec, parameters, '', isSingle), ...(state ? stateTensors(spec, state, isSingle) : [])],
    {
      format: modelFormat,
      config: JSON.stringify(withoutFolders(config)),
      pipeline: JSON.stringify(pipelineJson(pipeline)),
      origin: JSON.stringify(origin),
      ...(state ? { training: stateText(state) } : {}),
    },
  );
}

/** Whether the file of such a network could be opened again, before it is trained. @throws ModelFileError: one sentence */
export function requireSavable({ config, pipeline }: Pick<ModelFile, 'config' | 'pipeline'>): void {
  const texts = [withoutFolders(config), pipelineJson(pipeline)].map((part) => JSON.stringify(part));
  requireShortMetadata(texts, pipeline.encodings.length);
}

/** Files by their names alone: where they lie is nobody's business. */
function withoutFolders(config: NetworkConfig): NetworkConfig {
  const { data, network } = config;
  const { file, ...initialization } = network.initialization;
  const start = file === undefined ? initialization : { ...initialization, file: baseName(file) };
  return { ...config, data: { ...data, file: baseName(data.file) }, network: { ...network, initialization: start } };
}

/** The last part of a path, in the form of either system. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Whether a file says that it is one of ours, of whatever version. */
export function isOurs({ metadata }: SafetensorsHeader): boolean {
  return metadata.get('format')?.startsWith(`${formatName} `) ?? false;
}

/**
 * @param fingerprint SHA-256 of parameters as Float64 in hexadecimal
 * @throws ModelFileError, TrainingError: one sentence, with the place
 */
export async function readModel(
  file: RandomAccess,
  fingerprint: (parameters: Float64Array) => string,
): Promise<ModelFile> {
  const header = await readHeader(file);
  const described = describeModel(header);
  const { spec, origin } = described;
  requireFewWeights(parameterCount(spec));
  const entries = new Map(header.tensors.map((entry) => [entry.name, entry]));
  const parameters = await readBlock(file, entries, spec, '');
  const found = fingerprint(parameters);
  if (found !== origin.weightsSha256) throw new ModelFileError('model.weightsDiffer', origin.weightsSha256, found);
  const text = header.metadata.get('training');
  if (text === undefined) return { ...described, parameters, state: null };
  const blocks = new Map<string, Float64Array>();
  for (const prefix of Object.values(blockPrefixes)) {
    if (hasBlock(entries, prefix)) blocks.set(prefix, await readBlock(file, entries, spec, prefix));
  }
  const state = readState(spec, text, parameters, (prefix) => blocks.get(prefix) ?? null);
  return { ...described, parameters, state };
}

/** All that the header of one of our files says, without its numbers. @throws ModelFileError */
export function describeModel(header: SafetensorsHeader): Omit<ModelFile, 'parameters' | 'state'> {
  const { metadata } = header;
  requireFormat(header);
  const config = readConfig(textOf(metadata, 'config'));
  const pipeline = read(metadata, 'pipeline', readPipeline);
  const origin = read(metadata, 'origin', readOrigin);
  return { config, pipeline, origin, spec: specOf(config, pipeline) };
}

function requireFormat(header: SafetensorsHeader): void {
  if (!isOurs(header)) throw new ModelFileError('model.foreign');
  const format = textOf(header.metadata, 'format');
  const version = Number(format.slice(formatName.length + 1));
  if (!Number.isInteger(version) || version < 1) throw new ModelFileError('model.metadata', 'format', format);
  if (version > formatVersion) throw new ModelFileError('model.newer', format, modelFormat);
}

function textOf(metadata: ReadonlyMap<string, string>, key: string): string {
  const text = metadata.get(key);
  if (text === undefined) throw new ModelFileError('model.metadataMissing', key);
  return text;
}

function readConfig(text: string): NetworkConfig {
  const result = networkConfigSchema.safeParse(parsed('config', text));
  if (result.success) return result.data;
  const { path } = result.error.issues[0] ?? { path: [] };
  throw new ModelFileError('model.metadata', 'config', path.map(String).join('.'));
}

/** A part that is read as from a stranger. */
function read<T>(metadata: ReadonlyMap<string, string>, key: string, reader: (json: unknown, place: string) => T): T {
  const json = parsed(key, textOf(metadata, key));
  try {
    return reader(json, key);
  } catch (error) {
    if (error instanceof PipelineError) throw new ModelFileError('model.metadata', key, error.message);
    throw error;
  }
}

function parsed(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelFileError('model.metadata', key, 'JSON');
  }
}
