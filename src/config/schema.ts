/**
 * The one schema of `.nnconfig`. Types, validation, defaults, JSON Schema, hover text and completion come from here.
 */
import * as z from 'zod/mini';
import { hiddenActivations } from '../core/network.ts';
import { initializationSchemes, optimizers } from '../core/settings.ts';
import { columnTypes } from '../data/summary.ts';

z.config({ jitless: true });

export const missingPolicies = ['mean', 'drop'] as const;

const int = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const seed = () => z._default(int(0, 4294967295), 1);

const data = z.strictObject({
  file: z.string().check(z.minLength(1)),
  target: z.union([z.string().check(z.minLength(1)), z.array(z.string().check(z.minLength(1))).check(z.minLength(1))]),
  features: z.optional(z.array(z.string()).check(z.minLength(1))),
  types: z.optional(z.record(z.string(), z.enum(columnTypes))),
  delimiter: z.optional(z.enum([',', ';', '\t', '|', ' '])),
  header: z.optional(z.boolean()),
  encoding: z.optional(z.string()),
  missing: z._default(z.enum(missingPolicies), 'mean'),
  standardize: z._default(z.boolean(), true),
  split: z.prefault(z.strictObject({ validation: z._default(z.number().check(z.gte(0), z.lte(0.9)), 0.2), seed: seed() }), {}),
});

const layer = z.strictObject({
  units: int(1, 4096),
  activation: z._default(z.enum(hiddenActivations), 'tanh'),
});

const network = z.strictObject({
  layers: z._default(z.array(layer).check(z.maxLength(32)), [{ units: 8, activation: 'tanh' }]),
  leakySlope: z._default(z.number().check(z.gte(0), z.lte(1)), 0.01),
  initialization: z.prefault(
    z.strictObject({
      scheme: z._default(z.enum(initializationSchemes), 'xavier'),
      /** Factor of the normal draw for "scaled". */
      scale: z._default(z.number().check(z.gte(0), z.lte(1000)), 0.01),
      /** The value for "constant". */
      value: z._default(z.number(), 0.5),
      seed: seed(),
    }),
    {},
  ),
});

const training = z.strictObject({
  optimizer: z._default(z.enum(optimizers), 'adam'),
  learningRate: z._default(z.number().check(z.gt(0), z.lte(1000)), 0.01),
  batchSize: z._default(z.union([z.literal('full'), int(1, 1_000_000)]), 32),
  epochs: z._default(int(1, 10_000_000), 300),
  l2: z._default(z.number().check(z.gte(0), z.lte(1000)), 0),
  momentum: z._default(z.number().check(z.gte(0), z.lt(1)), 0.9),
  beta1: z._default(z.number().check(z.gte(0), z.lt(1)), 0.9),
  beta2: z._default(z.number().check(z.gte(0), z.lt(1)), 0.999),
  epsilon: z._default(z.number().check(z.gt(0), z.lte(1)), 1e-8),
  shuffleSeed: seed(),
  earlyStopping: z.optional(z.strictObject({ patience: int(1, 1_000_000), minDelta: z._default(z.number().check(z.gte(0)), 0) })),
});

export const networkConfigSchema = z.strictObject({ data, network: z.prefault(network, {}), training: z.prefault(training, {}) });

/** A complete configuration: every default filled in. */
export type NetworkConfig = z.output<typeof networkConfigSchema>;
export type DataConfig = NetworkConfig['data'];
export type TrainingConfig = NetworkConfig['training'];
