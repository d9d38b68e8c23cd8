/**
 * The one schema of `.nnconfig`. Types, validation, defaults, JSON Schema, hover text, completion and the documentation's table come from
 * here: a key is its type, its range, its default and what `about` says of it. The three parts stand in files of their own.
 */
import * as z from 'zod/mini';
import { withMetadata } from './keyMetadata.ts';
import { dataSchema } from './schemaData.ts';
import { networkSchema } from './schemaNetwork.ts';
import { sweepSchema } from './schemaSweep.ts';
import { trainingSchema } from './schemaTraining.ts';

export const networkConfigSchema = z.strictObject({
  data: withMetadata(dataSchema, {
    title: 'Data',
    effect: 'reread',
    example: { file: 'iris.csv', target: 'species' },
    description: 'The table, the column to predict, and how rows become examples.',
  }),
  network: withMetadata(z.prefault(networkSchema, {}), {
    title: 'Network',
    effect: 'refit',
    example: { layers: [{ units: 4 }] },
    description: 'The hidden layers and how their weights start.',
  }),
  training: withMetadata(z.prefault(trainingSchema, {}), {
    title: 'Training',
    effect: 'live',
    example: { learningRate: 0.01 },
    description: 'How the network learns. Everything here can be changed while it runs.',
  }),
});

/** A file: what is trained, and what a sweep makes of it. */
export const networkFileSchema = z.strictObject({
  ...networkConfigSchema.shape,
  sweep: withMetadata(z.optional(sweepSchema), {
    title: 'Sweep',
    effect: 'none',
    example: { vary: { 'training.learningRate': [0.01, 0.1] }, seeds: 5 },
    description: 'Many trainings at once: what *Sweep…* and `nn-explorer sweep` train of this configuration.',
  }),
});

/** A complete configuration: every default filled in. */
export type NetworkConfig = z.output<typeof networkConfigSchema>;
export type DataConfig = NetworkConfig['data'];
export type TrainingConfig = NetworkConfig['training'];
