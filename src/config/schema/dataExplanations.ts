/** One sentence for every word that `data` may choose from: policies, column types, and how a file is written. */
import type { ColumnType } from '../../data/columns/summary.ts';

export const missingTexts = {
  mean: 'Empty cells take the mean of the training rows, or the most frequent word of a category.',
  drop: 'Rows with an empty cell are left out and reported.',
} as const;

export const spellingTexts = {
  merge: 'Spellings of one word are one; which ones is told.',
  keep: 'Every spelling is a word of its own.',
} as const;

export const transformTexts = {
  log1p: 'log(1 + x): for amounts that spread over powers of ten. Needs values above −1.',
} as const;

export const columnTypeTexts: Readonly<Record<ColumnType, string>> = {
  number: 'Measured values, used as they are (or standardized).',
  category: 'A few different words, one input for each.',
  boolean: 'Two values such as yes/no, used as 0 and 1.',
  date: 'Points in time: inputs only when listed, as year, month, weekday and days since the first.',
  id: 'A label of the row, not used as an input unless listed.',
  constant: 'One value only: nothing to learn from.',
  text: 'Free text, not used as an input.',
};

export const delimiterTexts = {
  ',': 'Comma.',
  ';': 'Semicolon.',
  '\t': 'Tab.',
  '|': 'Vertical bar.',
  ' ': 'Space.',
  '^': 'Circumflex.',
  '~': 'Tilde.',
  '::': 'Two colons.',
  spaces: 'Any number of blanks and tabs, as in aligned tables.',
} as const;

export const quoteTexts = {
  '"': 'Double quotes.',
  "'": 'Apostrophes.',
  '': 'Nothing: every sign is part of its cell.',
} as const;

export const decimalTexts = {
  '.': 'Point: 3.14.',
  ',': 'Comma: 3,14.',
} as const;
