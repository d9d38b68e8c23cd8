/** The part `network` of `.nnconfig`: the hidden layers and how their weights start. */
import * as z from 'zod/mini';
import { hiddenActivations } from '../../core/network/network.ts';
import { initializationSchemes } from '../../core/network/initializers.ts';
import { defaultLayer } from './defaultLayer.ts';
import { withMetadata } from './keyMetadata.ts';
import { activationTexts, initializationTexts, remarks } from './explanations.ts';
import { int, number, seed } from './schemaTypes.ts';

const layer = z.strictObject({
  units: withMetadata(int(1, 4096), {
    title: 'Units',
    symbol: 'n⁽ˡ⁾',
    unit: 'units',
    effect: 'refit',
    example: 4,
    suggestions: [2, 4, 8, 16, 32],
    description: 'Number of units of the hidden layer.',
  }),
  activation: withMetadata(z._default(z.enum(hiddenActivations), defaultLayer.activation), {
    title: 'Activation',
    symbol: 'g',
    effect: 'refit',
    example: 'tanh',
    description: "The function applied to each unit's z = wᵀx + b.",
    words: remarks(activationTexts, hiddenActivations),
  }),
});

const initialization = z.strictObject({
  scheme: withMetadata(z._default(z.enum(initializationSchemes), 'xavier'), {
    title: 'Initialization',
    effect: 'restart',
    example: 'xavier',
    hyperparameter: true,
    description: 'How the weights start; biases start at 0.',
    words: remarks(initializationTexts, initializationSchemes),
  }),
  scale: withMetadata(z._default(number(0, 1000), 0.01), {
    title: 'Scale',
    effect: 'restart',
    example: 0.01,
    suggestions: [0.01, 0.1, 1],
    hyperparameter: true,
    description: 'Factor of the draws when the scheme is `scaled` or `uniform`.',
  }),
  value: withMetadata(z._default(number(-1000, 1000), 0.5), {
    title: 'Value',
    effect: 'restart',
    example: 0.5,
    hyperparameter: true,
    description: 'The value of every weight when the scheme is `constant`.',
  }),
  file: withMetadata(z.optional(z.string().check(z.minLength(1))), {
    title: 'File',
    effect: 'restart',
    example: 'iris.safetensors',
    description:
      'The `.safetensors` or `.npz` that the network starts from when the scheme is `file`, relative to ' +
      'this configuration. A file of ours brings its columns, means, categories and classes along; others ' +
      'fit by shape.',
  }),
  seed: withMetadata(seed(), {
    title: 'Weight seed',
    effect: 'restart',
    example: 1,
    hyperparameter: true,
    command: 'setSeed',
    description: 'Seeds the draw of the initial weights: the same seed gives the same weights.',
  }),
});

export const networkSchema = z.strictObject({
  layers: withMetadata(
    z._default(
      z
        .array(
          withMetadata(layer, {
            title: 'Hidden layer',
            effect: 'refit',
            example: { units: 4, activation: 'tanh' },
            expects: 'a layer such as { "units": 4, "activation": "tanh" }',
            description: 'A hidden layer: Z = W A + b, A = g(Z).',
          }),
        )
        .check(z.maxLength(32)),
      [{ ...defaultLayer }],
    ),
    {
      title: 'Hidden layers',
      effect: 'refit',
      example: [{ units: 4, activation: 'tanh' }],
      description:
        'The hidden layers from input to output. The output layer follows from the target and is not ' +
        'listed; an empty list is logistic, softmax or linear regression.',
    },
  ),
  leakySlope: withMetadata(z._default(number(0, 1), 0.01), {
    title: 'Leaky slope',
    effect: 'refit',
    example: 0.01,
    hyperparameter: true,
    description: 'Slope of `leakyRelu` for z < 0.',
  }),
  initialization: withMetadata(z.prefault(initialization, {}), {
    title: 'Initialization',
    effect: 'restart',
    example: { scheme: 'xavier' },
    description: 'The weights before the first step.',
  }),
});
