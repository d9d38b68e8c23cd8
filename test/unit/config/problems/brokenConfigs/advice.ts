/** Networks and trainings that are well formed and yet will not do what one hopes. */
import type { BrokenConfig } from './brokenConfig.ts';

const config = (rest: string) =>
  `{ "data": { "file": "plants.csv", "target": "species", "features": ["height", "width"] }, ${rest} }`;

export const advisedConfigs: readonly BrokenConfig[] = [
  {
    name: 'hidden layers that are all linear',
    text: config(
      '"network": { "layers": [{ "units": 4, "activation": ‸"linear" }, { "units": 3, "activation": "linear" }] }',
    ),
    expected: [
      'warning linearLayers All hidden layers are linear, so the network is softmax regression: W′ 3×2, b′ 3×1, however many units it has. Give a layer a bend, for example "tanh".',
    ],
  },
  {
    name: 'an output layer for classes that is listed',
    text: config('"network": { "layers": [{ "units": 4 }, ‸{ "units": 3, "activation": "sigmoid" }] }'),
    expected: [
      'warning outputListed Layer 2 looks like an output layer. That one follows from the target and is not listed: a layer of 3 softmax units with categorical cross-entropy comes after it. Remove layer 2, unless a hidden layer of this size is meant.',
    ],
  },
  {
    name: 'an output layer for yes or no that is listed',
    text: '{ "data": { "file": "plants.csv", "target": "wet", "features": ["height"] }, "network": { "layers": [{ "units": 4 }, ‸{ "units": 1, "activation": "sigmoid" }] } }',
    expected: [
      'warning outputListed Layer 2 looks like an output layer. That one follows from the target and is not listed: a layer of 1 sigmoid unit with binary cross-entropy comes after it. Remove layer 2, unless a hidden layer of this size is meant.',
    ],
  },
  {
    name: 'an output layer for a number that is listed',
    text: '{ "data": { "file": "plants.csv", "target": "width", "features": ["height"] }, "network": { "layers": [{ "units": 4 }, ‸{ "units": 1, "activation": "linear" }] } }',
    expected: [
      'warning outputListed Layer 2 looks like an output layer. That one follows from the target and is not listed: a layer of 1 linear unit with squared error comes after it. Remove layer 2, unless a hidden layer of this size is meant.',
    ],
  },
  {
    name: 'one unit before three classes',
    text: config('"network": { "layers": [{ "units": 4 }, ‸{ "units": 1, "activation": "sigmoid" }] }'),
    expected: [
      'warning bottleneck The target has 3 classes, and layer 2 lets only one number through to tell them apart. Give it more units, or remove it: a layer of 3 softmax units after the last layer follows from the target.',
    ],
  },
  {
    name: 'weights that are all zero',
    text: config('"network": { "initialization": { "scheme": ‸"zeros" } }'),
    expected: [
      'warning identicalUnits All weights start equal, so the 8 units of layer 1 will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.',
    ],
  },
  {
    name: 'weights that are all the same',
    text: config('"network": { "layers": [{ "units": 2 }], "initialization": { "scheme": ‸"constant" } }'),
    expected: [
      'warning identicalUnits All weights start equal, so the 2 units of layer 1 will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.',
    ],
  },
  {
    name: 'weights scaled by nothing',
    text: config('"network": { "initialization": { "scheme": "scaled", "scale": ‸0 } }'),
    expected: [
      'warning identicalUnits All weights start equal, so the 8 units of layer 1 will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.',
    ],
  },
  {
    name: 'more parameters than examples',
    text: config('"network": { "layers": ‸[{ "units": 20 }] }'),
    expected: [
      'information manyParameters The network has 123 parameters for 96 training examples; it can learn them by heart. Watch the validation cost; fewer units or training.l2 help (the largest layer is W¹).',
    ],
  },
  {
    name: 'a batch larger than the data',
    text: config('"training": { "batchSize": ‸500 }'),
    expected: [
      'information batchAboveExamples A batch of 500 is larger than the 96 training examples: every step takes them all, as "full" does.',
    ],
  },
  {
    name: 'early stopping that watches the training cost',
    text: '{ "data": { "file": "plants.csv", "target": "species", "features": ["height"], "split": { "validation": 0 } }, "training": { "earlyStopping": ‸{ "patience": 5 } } }',
    expected: [
      'information stoppingOnTraining Without a validation set early stopping watches the training cost, which says nothing about new rows. Set "data.split.validation" above 0.',
    ],
  },
  {
    name: 'a loss of numbers for classes',
    text: config('"training": { "loss": ‸"squaredError" }'),
    expected: [
      'warning lossOfClasses The target has classes, whose loss is categorical cross-entropy; training.loss "squaredError" is for numbers and does not count. Remove it.',
    ],
  },
  {
    name: 'units that are flat from the start',
    text: '{ "data": { "file": "plants.csv", "target": "species", "features": ["far"], "standardize": false }, "network": { "layers": [‸{ "units": 3 }] } }',
    expected: [
      'warning saturatedStart 100 % of the units of layer 1 are saturated at the start: a¹ is flat there and hardly learns. Standardize the inputs, or start with smaller weights.',
    ],
  },
  {
    name: 'ReLU units that never fire',
    text: '{ "data": { "file": "plants.csv", "target": "species", "features": ["height"], "standardize": false }, "network": { "layers": [‸{ "units": 3, "activation": "relu" }], "initialization": { "scheme": ‸"constant", "value": -1 } } }',
    expected: [
      'warning deadStart All 3 units of layer 1 are dead at the start: z¹ is negative for every example, so the gradient is 0. Choose "leakyRelu", another seed, or more units.',
      'warning identicalUnits All weights start equal, so the 3 units of layer 1 will stay identical for ever. Choose "xavier", "he" or "scaled" to tell them apart.',
    ],
  },
  {
    name: 'a step that is too long',
    text: config('"training": { "optimizer": "gradientDescent", "batchSize": "full", "learningRate": ‸100 }'),
    expected: [
      'warning unstableRate With α = 100 the cost will rise: at the start 2/λmax = 2.004 is the largest stable α (λmax = 0.998 is the steepest curvature of the cost).',
    ],
  },
];
