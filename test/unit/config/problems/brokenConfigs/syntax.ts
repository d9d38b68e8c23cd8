/** Texts that are no JSON with comments. */
import type { BrokenConfig } from './brokenConfig.ts';

const data = '"data": { "file": "a.csv", "target": "y" }';

export const brokenSyntax: readonly BrokenConfig[] = [
  {
    name: 'a missing comma',
    text: '{ "data": { "file": "a.csv" ‸"target": "y" } }',
    expected: ['syntax Expected a comma between two entries.'],
  },
  {
    name: 'a missing colon',
    text: '{ "data" ‸{ "file": "a.csv", "target": "y" } }',
    expected: ['syntax Expected a colon after the key.'],
  },
  { name: 'a missing brace', text: `{ ${data}‸`, expected: ['syntax Expected a closing brace }.'] },
  {
    name: 'a missing bracket',
    text: `{ ${data}, "network": { "layers": [{ "units": 1 } ‸} }`,
    expected: ['syntax Expected a comma between two entries.'],
  },
  {
    name: 'single quotes',
    text: "{ ‸'data': {} }",
    expected: ['syntax Texts stand in double quotes, not in single ones.'],
  },
  {
    name: 'a key without quotes',
    text: '{ ‸data: {} }',
    expected: ['syntax Cannot read "data"; words stand in double quotes.'],
  },
  {
    name: 'an open comment',
    text: `{ ${data} } ‸/* the end`,
    expected: ['syntax This comment is not closed with */.'],
  },
  {
    name: 'an open text',
    text: '{ "data": { "file": ‸"a.csv,\n ‸"target": "y" } }',
    expected: [
      'syntax This text is not closed with a double quote on its line.',
      'syntax Expected a comma between two entries.',
    ],
  },
  {
    name: 'two configurations',
    text: `{ ${data} } ‸{}`,
    expected: ['syntax Expected nothing more after the configuration.'],
  },
  {
    name: 'a number that breaks off',
    text: `{ ${data}, "training": { "l2": ‸1e } }`,
    expected: ['syntax This number breaks off.'],
  },
  {
    name: 'a decimal comma',
    text: `{ ${data}, "training": { "l2": 0,‸5 } }`,
    expected: ['syntax Expected a key in double quotes.'],
  },
  {
    name: 'an unknown escape',
    text: '{ "data": { "file": ‸"a\\.csv", "target": "y" } }',
    expected: ['syntax This escape is unknown; a backslash itself is written \\\\.'],
  },
  {
    name: 'a tab inside a text',
    text: '{ "data": { "file": ‸"a\tb.csv", "target": "y" } }',
    expected: ['syntax Control characters such as tabs are written as escapes inside texts.'],
  },
  {
    name: 'a key without a value',
    text: `{ ${data}, "training": { "l2": ‸} }`,
    expected: ['syntax Expected a value.'],
  },
  {
    name: 'brackets without end',
    text: `${'['.repeat(64)}‸${'['.repeat(36)}`,
    expected: ['tooDeep Brackets are nested more than 64 deep here; a configuration needs five.'],
  },
  {
    name: 'a file that is no configuration',
    text: `‸${'x'.repeat(1_000_001)}`,
    expected: [
      'tooLarge The configuration has 1000001 characters; at most 1000000 are read. A configuration describes a network and holds no data: is this the right file?',
    ],
  },
];
