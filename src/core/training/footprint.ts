/** What a training will ask of a machine, told from shapes alone, before anything of it is built. Estimates: within a factor of two. */
import type { NetworkSpec } from '../network/network.ts';
import { parameterCount } from '../network/shape.ts';
import type { OptimizerName } from './settings.ts';
import { stepCost } from './stepCost.ts';

export interface Footprint {
  /** Numbers in all W and b. */
  readonly parameters: number;
  /** Of memory. */
  readonly bytes: number;
  readonly secondsPerStep: number;
}

export interface FootprintWork {
  readonly spec: NetworkSpec;
  /** Training examples, and those of a step. */
  readonly m: number;
  readonly batch: number;
  readonly optimizer: OptimizerName;
}

/** Blocks as long as the parameters: themselves, gradients, two averages, a copy of three of these to go back to, and a checkpoint. */
const parameterBlocks = 10;
/** Z, A and dZ of the batch. */
const batchBlocks = 3;
const numberBytes = 8;
/** Parameters from which no engine takes a network, and the readable reference does its steps. */
const maxEngineParameters = 1 << 24;
/** Additions and multiplications a second on an ordinary computer: in the engine, in the reference. */
const engineRate = 1e10;
const referenceRate = 1.6e9;

export function footprint({ spec, m, batch, optimizer }: FootprintWork): Footprint {
  const parameters = parameterCount(spec);
  const units = spec.layers.reduce((sum, layer) => sum + layer.units, 0);
  const numbers = parameterBlocks * parameters + batchBlocks * units * batch + (spec.inputs + units) * m;
  const { operations } = stepCost(spec.inputs, spec.layers, batch, optimizer);
  const rate = parameters > maxEngineParameters ? referenceRate : engineRate;
  return { parameters, bytes: numberBytes * numbers, secondsPerStep: operations / rate };
}
