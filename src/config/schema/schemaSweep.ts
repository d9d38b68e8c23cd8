/** The part `sweep` of `.nnconfig`: many trainings at once. A single training takes no notice of it. */
import * as z from 'zod/mini';
import { withMetadata } from './keyMetadata.ts';
import { int, name } from './schemaTypes.ts';

const range = z.strictObject({
  from: withMetadata(z.number(), {
    title: 'First value',
    effect: 'none',
    expects: 'a number',
    example: 2,
    description: 'Where the range begins.',
  }),
  to: withMetadata(z.number(), {
    title: 'Last value',
    effect: 'none',
    expects: 'a number',
    example: 10,
    description: 'Where the range ends: the value itself is tried where the steps lead to it.',
  }),
  step: withMetadata(z.number(), {
    title: 'Step',
    effect: 'none',
    expects: 'a number',
    example: 2,
    description: 'How far one value is from the next.',
  }),
});

export const sweepSchema = z.strictObject({
  vary: withMetadata(
    z.optional(
      z.record(
        z.string(),
        withMetadata(z.union([z.array(z.unknown()).check(z.minLength(1)), range]), {
          title: 'Values',
          effect: 'none',
          example: [0.01, 0.1],
          expects: 'a list of values, or a range such as { "from": 2, "to": 10, "step": 2 }',
          description: 'The values that this key takes in turn.',
        }),
      ),
    ),
    {
      title: 'Varied keys',
      effect: 'none',
      example: { 'training.learningRate': [0.01, 0.1] },
      expects: 'an object of paths such as "training.learningRate" and their values',
      description:
        'Keys of this file by their paths (layers count from 0: `network.layers.0.units`), each with a list of ' +
        'values or a range. Every combination is trained.',
    },
  ),
  random: withMetadata(z.optional(int(1, 1_000_000)), {
    title: 'Random members',
    effect: 'none',
    example: 20,
    suggestions: [10, 20, 50],
    description: 'Trains so many of the combinations, drawn by `network.initialization.seed`, instead of all of them.',
  }),
  seeds: withMetadata(z.optional(int(1, 1_000_000)), {
    title: 'Seeds',
    effect: 'none',
    example: 10,
    suggestions: [5, 10, 20, 100],
    description: 'Trains with so many initial weights: `network.initialization.seed`, and the ones after it.',
  }),
  folds: withMetadata(z.optional(int(2, 1000)), {
    title: 'Folds',
    effect: 'none',
    example: 5,
    suggestions: [5, 10],
    description: 'Cross-validation: so many parts, stratified, each the validation part once.',
  }),
  until: withMetadata(z.optional(name()), {
    title: 'Goal',
    effect: 'none',
    example: 'cost < 0.1',
    suggestions: ['cost < 0.1', 'validationCost < 0.1', 'trainAccuracy >= 0.95', 'validationAccuracy >= 0.95'],
    expects: 'cost, validationCost, trainAccuracy or validationAccuracy with <, ≤, > or ≥ and a number',
    description:
      'Ends a training at the first step (with mini-batches: epoch) where it holds: `"cost < 0.1"`, also of ' +
      '`validationCost`, `trainAccuracy` or `validationAccuracy`.',
  }),
});

export type SweepConfig = z.output<typeof sweepSchema>;
