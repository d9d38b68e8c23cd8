/**
 * A training between two steps as it lies in a model file, so that it can go on bit for bit: averages and the best epoch's weights as
 * tensors (`momentum.W1`, `square.b2`, `best.W1`), everything else as one text.
 */
import type { NetworkSpec } from '../core/network/network.ts';
import { parameterCount } from '../core/network/shape.ts';
import type { Checkpoint } from '../core/training/checkpoint.ts';
import { defaultSettings, requireSettings } from '../core/training/settings.ts';
import { ModelFileError } from './errors.ts';
import type { Tensor } from './safetensors.ts';
import { blockTensors } from './tensors.ts';
import { isPlainObject, type PlainObject } from './untrustedJson.ts';

/** The blocks of a checkpoint beside its parameters, by the prefix of their tensors. */
export const blockPrefixes = { firstMoment: 'momentum.', secondMoment: 'square.', best: 'best.' } as const;

export function stateTensors(spec: NetworkSpec, checkpoint: Checkpoint, isSingle: boolean): Tensor[] {
  const { firstMoment, secondMoment, best } = checkpoint;
  return [
    ...blockTensors(spec, firstMoment, blockPrefixes.firstMoment, isSingle),
    ...blockTensors(spec, secondMoment, blockPrefixes.secondMoment, isSingle),
    ...(best ? blockTensors(spec, best.values, blockPrefixes.best, isSingle) : []),
  ];
}

/** What of a checkpoint is no array. Numbers that JSON cannot write are words. */
export function stateText({ parameters, firstMoment, secondMoment, best, ...rest }: Checkpoint): string {
  const { values, ...figures } = best ?? { values: null };
  return JSON.stringify({ ...rest, best: best && figures }, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

/** Blocks of a file by their prefix; `null` where it has none. */
export type Blocks = (prefix: string) => Float64Array | null;

/**
 * @throws ModelFileError where a figure is missing or is of another kind than a training has there
 * @throws TrainingError where a setting means nothing
 */
export function readState(spec: NetworkSpec, text: string, parameters: Float64Array, blocks: Blocks): Checkpoint {
  const json = parsed(text);
  const zeros = (): Float64Array => new Float64Array(parameterCount(spec));
  const best = readBest(json['best'], blocks);
  requireFigures(json);
  const checkpoint = {
    ...(json as unknown as Omit<Checkpoint, 'parameters' | 'firstMoment' | 'secondMoment'>),
    // A setting that is younger than the file has its default.
    settings: { ...defaultSettings, ...(json['settings'] as Checkpoint['settings']) },
    batchCost: figure(json['batchCost']),
    parameters,
    firstMoment: blocks(blockPrefixes.firstMoment) ?? zeros(),
    secondMoment: blocks(blockPrefixes.secondMoment) ?? zeros(),
    best,
  };
  requireSettings(checkpoint.settings);
  return checkpoint;
}

function parsed(text: string): PlainObject {
  try {
    const json: unknown = JSON.parse(text);
    if (isPlainObject(json)) return json;
  } catch {
    // Said below.
  }
  throw broken('JSON');
}

function broken(place: string): ModelFileError {
  return new ModelFileError('model.metadata', 'training', place);
}

function requireFigures(json: PlainObject): void {
  if (json['version'] !== 1) throw broken('version');
  for (const key of ['step', 'updates']) if (!isCount(json[key])) throw broken(key);
  const { position, settings, initialization, outcome } = json;
  if (!isPlainObject(position)) throw broken('position');
  for (const key of ['epoch', 'used', 'orderSeed']) if (!isCount(position[key])) throw broken(`position.${key}`);
  if (!isPlainObject(settings)) throw broken('settings');
  if (!isPlainObject(initialization)) throw broken('initialization');
  if (outcome !== null && !isPlainObject(outcome)) throw broken('outcome');
}

function readBest(json: unknown, blocks: Blocks): Checkpoint['best'] {
  if (json === null) return null;
  const values = blocks(blockPrefixes.best);
  if (!isPlainObject(json) || !values) throw broken('best');
  const { epoch, step, stale } = json;
  if (!isCount(epoch) || !isCount(step) || !isCount(stale)) throw broken('best');
  return { ...(json as unknown as NonNullable<Checkpoint['best']>), cost: figure(json['cost']), values };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

const words: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** A cost, which may have left the range of numbers. */
function figure(value: unknown): number {
  if (typeof value === 'number') return value;
  const word = typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;
  if (word === undefined) throw broken('cost');
  return word;
}
