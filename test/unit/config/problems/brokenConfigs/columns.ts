/** Names and columns that do not go with the table. */
import type { BrokenConfig } from './brokenConfig.ts';

/** @param rest of the data, after the file and a target of three classes */
const data = (rest: string) => `{ "data": { "file": "plants.csv", "target": "species", ${rest} } }`;
const target = (value: string) => `{ "data": { "file": "plants.csv", "target": ${value} } }`;

export const brokenColumns: readonly BrokenConfig[] = [
  {
    name: 'a misspelt target',
    text: target('‸"specis"'),
    expected: ['unknownColumn The table has no column "specis". Did you mean "species"?'],
  },
  {
    name: 'a target nobody knows',
    text: target('‸"price"'),
    expected: [
      'unknownColumn The table has no column "price". It has id, height, width, soil, wet, species, far, place, void, day, rarity, note.',
    ],
  },
  {
    name: 'one unknown target of two',
    text: target('["height", ‸"widht"]'),
    expected: ['unknownColumn The table has no column "widht". Did you mean "width"?'],
  },
  {
    name: 'a misspelt feature',
    text: data('"features": ["height", ‸"Widht"]'),
    expected: ['unknownColumn The table has no column "Widht". Did you mean "width"?'],
  },
  {
    name: 'a type for no column',
    text: data('"features": ["height"], "types": { "zip": ‸"category" }'),
    expected: [
      'warning unknownColumn The table has no column "zip". It has id, height, width, soil, wet, species, far, place, void, day, rarity, note.',
    ],
  },
  {
    name: 'the target among the features',
    text: data('"features": ["height", ‸"species"]'),
    expected: [
      'targetAmongFeatures The target "species" is among the features: the network would be told the answer. Remove it from the features.',
    ],
  },
  {
    name: 'a feature listed twice',
    text: data('"features": ["height", ‸"height"]'),
    expected: ['warning duplicateColumn The column "height" is listed twice and counts once. Remove one of them.'],
  },
  {
    name: 'a feature without numbers',
    text: data('"features": ["height", ‸"void"]'),
    expected: [
      'unusableFeature The column "void" cannot be learned from: it is of type constant (no row has a value). Remove it, or give it another type under "data.types".',
    ],
  },
  {
    name: 'a date as a feature, which becomes year, month, weekday and days',
    text: data('"features": ["height", "day"]'),
    expected: [],
  },
  {
    name: 'a constant feature',
    text: data('"features": ["height", ‸"place"]'),
    expected: [
      'warning constantFeature The column "place" has only one value: there is nothing to learn from it. Remove it.',
    ],
  },
  {
    name: 'an id as a feature',
    text: `‸${data('"features": ["height", ‸"id"]')}`,
    expected: [
      'information manyParameters The network has 1003 parameters for 96 training examples; it can learn them by heart. Watch the validation cost; fewer units or training.l2 help (the largest layer is W¹).',
      'warning idFeature The column "id" looks like an id (every one of the 120 values is different): what is learned from it will not hold for new rows. Remove it, or give it a type under "data.types".',
    ],
  },
  {
    name: 'a target of one class',
    text: target('‸"place"'),
    expected: [
      'oneClass The column "place" is of type constant (every value is "garden"): there is nothing to tell apart. Choose another target.',
    ],
  },
  {
    name: 'a target without values',
    text: target('‸‸"void"'),
    expected: [
      'oneClass The column "void" is of type constant (no row has a value): there is nothing to tell apart. Choose another target.',
      'tooFewRows Fewer than 2 of the 120 rows have a value for the target "void"; a network needs examples. Choose another target.',
    ],
  },
  {
    name: 'a date as the target',
    text: target('‸"day"'),
    expected: [
      'unusableTarget The column "day" is of type date (the values are dates or times) and cannot be predicted. Choose another target, or give it a type under "data.types".',
    ],
  },
  {
    name: 'words among several targets',
    text: target('["height", ‸"soil"]'),
    expected: [
      'targetNotNumber The column "soil" is of type category (4 different words in 120 values); several targets at once must all be numbers. Keep one target, or number columns only.',
    ],
  },
  {
    name: 'columns a million times apart',
    text: `‸${data('"features": ["height", "far"], "standardize": ‸false')}`,
    expected: [
      'warning saturatedStart 100 % of the units of layer 1 are saturated at the start: a¹ is flat there and hardly learns. Standardize the inputs, or start with smaller weights.',
      'warning scalesApart The columns "height" (standard deviation 2.01) and "far" (34640000) are 17231730 times apart in scale, so that one learning rate cannot suit both. Set "standardize" to true.',
    ],
  },
  {
    name: 'a class that no validation row has',
    text: '{ "data": { "file": "plants.csv", "target": "rarity", "features": ["height"], ‸"split": { "seed": 1 } } }',
    expected: [
      'warning classMissing The validation set of 24 rows has none of the class "lost": there is only one row of it. How well it is recognised will not be measured.',
    ],
  },
  {
    name: 'nothing left to learn from',
    text: data('"features": ‸[‸"species"]'),
    expected: [
      'noFeatures No column is left to learn from. List some under "data.features", or give a column another type under "data.types".',
      'targetAmongFeatures The target "species" is among the features: the network would be told the answer. Remove it from the features.',
    ],
  },
];
