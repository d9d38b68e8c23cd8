/** Broken configurations, each with the problems it must give. */

interface BrokenConfig {
  readonly name: string;
  /** A caret ‸ stands before the place of each problem. */
  readonly text: string;
  /** `code message`, in the order of the carets. */
  readonly expected: readonly string[];
}

const data = '"data": { "file": "a.csv", "target": "y" }';
const units = 'a whole number from 1 to 4096';

export const brokenConfigs: readonly BrokenConfig[] = [
  { name: 'an empty text', text: '‸', expected: ['syntax The configuration is empty; expected { "data": { "file": …, "target": … } }.'] },
  { name: 'a list', text: '‸[]', expected: ['wrongType The configuration must be an object in braces; found an empty list.'] },
  {
    name: 'no data',
    text: '‸{}',
    expected: ['missingKey "data" is missing; expected an object in braces, for example "data": {"file":"iris.csv","target":"species"}.'],
  },
  {
    name: 'no file',
    text: '{ ‸"data": {\n "target": "y" } }',
    expected: ['missingKey "data.file" is missing; expected a text in double quotes that is not empty, for example "file": "iris.csv".'],
  },
  {
    name: 'an empty file name',
    text: '{ "data": { "file": ‸"", "target": "y" } }',
    expected: ['outOfRange "data.file" must be a text in double quotes that is not empty; found "". Write for example "iris.csv".'],
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
    expected: ['wrongType "data.features" must be a list of column names; found "x". Write for example ["petal_length","petal_width"].'],
  },
  {
    name: 'a number among features',
    text: '{ "data": { "file": "a", "target": "y", "features": ["x", ‸2] } }',
    expected: ['wrongType "data.features.1" must be a text in double quotes that is not empty; found 2. Write for example "petal_length".'],
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
    expected: ['unknownValue "data.delimiter" must be one of ",", ";", "\\t", "|", " "; found "comma". Choose one of them.'],
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
    name: '__proto__ as a key',
    text: `{ ${data}, ‸"__proto__": {} }`,
    expected: ['unknownKey The configuration has no key "__proto__". Known here: data, network, training.'],
  },
  {
    name: 'no units',
    text: `{ ${data}, "network": { "layers": [\n ‸{} ] } }`,
    expected: [`missingKey "network.layers.0.units" is missing; expected ${units}, for example "units": 4.`],
  },
  {
    name: 'zero units',
    text: `{ ${data}, "network": { "layers": [{ "units": ‸0 }] } }`,
    expected: [`outOfRange "network.layers.0.units" must be ${units}; found 0. Write for example 4.`],
  },
  {
    name: 'half a unit',
    text: `{ ${data}, "network": { "layers": [{ "units": ‸2.5 }] } }`,
    expected: [`wrongType "network.layers.0.units" must be ${units}; found 2.5. Write for example 4.`],
  },
  {
    name: 'units as text',
    text: `{ ${data}, "network": { "layers": [{ "units": ‸"4" }] } }`,
    expected: [`wrongType "network.layers.0.units" must be ${units}; found "4". Write for example 4.`],
  },
  {
    name: 'a number as layer',
    text: `{ ${data}, "network": { "layers": [‸4] } }`,
    expected: [
      'wrongType "network.layers.0" must be a layer such as { "units": 4, "activation": "tanh" }; found 4. Write for example {"units":4,"activation":"tanh"}.',
    ],
  },
  {
    name: 'a number of layers',
    text: `{ ${data}, "network": { "layers": ‸2 } }`,
    expected: [
      'wrongType "network.layers" must be a list of at most 32 layers; found 2. Write for example [{"units":4,"activation":"tanh"}].',
    ],
  },
  {
    name: 'too many layers',
    text: `{ ${data}, "network": { "layers": ‸[${Array(33).fill('{"units":1}').join(',')}] } }`,
    expected: [
      'outOfRange "network.layers" must be a list of at most 32 layers; found a list of 33. Write for example [{"units":4,"activation":"tanh"}].',
    ],
  },
  {
    name: 'a misspelt activation',
    text: `{ ${data}, "network": { "layers": [{ "units": 2, "activation": ‸"Tanh" }] } }`,
    expected: [
      'unknownValue "network.layers.0.activation" must be one of "sigmoid", "tanh", "relu", "leakyRelu", "linear"; found "Tanh". Did you mean "tanh"?',
    ],
  },
  {
    name: 'softmax in a hidden layer',
    text: `{ ${data}, "network": { "layers": [{ "units": 2, "activation": ‸"softmax" }] } }`,
    expected: [
      'unknownValue "network.layers.0.activation" must be one of "sigmoid", "tanh", "relu", "leakyRelu", "linear"; found "softmax". Choose one of them.',
    ],
  },
  {
    name: 'a misspelt scheme',
    text: `{ ${data}, "network": { "initialization": { "scheme": ‸"zero" } } }`,
    expected: [
      'unknownValue "network.initialization.scheme" must be one of "scaled", "he", "xavier", "zeros", "constant"; found "zero". Did you mean "zeros"?',
    ],
  },
  {
    name: 'a negative seed',
    text: `{ ${data}, "network": { "initialization": { "seed": ‸-1 } } }`,
    expected: ['outOfRange "network.initialization.seed" must be a whole number from 0 to 4294967295; found -1. Write for example 1.'],
  },
  {
    name: 'a learning rate of zero',
    text: `{ ${data}, "training": { "learningRate": ‸0 } }`,
    expected: ['outOfRange "training.learningRate" must be a number above 0 and at most 1000; found 0. Write for example 0.01.'],
  },
  {
    name: 'an infinite learning rate',
    text: `{ ${data}, "training": { "learningRate": ‸1e999 } }`,
    expected: ['wrongType "training.learningRate" must be a number above 0 and at most 1000; found Infinity. Write for example 0.01.'],
  },
  {
    name: 'null for a number',
    text: `{ ${data}, "training": { "epochs": ‸null } }`,
    expected: ['wrongType "training.epochs" must be a whole number from 1 to 10000000; found null. Write for example 2000.'],
  },
  {
    name: 'a momentum of one',
    text: `{ ${data}, "training": { "momentum": ‸1 } }`,
    expected: ['outOfRange "training.momentum" must be a number from 0 and below 1; found 1. Write for example 0.9.'],
  },
  {
    name: 'a batch of nothing',
    text: `{ ${data}, "training": { "batchSize": ‸0 } }`,
    expected: ['outOfRange "training.batchSize" must be "full" or a whole number from 1 to 1000000; found 0. Write for example 32.'],
  },
  {
    name: 'another word for a full batch',
    text: `{ ${data}, "training": { "batchSize": ‸"all" } }`,
    expected: ['wrongType "training.batchSize" must be "full" or a whole number from 1 to 1000000; found "all". Write for example 32.'],
  },
  {
    name: 'a misspelt optimizer',
    text: `{ ${data}, "training": { "optimizer": ‸"adma" } }`,
    expected: [
      'unknownValue "training.optimizer" must be one of "gradientDescent", "momentum", "rmsProp", "adam"; found "adma". Did you mean "adam"?',
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
    expected: ['wrongType "training.earlyStopping" must be an object in braces; found true. Write for example {"patience":20}.'],
  },
  {
    name: 'several problems in their order',
    text: `{ ${data},\n "training": { "l2": ‸-1,\n "epochs": ‸0 } }`,
    expected: [
      'outOfRange "training.l2" must be a number from 0 to 1000; found -1. Write for example 0.1.',
      'outOfRange "training.epochs" must be a whole number from 1 to 10000000; found 0. Write for example 2000.',
    ],
  },
  {
    name: 'a missing comma',
    text: '{ "data": { "file": "a.csv" ‸"target": "y" } }',
    expected: ['syntax Expected a comma between two entries.'],
  },
  { name: 'a missing colon', text: '{ "data" ‸{ "file": "a.csv", "target": "y" } }', expected: ['syntax Expected a colon after the key.'] },
  { name: 'a missing brace', text: `{ ${data}‸`, expected: ['syntax Expected a closing brace }.'] },
  {
    name: 'a missing bracket',
    text: `{ ${data}, "network": { "layers": [{ "units": 1 } ‸} }`,
    expected: ['syntax Expected a comma between two entries.'],
  },
  { name: 'single quotes', text: "{ ‸'data': {} }", expected: ['syntax Texts stand in double quotes, not in single ones.'] },
  { name: 'a key without quotes', text: '{ ‸data: {} }', expected: ['syntax Cannot read "data"; words stand in double quotes.'] },
  { name: 'an open comment', text: `{ ${data} } ‸/* the end`, expected: ['syntax This comment is not closed with */.'] },
  {
    name: 'an open text',
    text: '{ "data": { "file": ‸"a.csv,\n ‸"target": "y" } }',
    expected: ['syntax This text is not closed with a double quote on its line.', 'syntax Expected a comma between two entries.'],
  },
  { name: 'two configurations', text: `{ ${data} } ‸{}`, expected: ['syntax Expected nothing more after the configuration.'] },
];
