/** Layers and initial weights that the schema refuses. */
import { hiddenActivations } from '../../../../../src/core/network/network.ts';
import { listed } from './listed.ts';
import type { BrokenConfig } from './brokenConfig.ts';

const data = '"data": { "file": "a.csv", "target": "y" }';
const units = 'a whole number from 1 to 4096';

export const brokenNetworks: readonly BrokenConfig[] = [
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
      `unknownValue "network.layers.0.activation" must be one of ${listed(hiddenActivations)}; found "Tanh". Did you mean "tanh"?`,
    ],
  },
  {
    name: 'softmax in a hidden layer',
    text: `{ ${data}, "network": { "layers": [{ "units": 2, "activation": ‸"softmax" }] } }`,
    expected: [
      `unknownValue "network.layers.0.activation" must be one of ${listed(hiddenActivations)}; found "softmax". The output layer follows from the target and is not listed: remove layer 1, or choose one of them.`,
    ],
  },
  {
    name: 'a misspelt scheme',
    text: `{ ${data}, "network": { "initialization": { "scheme": ‸"zero" } } }`,
    expected: [
      'unknownValue "network.initialization.scheme" must be one of "scaled", "uniform", "he", "xavier", "zeros", "constant", "file"; found "zero". Did you mean "zeros"?',
    ],
  },
  {
    name: 'a negative seed',
    text: `{ ${data}, "network": { "initialization": { "seed": ‸-1 } } }`,
    expected: [
      'outOfRange "network.initialization.seed" must be a whole number from 0 to 4294967295; found -1. Write for example 1.',
    ],
  },
];
