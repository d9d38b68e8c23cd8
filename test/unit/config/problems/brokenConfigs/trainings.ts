/** Values of the training that the schema refuses. */
import { optimizers } from '../../../../../src/core/training/settings.ts';
import { listed } from './listed.ts';
import type { BrokenConfig } from './brokenConfig.ts';

const data = '"data": { "file": "a.csv", "target": "y" }';

export const brokenTrainings: readonly BrokenConfig[] = [
  {
    name: 'a learning rate of zero',
    text: `{ ${data}, "training": { "learningRate": ‸0 } }`,
    expected: [
      'outOfRange "training.learningRate" must be a number above 0 and at most 1000; found 0. Write for example 0.01.',
    ],
  },
  {
    name: 'an infinite learning rate',
    text: `{ ${data}, "training": { "learningRate": ‸1e999 } }`,
    expected: [
      'wrongType "training.learningRate" must be a number above 0 and at most 1000; found Infinity. Write for example 0.01.',
    ],
  },
  {
    name: 'null for a number',
    text: `{ ${data}, "training": { "epochs": ‸null } }`,
    expected: [
      'wrongType "training.epochs" must be a whole number from 1 to 10000000; found null. Write for example 2000.',
    ],
  },
  {
    name: 'a momentum of one',
    text: `{ ${data}, "training": { "momentum": ‸1 } }`,
    expected: ['outOfRange "training.momentum" must be a number from 0 and below 1; found 1. Write for example 0.9.'],
  },
  {
    name: 'a batch of nothing',
    text: `{ ${data}, "training": { "batchSize": ‸0 } }`,
    expected: [
      'outOfRange "training.batchSize" must be "full" or a whole number from 1 to 1000000; found 0. Write for example 32.',
    ],
  },
  {
    name: 'another word for a full batch',
    text: `{ ${data}, "training": { "batchSize": ‸"all" } }`,
    expected: [
      'wrongType "training.batchSize" must be "full" or a whole number from 1 to 1000000; found "all". Write for example 32.',
    ],
  },
  {
    name: 'a misspelt optimizer',
    text: `{ ${data}, "training": { "optimizer": ‸"adma" } }`,
    expected: [
      `unknownValue "training.optimizer" must be one of ${listed(optimizers)}; found "adma". Did you mean "adam"?`,
    ],
  },
  {
    name: 'an optimizer as other programs call it',
    text: `{ ${data}, "training": { "optimizer": ‸"SGD" } }`,
    expected: [
      `unknownValue "training.optimizer" must be one of ${listed(optimizers)}; found "SGD". Did you mean "gradientDescent"?`,
    ],
  },
  {
    name: 'early stopping without patience',
    text: `{ ${data}, "training": { ‸"earlyStopping": {} } }`,
    expected: [
      'missingKey "training.earlyStopping.patience" is missing; expected a whole number from 1 to 1000000, for example "patience": 20.',
    ],
  },
  {
    name: 'early stopping as a switch',
    text: `{ ${data}, "training": { "earlyStopping": ‸true } }`,
    expected: [
      'wrongType "training.earlyStopping" must be an object such as { "patience": 20 }, or false; found true. Write for example {"patience":20}.',
    ],
  },
  {
    name: 'several problems in their order',
    text: `{ ${data},\n "training": { "l2": ‸-1,\n "epochs": ‸0 } }`,
    expected: [
      'outOfRange "training.l2" must be a number from 0 to 1000; found -1. Write for example 0.1.',
      'outOfRange "training.epochs" must be a whole number from 1 to 10000000; found 0. Write for example 2000.',
    ],
  },
];
