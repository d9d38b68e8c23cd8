/** Sweeps that the schema accepts and that cannot be: a training alone would go well. */
import type { BrokenConfig } from './brokenConfig.ts';

const data = '"data": { "file": "plants.csv", "target": "species", "features": ["height", "width"] }';

export const brokenSweeps: readonly BrokenConfig[] = [
  {
    name: 'a path of a sweep that is none',
    text: `{ ${data}, "sweep": { "vary": { ‸"training.lerningRate": [1] } } }`,
    expected: ['unknownKey There is no key "training.lerningRate". Did you mean "training.learningRate"?'],
  },
  {
    name: 'a value of a sweep that does not fit its key',
    text: `{ ${data}, "sweep": { "vary": { "training.epochs": [5, ‸0] } } }`,
    expected: ['sweep "training.epochs" must be a whole number from 1 to 10000000; found 0.'],
  },
  {
    name: 'a layer of a sweep that is not there',
    text: `{ ${data}, "sweep": { "vary": { "network.layers.1.units": [‸5] } } }`,
    expected: ['sweep The list network.layers has 1 hidden layer, counted from 0 here; set the whole list for more.'],
  },
  {
    name: 'a range of a sweep that goes the other way',
    text: `{ ${data}, "sweep": { "vary": { "training.epochs": ‸{ "from": 5, "to": 1, "step": 1 } } } }`,
    expected: ['sweep The range has no values: it goes from "from" to "to" in steps of "step".'],
  },
  {
    name: 'a path of a sweep that another one replaces',
    text: `{ ${data}, "sweep": { "vary": { "training.l2": [0, 1], "training": ‸[{ "epochs": 5 }] } } }`,
    expected: ['sweep Its values would take the place of those of "training.l2". Name each path once.'],
  },
  {
    name: 'a sweep over tables',
    text: `{ ${data}, "sweep": { "vary": { "data.file": ‸["b.csv"] } } }`,
    expected: [
      'sweep All trainings of a sweep read the same files: "data.file" is not varied. Name the keys beside it one by one.',
    ],
  },
  {
    name: 'a goal of a sweep that is none',
    text: `{ ${data}, "sweep": { "until": ‸"price < 3" } }`,
    expected: [
      'sweep The goal is one of cost, validationCost, trainAccuracy, validationAccuracy with <, ≤, > or ≥ and a number, such as "cost < 0.1".',
    ],
  },
  {
    name: 'a sweep of too many trainings',
    text: `{ ${data}, "sweep": ‸{ "vary": { "training.epochs": { "from": 1, "to": 1000, "step": 1 } }, "seeds": 10000 } }`,
    expected: ['sweep This is 10000000 trainings; at most 1000000 are done at once.'],
  },
];
