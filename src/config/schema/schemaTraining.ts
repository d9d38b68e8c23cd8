/** The part `training` of `.nnconfig`: how the network learns. All of it may change between two steps. */
import * as z from 'zod/mini';
import { regressionLosses } from '../../core/network/network.ts';
import { scheduleKinds } from '../../core/training/schedule.ts';
import { defaultSettings, optimizers } from '../../core/training/settings.ts';
import { withMetadata } from './keyMetadata.ts';
import { lossTexts, optimizerTexts, remarks } from './explanations.ts';
import { scheduleTexts } from './scheduleTexts.ts';
import { decay, int, number, seed } from './schemaTypes.ts';

const earlyStopping = z.strictObject({
  patience: withMetadata(int(1, 1_000_000), {
    title: 'Patience',
    unit: 'epochs',
    effect: 'live',
    example: 20,
    suggestions: [10, 20, 50, 100],
    hyperparameter: true,
    description:
      'Epochs without a better validation cost before the training stops and the best weights are taken back.',
  }),
  minDelta: withMetadata(z._default(number(0, 1000), 0), {
    title: 'Least improvement',
    effect: 'live',
    example: 0.0001,
    hyperparameter: true,
    description: 'How much lower the cost must be to count as better.',
  }),
});

const schedule = z.strictObject({
  kind: withMetadata(z._default(z.enum(scheduleKinds), defaultSettings.schedule.kind), {
    title: 'Schedule',
    effect: 'live',
    example: 'cosine',
    hyperparameter: true,
    description: 'What becomes of the learning rate in the course of the training.',
    words: remarks(scheduleTexts, scheduleKinds),
  }),
  warmUp: withMetadata(z._default(int(0, 1_000_000), defaultSettings.schedule.warmUp), {
    title: 'Warm-up',
    unit: 'epochs',
    effect: 'live',
    example: 5,
    suggestions: [0, 1, 5, 10],
    hyperparameter: true,
    description: 'Epochs in which the rate rises in a straight line from 0, before the schedule itself.',
  }),
  every: withMetadata(z._default(int(1, 1_000_000), defaultSettings.schedule.every), {
    title: 'Epochs a stage',
    unit: 'epochs',
    effect: 'live',
    example: 100,
    hyperparameter: true,
    description: 'Epochs after which the schedule `step` multiplies the rate, again and again.',
  }),
  factor: withMetadata(z._default(z.number().check(z.gt(0), z.lte(1)), defaultSettings.schedule.factor), {
    title: 'Stage factor',
    effect: 'live',
    example: 0.5,
    suggestions: [0.1, 0.5, 0.9],
    hyperparameter: true,
    description: 'What the schedule `step` multiplies the rate by.',
  }),
  to: withMetadata(z._default(number(0, 1), defaultSettings.schedule.to), {
    title: 'Final share',
    effect: 'live',
    example: 0.1,
    suggestions: [0, 0.01, 0.1],
    hyperparameter: true,
    description: 'The share of α that the schedule `cosine` comes down to at the last epoch.',
  }),
});

export const trainingSchema = z.strictObject({
  optimizer: withMetadata(z._default(z.enum(optimizers), defaultSettings.optimizer), {
    title: 'Optimizer',
    effect: 'live',
    example: 'adam',
    hyperparameter: true,
    command: 'setOptimizer',
    description: 'How a gradient becomes a step.',
    words: remarks(optimizerTexts, optimizers),
  }),
  learningRate: withMetadata(z._default(z.number().check(z.gt(0), z.lte(1000)), defaultSettings.learningRate), {
    title: 'Learning rate',
    symbol: 'α',
    effect: 'live',
    example: 0.01,
    suggestions: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
    hyperparameter: true,
    command: 'setLearningRate',
    description: 'How far a step goes. Too small crawls, too large makes the cost rise.',
  }),
  schedule: withMetadata(z.prefault(schedule, {}), {
    title: 'Learning-rate schedule',
    effect: 'live',
    example: { kind: 'cosine' },
    description:
      'The learning rate of each step, from its place in the training alone: constant, in steps or along a ' +
      'cosine, each with a warm-up if wanted. A change holds from the next step on.',
  }),
  batchSize: withMetadata(z._default(z.union([z.literal('full'), int(1, 1_000_000)]), defaultSettings.batchSize), {
    title: 'Batch size',
    unit: 'examples',
    effect: 'live',
    example: 32,
    suggestions: ['full', 8, 16, 32, 64, 128],
    hyperparameter: true,
    command: 'setBatchSize',
    expects: '"full" or a whole number from 1 to 1000000',
    description:
      'Examples a step learns from. `"full"` takes all m at once, so that an epoch is one step; the last batch of an epoch may be smaller.',
  }),
  epochs: withMetadata(z._default(int(1, 10_000_000), defaultSettings.epochs), {
    title: 'Epochs',
    unit: 'epochs',
    effect: 'live',
    example: 2000,
    suggestions: [300, 1000, 2000, 5000, 10000],
    hyperparameter: true,
    command: 'setEpochs',
    description: 'Passes over the training rows until the training ends.',
  }),
  l2: withMetadata(z._default(number(0, 1000), defaultSettings.l2), {
    title: 'L2 penalty',
    symbol: 'λ',
    effect: 'live',
    example: 0.1,
    suggestions: [0, 0.01, 0.1, 1],
    hyperparameter: true,
    command: 'setL2',
    description:
      'Pulls weights towards 0 by adding (λ/2m) Σ‖W‖² to the cost, with m of the whole training part in ' +
      'every batch; biases are left alone.',
  }),
  momentum: withMetadata(z._default(decay(), defaultSettings.momentum), {
    title: 'Momentum',
    symbol: 'β',
    effect: 'live',
    example: 0.9,
    hyperparameter: true,
    description: 'Share of the old direction kept by `momentum`.',
  }),
  rho: withMetadata(z._default(decay(), defaultSettings.rho), {
    title: 'Rho',
    symbol: 'ρ',
    effect: 'live',
    example: 0.9,
    hyperparameter: true,
    description: 'Decay of the mean squared gradient in `rmsProp`.',
  }),
  beta1: withMetadata(z._default(decay(), defaultSettings.beta1), {
    title: 'Beta 1',
    symbol: 'β₁',
    effect: 'live',
    example: 0.9,
    hyperparameter: true,
    description: 'Decay of the mean gradient in `adam` and `adamW`.',
  }),
  beta2: withMetadata(z._default(decay(), defaultSettings.beta2), {
    title: 'Beta 2',
    symbol: 'β₂',
    effect: 'live',
    example: 0.999,
    hyperparameter: true,
    description: 'Decay of the mean squared gradient in `adam` and `adamW`.',
  }),
  epsilon: withMetadata(z._default(z.number().check(z.gt(0), z.lte(1)), defaultSettings.epsilon), {
    title: 'Epsilon',
    symbol: 'ε',
    effect: 'live',
    example: 1e-8,
    hyperparameter: true,
    description: 'Keeps `adam`, `adamW` and `rmsProp` from dividing by zero.',
  }),
  weightDecay: withMetadata(z._default(number(0, 1000), defaultSettings.weightDecay), {
    title: 'Weight decay',
    symbol: 'λ_w',
    effect: 'live',
    example: 0.01,
    suggestions: [0, 0.001, 0.01, 0.1],
    hyperparameter: true,
    description:
      'Share of α by which `adamW` shrinks each weight in a step, apart from the gradient; biases are left ' +
      'alone. As in PyTorch (0.01, there biases decay too unless they are left out) and Keras (0.004).',
  }),
  loss: withMetadata(z._default(z.enum(['auto', ...regressionLosses]), 'auto'), {
    title: 'Loss',
    symbol: 'ℒ',
    effect: 'refit',
    example: 'auto',
    hyperparameter: true,
    description: 'What a wrong prediction of a number costs. Classes always have cross-entropy.',
    words: {
      auto: 'The loss that belongs to the target: squared error for numbers, cross-entropy for classes.',
      ...remarks(lossTexts, regressionLosses),
    },
  }),
  shuffleSeed: withMetadata(seed(), {
    title: 'Shuffle seed',
    effect: 'live',
    example: 1,
    hyperparameter: true,
    description: 'Seeds the order of the examples in mini-batches.',
  }),
  precision: withMetadata(z._default(z.enum(['auto', 'float64', 'float32']), 'auto'), {
    title: 'Precision',
    effect: 'refit',
    example: 'auto',
    hyperparameter: true,
    description: 'The numbers that steps are computed in. Data are read and standardized in Float64 in any case.',
    words: {
      auto: 'Float64 up to 10,000 parameters, Float32 beyond: twice as fast, half the memory.',
      float64: 'Sixteen digits, for results that are compared digit by digit.',
      float32: 'Seven digits: enough to learn, and faster.',
    },
  }),
  reproducible: withMetadata(z._default(z.boolean(), true), {
    title: 'Same bits everywhere',
    effect: 'refit',
    example: true,
    hyperparameter: true,
    description:
      'Whether every machine comes to the same bits. With `false` the engine multiplies and adds in one instruction ' +
      'where it can: faster, the same bits on the same machine, not promised on others.',
  }),
  earlyStopping: withMetadata(z.optional(z.union([z.literal(false), earlyStopping])), {
    title: 'Early stopping',
    effect: 'live',
    example: { patience: 20 },
    expects: 'an object such as { "patience": 20 }, or false',
    description:
      'Ends the training when the validation cost (without a validation set the training cost) stops ' +
      'falling, and takes back the best weights; those of the start count as epoch 0. Without it, or with ' +
      '`false`: all epochs run.',
  }),
});
