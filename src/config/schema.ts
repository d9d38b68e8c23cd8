/**
 * The one schema of `.nnconfig`. Types, validation, defaults, JSON Schema, hover text, completion and the documentation's table come from
 * here: a key is its type, its range, its default and what `about` says of it.
 */
import * as z from 'zod/mini';
import { hiddenActivations } from '../core/network.ts';
import { initializationSchemes, optimizers } from '../core/settings.ts';
import { columnTypes } from '../data/summary.ts';
import { about } from './about.ts';
import { activationTexts, columnTypeTexts, delimiterTexts, initializationTexts, missingTexts, optimizerTexts } from './explanations.ts';

z.config({ jitless: true });

export const missingPolicies = ['mean', 'drop'] as const;

const int = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const number = (min: number, max: number) => z.number().check(z.gte(min), z.lte(max));
const decay = () => z.number().check(z.gte(0), z.lt(1));
const seed = () => z._default(int(0, 4294967295), 1);
const name = () => z.string().check(z.minLength(1));

/** The remarks of a table of explanations, by word. */
function remarks<K extends string>(texts: Readonly<Record<K, { readonly remark: string }>>, words: readonly K[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, texts[word].remark]));
}

const split = z.strictObject({
  validation: about(z._default(number(0, 0.9), 0.2), {
    title: 'Validation share', effect: 'reread', example: 0.2, suggestions: [0, 0.1, 0.2, 0.3], hyperparameter: true,
    description: 'Share of the rows kept aside to measure the network on examples it never learned from; 0 trains on all rows.',
  }),
  seed: about(seed(), {
    title: 'Split seed', effect: 'reread', example: 1, hyperparameter: true,
    description: 'Seeds the draw of the validation rows: the same seed gives the same rows.',
  }),
});

const data = z.strictObject({
  file: about(name(), {
    title: 'Data file', effect: 'reread', example: 'iris.csv',
    description: 'The CSV or TSV file to learn from, relative to this configuration.',
  }),
  target: about(z.union([name(), z.array(name()).check(z.minLength(1))]), {
    title: 'Target', effect: 'reread', example: 'species', expects: 'the name of a column, or a list of names of number columns',
    description: 'The column to predict. Two values make a yes/no question, several words make classes, numbers make a regression; a list predicts several numbers at once.',
  }),
  features: about(z.optional(z.array(name()).check(z.minLength(1))), {
    title: 'Features', effect: 'reread', example: ['petal_length', 'petal_width'], expects: 'a list of column names',
    description: 'The columns to learn from. Without it: all that are usable, which leaves out the target, ids, constants, dates and free text.',
  }),
  types: about(z.optional(z.record(z.string(), z.enum(columnTypes))), {
    title: 'Column types', effect: 'reread', example: { zip: 'category' }, expects: 'an object of column names and their types',
    description: 'Types of columns where the reader guesses wrong, for example a postal code that is a category.', words: columnTypeTexts,
  }),
  delimiter: about(z.optional(z.enum([',', ';', '\t', '|', ' '])), {
    title: 'Delimiter', effect: 'reread', example: ',', description: 'What separates the cells. Without it: found from the first lines.', words: delimiterTexts,
  }),
  header: about(z.optional(z.boolean()), {
    title: 'Header', effect: 'reread', example: true, description: 'Whether the first row holds the names of the columns. Without it: found from the first rows.',
  }),
  encoding: about(z.optional(name()), {
    title: 'Encoding', effect: 'reread', example: 'utf-8', suggestions: ['utf-8', 'utf-16le', 'windows-1252', 'shift_jis', 'euc-kr'],
    description: 'Encoding of the file. Without it: byte order mark, else UTF-8, else windows-1252.',
  }),
  missing: about(z._default(z.enum(missingPolicies), 'mean'), {
    title: 'Missing values', effect: 'reread', example: 'mean', description: 'What happens to empty cells among the features.', words: missingTexts,
  }),
  standardize: about(z._default(z.boolean(), true), {
    title: 'Standardize', effect: 'reread', example: true, hyperparameter: true,
    description: 'Shifts and scales every number column to mean 0 and standard deviation 1, as measured on the training rows.',
  }),
  split: about(z.prefault(split, {}), { title: 'Split', effect: 'reread', example: { validation: 0.2 }, description: 'How rows are divided into training and validation.' }),
});

const layer = z.strictObject({
  units: about(int(1, 4096), {
    title: 'Units', symbol: 'n⁽ˡ⁾', unit: 'units', effect: 'restart', example: 4, suggestions: [2, 4, 8, 16, 32], description: 'Number of units of the hidden layer.',
  }),
  activation: about(z._default(z.enum(hiddenActivations), 'tanh'), {
    title: 'Activation', symbol: 'g', effect: 'restart', example: 'tanh', description: 'The function applied to each unit\'s z = wᵀx + b.',
    words: remarks(activationTexts, hiddenActivations),
  }),
});

const initialization = z.strictObject({
  scheme: about(z._default(z.enum(initializationSchemes), 'xavier'), {
    title: 'Initialization', effect: 'restart', example: 'xavier', hyperparameter: true,
    description: 'How the weights start; biases start at 0.', words: remarks(initializationTexts, initializationSchemes),
  }),
  scale: about(z._default(number(0, 1000), 0.01), {
    title: 'Scale', effect: 'restart', example: 0.01, suggestions: [0.01, 0.1, 1], hyperparameter: true, description: 'Factor of the normal draws when the scheme is `scaled`.',
  }),
  value: about(z._default(number(-1000, 1000), 0.5), {
    title: 'Value', effect: 'restart', example: 0.5, hyperparameter: true, description: 'The value of every weight when the scheme is `constant`.',
  }),
  seed: about(seed(), {
    title: 'Weight seed', effect: 'restart', example: 1, hyperparameter: true, command: 'setSeed', description: 'Seeds the draw of the initial weights: the same seed gives the same weights.',
  }),
});

const network = z.strictObject({
  layers: about(z._default(z.array(about(layer, {
    title: 'Hidden layer', effect: 'restart', example: { units: 4, activation: 'tanh' }, expects: 'a layer such as { "units": 4, "activation": "tanh" }',
    description: 'A hidden layer: Z = W A + b, A = g(Z).',
  })).check(z.maxLength(32)), [{ units: 8, activation: 'tanh' }]), {
    title: 'Hidden layers', effect: 'restart', example: [{ units: 4, activation: 'tanh' }],
    description: 'The hidden layers from input to output. The output layer follows from the target and is not listed; an empty list is logistic, softmax or linear regression.',
  }),
  leakySlope: about(z._default(number(0, 1), 0.01), {
    title: 'Leaky slope', effect: 'restart', example: 0.01, hyperparameter: true, description: 'Slope of `leakyRelu` for z < 0.',
  }),
  initialization: about(z.prefault(initialization, {}), { title: 'Initialization', effect: 'restart', example: { scheme: 'xavier' }, description: 'The weights before the first step.' }),
});

const earlyStopping = z.strictObject({
  patience: about(int(1, 1_000_000), {
    title: 'Patience', unit: 'epochs', effect: 'live', example: 20, suggestions: [10, 20, 50, 100], hyperparameter: true,
    description: 'Epochs without a better validation cost before the training stops and the best weights are taken back.',
  }),
  minDelta: about(z._default(number(0, 1000), 0), {
    title: 'Least improvement', effect: 'live', example: 0.0001, hyperparameter: true, description: 'How much lower the cost must be to count as better.',
  }),
});

const training = z.strictObject({
  optimizer: about(z._default(z.enum(optimizers), 'adam'), {
    title: 'Optimizer', effect: 'live', example: 'adam', hyperparameter: true, command: 'setOptimizer', description: 'How a gradient becomes a step.',
    words: remarks(optimizerTexts, optimizers),
  }),
  learningRate: about(z._default(z.number().check(z.gt(0), z.lte(1000)), 0.001), {
    title: 'Learning rate', symbol: 'α', effect: 'live', example: 0.01, suggestions: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1], hyperparameter: true, command: 'setLearningRate',
    description: 'How far a step goes. Too small crawls, too large makes the cost rise.',
  }),
  batchSize: about(z._default(z.union([z.literal('full'), int(1, 1_000_000)]), 32), {
    title: 'Batch size', unit: 'examples', effect: 'live', example: 32, suggestions: ['full', 8, 16, 32, 64, 128], hyperparameter: true, command: 'setBatchSize',
    expects: '"full" or a whole number from 1 to 1000000',
    description: 'Examples a step learns from. `"full"` takes all m at once, so that an epoch is one step; the last batch of an epoch may be smaller.',
  }),
  epochs: about(z._default(int(1, 10_000_000), 2000), {
    title: 'Epochs', unit: 'epochs', effect: 'live', example: 2000, suggestions: [300, 1000, 2000, 5000, 10000], hyperparameter: true, command: 'setEpochs',
    description: 'Passes over the training rows until the training ends.',
  }),
  l2: about(z._default(number(0, 1000), 0), {
    title: 'L2 penalty', symbol: 'λ', effect: 'live', example: 0.1, suggestions: [0, 0.01, 0.1, 1], hyperparameter: true, command: 'setL2',
    description: 'Pulls weights towards 0 by adding (λ/2m) Σ‖W‖² to the cost; biases are left alone.',
  }),
  momentum: about(z._default(decay(), 0.9), {
    title: 'Momentum', symbol: 'β', effect: 'live', example: 0.9, hyperparameter: true, description: 'Share of the old direction kept by `momentum`.',
  }),
  beta1: about(z._default(decay(), 0.9), {
    title: 'Beta 1', symbol: 'β₁', effect: 'live', example: 0.9, hyperparameter: true, description: 'Decay of the mean gradient in `adam`.',
  }),
  beta2: about(z._default(decay(), 0.999), {
    title: 'Beta 2', symbol: 'β₂', effect: 'live', example: 0.999, hyperparameter: true, description: 'Decay of the mean squared gradient in `adam` and `rmsProp`.',
  }),
  epsilon: about(z._default(z.number().check(z.gt(0), z.lte(1)), 1e-8), {
    title: 'Epsilon', symbol: 'ε', effect: 'live', example: 1e-8, hyperparameter: true, description: 'Keeps `adam` and `rmsProp` from dividing by zero.',
  }),
  shuffleSeed: about(seed(), {
    title: 'Shuffle seed', effect: 'live', example: 1, hyperparameter: true, description: 'Seeds the order of the examples in mini-batches.',
  }),
  earlyStopping: about(z.optional(earlyStopping), {
    title: 'Early stopping', effect: 'live', example: { patience: 20 },
    description: 'Ends the training when the validation cost (without a validation set the training cost) stops falling, and takes back the best weights. Without it: all epochs run.',
  }),
});

export const networkConfigSchema = z.strictObject({
  data: about(data, { title: 'Data', effect: 'reread', example: { file: 'iris.csv', target: 'species' }, description: 'The table, the column to predict, and how rows become examples.' }),
  network: about(z.prefault(network, {}), { title: 'Network', effect: 'restart', example: { layers: [{ units: 4 }] }, description: 'The hidden layers and how their weights start.' }),
  training: about(z.prefault(training, {}), { title: 'Training', effect: 'live', example: { learningRate: 0.01 }, description: 'How the network learns. Everything here can be changed while it runs.' }),
});

/** A complete configuration: every default filled in. */
export type NetworkConfig = z.output<typeof networkConfigSchema>;
export type DataConfig = NetworkConfig['data'];
export type TrainingConfig = NetworkConfig['training'];
