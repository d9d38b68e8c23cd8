/** Parts and keys of the data that are absent, misspelt, misplaced or of the wrong kind. */
import type { BrokenConfig } from './brokenConfig.ts';

const data = '"data": { "file": "a.csv", "target": "y" }';

export const brokenKeys: readonly BrokenConfig[] = [
  {
    name: 'an empty text',
    text: '‸',
    expected: ['syntax The configuration is empty; expected { "data": { "file": …, "target": … } }.'],
  },
  {
    name: 'a list',
    text: '‸[]',
    expected: ['wrongType The configuration must be an object in braces; found an empty list.'],
  },
  {
    name: 'no data',
    text: '‸{}',
    expected: [
      'missingKey "data" is missing; expected an object in braces, for example "data": {"file":"iris.csv","target":"species"}.',
    ],
  },
  {
    name: 'no file',
    text: '{ ‸"data": {\n "target": "y" } }',
    expected: [
      'missingKey "data.file" is missing; expected a text in double quotes that is not empty, for example "file": "iris.csv".',
    ],
  },
  {
    name: 'an empty file name',
    text: '{ "data": { "file": ‸"", "target": "y" } }',
    expected: [
      'outOfRange "data.file" must be a text in double quotes that is not empty; found "". Write for example "iris.csv".',
    ],
  },
  {
    name: 'no target',
    text: '{ ‸"data": { "file": "a.csv" } }',
    expected: [
      'missingKey "data.target" is missing; expected the name of a column, or a list of names of number columns, for example "target": "species".',
    ],
  },
  {
    name: 'a number as target',
    text: '{ "data": { "file": "a.csv", "target": ‸3 } }',
    expected: [
      'wrongType "data.target" must be the name of a column, or a list of names of number columns; found 3. Write for example "species".',
    ],
  },
  {
    name: 'an empty list of targets',
    text: '{ "data": { "file": "a.csv", "target": ‸[] } }',
    expected: [
      'outOfRange "data.target" must be the name of a column, or a list of names of number columns; found an empty list. Write for example "species".',
    ],
  },
  {
    name: 'a feature instead of a list',
    text: '{ "data": { "file": "a", "target": "y", "features": ‸"x" } }',
    expected: [
      'wrongType "data.features" must be a list of column names; found "x". Write for example ["petal_length","petal_width"].',
    ],
  },
  {
    name: 'a number among features',
    text: '{ "data": { "file": "a", "target": "y", "features": ["x", ‸2] } }',
    expected: [
      'wrongType "data.features.1" must be a text in double quotes that is not empty; found 2. Write for example "petal_length".',
    ],
  },
  {
    name: 'an unknown column type',
    text: '{ "data": { "file": "a", "target": "y", "types": { "x": ‸"numbr" } } }',
    expected: [
      'unknownValue "data.types.x" must be one of "number", "category", "boolean", "date", "id", "constant", "text"; found "numbr". Did you mean "number"?',
    ],
  },
  {
    name: 'a word for a truth value',
    text: '{ "data": { "file": "a", "target": "y", "standardize": ‸"yes" } }',
    expected: ['wrongType "data.standardize" must be true or false; found "yes". Write for example true.'],
  },
  {
    name: 'a validation share in percent',
    text: '{ "data": { "file": "a", "target": "y", "split": { "validation": ‸20 } } }',
    expected: ['outOfRange "data.split.validation" must be a number from 0 to 0.9; found 20. Write for example 0.2.'],
  },
  {
    name: 'a number as split',
    text: '{ "data": { "file": "a", "target": "y", "split": ‸0.2 } }',
    expected: ['wrongType "data.split" must be an object in braces; found 0.2. Write for example {"validation":0.2}.'],
  },
  {
    name: 'a delimiter in words',
    text: '{ "data": { "file": "a", "target": "y", "delimiter": ‸"comma" } }',
    expected: [
      'unknownValue "data.delimiter" must be one of ",", ";", "\\t", "|", " ", "^", "~", "::", "spaces"; found "comma". Did you mean ","?',
    ],
  },
  {
    name: 'a misspelt part',
    text: `{ ${data}, ‸"trainig": {} }`,
    expected: ['unknownKey The configuration has no key "trainig". Did you mean "training"?'],
  },
  {
    name: 'a misspelt key',
    text: `{ ${data}, "training": { ‸"learning_rate": 1 } }`,
    expected: ['unknownKey "training" has no key "learning_rate". Did you mean "learningRate"?'],
  },
  {
    name: 'a key as other programs call it',
    text: `{ ${data}, "training": { ‸"lr": 1 } }`,
    expected: ['unknownKey "training" has no key "lr". Did you mean "learningRate"?'],
  },
  {
    name: 'a key one level too high',
    text: `{ ${data}, ‸"learningRate": 1 }`,
    expected: ['unknownKey The configuration has no key "learningRate". It belongs in "training".'],
  },
  {
    name: 'a key nobody knows',
    text: `{ ${data}, "network": { ‸"wombat": 1 } }`,
    expected: ['unknownKey "network" has no key "wombat". Known here: layers, leakySlope, initialization.'],
  },
  {
    name: 'a key given twice',
    text: `{ ${data},\n"training": { "epochs": 5,\n ‸"epochs": 6 } }`,
    expected: ['duplicateKey The key "epochs" is given twice; the first is on line 2. Remove one of them.'],
  },
  {
    name: 'a range of a sweep without an end',
    text: `{ ${data}, "sweep": { "vary": { ‸"training.epochs": { "from": 5, "step": 1 } } } }`,
    expected: ['missingKey "sweep.vary.training.epochs.to" is missing; expected a number, for example "to": 10.'],
  },
  {
    name: 'values of a sweep that are no list',
    text: `{ ${data}, "sweep": { "vary": { "training.epochs": ‸5 } } }`,
    expected: [
      'wrongType "sweep.vary.training.epochs" must be a list of values, or a range such as { "from": 2, "to": 10, "step": 2 }; found 5. Write for example [0.01,0.1].',
    ],
  },
  {
    name: '__proto__ as a key',
    text: `{ ${data}, ‸"__proto__": {} }`,
    expected: ['unknownKey The configuration has no key "__proto__". Known here: data, network, training, sweep.'],
  },
];
