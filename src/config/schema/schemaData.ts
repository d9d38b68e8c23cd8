/** The part `data` of `.nnconfig`: the table, the column to predict, how rows become examples. */
import * as z from 'zod/mini';
import { spellingPolicies } from '../../data/columns/columnPlan.ts';
import { columnTypes } from '../../data/columns/summary.ts';
import { quotes } from '../../data/csv/dialect.ts';
import { transforms } from '../../data/dataset/steps/step.ts';
import { withMetadata } from './keyMetadata.ts';
import {
  columnTypeTexts,
  decimalTexts,
  delimiterTexts,
  missingTexts,
  quoteTexts,
  spellingTexts,
  transformTexts,
} from './dataExplanations.ts';
import { int, name, number, seed } from './schemaTypes.ts';

export const missingPolicies = ['mean', 'drop'] as const;

const fold = z.strictObject({
  index: withMetadata(int(0, 999), {
    title: 'Fold',
    effect: 'reread',
    example: 0,
    description: 'Which of the parts is the validation part, from 0.',
  }),
  count: withMetadata(int(2, 1000), {
    title: 'Number of folds',
    effect: 'reread',
    example: 5,
    suggestions: [5, 10],
    description: 'How many parts there are, of nearly equal size and stratified.',
  }),
});

const split = z.strictObject({
  validation: withMetadata(z._default(number(0, 0.9), 0.2), {
    title: 'Validation share',
    effect: 'reread',
    example: 0.2,
    suggestions: [0, 0.1, 0.2, 0.3],
    hyperparameter: true,
    description:
      'Share of the rows kept aside to measure the network on examples it never learned from; 0 trains on all rows.',
  }),
  test: withMetadata(z._default(number(0, 0.9), 0), {
    title: 'Test share',
    effect: 'reread',
    example: 0.2,
    suggestions: [0, 0.1, 0.2, 0.3],
    hyperparameter: true,
    description:
      'Share of the rows kept for the very last look: neither training, standardizing, stopping nor any ' +
      'choice sees them. Drawn before the validation rows, which are a share of the others.',
  }),
  seed: withMetadata(seed(5), {
    title: 'Split seed',
    effect: 'reread',
    example: 1,
    hyperparameter: true,
    description: 'Seeds the draw of the validation and test rows: the same seed gives the same rows.',
  }),
  fold: withMetadata(z.optional(fold), {
    title: 'Fold',
    effect: 'reread',
    example: { index: 0, count: 5 },
    description:
      'One fold of a cross-validation, in place of the validation share: *Cross-Validate…* and `--folds` train each of them once.',
  }),
});

export const dataSchema = z.strictObject({
  file: withMetadata(name(), {
    title: 'Data file',
    effect: 'reread',
    example: 'iris.csv',
    description: 'The CSV or TSV file to learn from, relative to this configuration.',
  }),
  target: withMetadata(z.union([name(), z.array(name()).check(z.minLength(1))]), {
    title: 'Target',
    effect: 'reread',
    example: 'species',
    expects: 'the name of a column, or a list of names of number columns',
    description:
      'The column to predict. Two values make a yes/no question, several words make classes, numbers make ' +
      'a regression; a list predicts several numbers at once.',
  }),
  features: withMetadata(z.optional(z.array(name()).check(z.minLength(1))), {
    title: 'Features',
    effect: 'reread',
    example: ['petal_length', 'petal_width'],
    expects: 'a list of column names',
    description:
      'The columns to learn from. Without it: all that are usable, which leaves out the target, ids, ' +
      'constants, dates and free text. A date that is listed becomes its year, month and weekday (as sine ' +
      'and cosine) and the days since the first.',
  }),
  types: withMetadata(z.optional(z.record(z.string(), z.enum(columnTypes))), {
    title: 'Column types',
    effect: 'reread',
    example: { zip: 'category' },
    expects: 'an object of column names and their types',
    description: 'Types of columns where the reader guesses wrong, for example a postal code that is a category.',
    words: columnTypeTexts,
  }),
  missingWords: withMetadata(z.optional(z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))])), {
    title: 'Words for missing values',
    effect: 'reread',
    example: { region: ['?', ''] },
    expects: 'a list of words, or an object of column names and their lists',
    description:
      'The words that mean "no value", for all columns or by column: exactly these instead of the usual ' +
      'ones (`NA`, `null`, `?`, `-`, …). An empty cell has no value unless a column has a list of its own ' +
      'without `""`. In columns of numbers the usual words never are values; a number such as `"-999"` may ' +
      'be listed.',
  }),
  spellings: withMetadata(z._default(z.enum(spellingPolicies), 'merge'), {
    title: 'Spellings',
    effect: 'reread',
    example: 'merge',
    description: 'Whether words that differ only in blanks, letter case or invisible signs are one class.',
    words: spellingTexts,
  }),
  transform: withMetadata(z.optional(z.record(z.string(), z.enum(transforms))), {
    title: 'Transforms',
    effect: 'reread',
    example: { income: 'log1p' },
    expects: 'an object of column names and their transforms',
    description:
      'Columns of numbers, the target too, that are learned as something else. What the network says is ' +
      'shown in the units of the file all the same.',
    words: transformTexts,
  }),
  derived: withMetadata(z.optional(z.array(name())), {
    title: 'Derived inputs',
    effect: 'reread',
    example: ['x^2', 'x*y'],
    expects: 'a list of x^2, x*y, sin(x), cos(x) or abs(x), x and y names of columns',
    description: 'Further inputs made of columns of numbers: `x^2`, `x*y`, `sin(x)`, `cos(x)`, `abs(x)`.',
  }),
  delimiter: withMetadata(z.optional(z.enum([',', ';', '\t', '|', ' ', '^', '~', '::', 'spaces'])), {
    title: 'Delimiter',
    effect: 'reread',
    example: ',',
    description: 'What separates the cells. Without it: found from the first lines.',
    words: delimiterTexts,
  }),
  quote: withMetadata(z.optional(z.enum(quotes)), {
    title: 'Quote',
    effect: 'reread',
    example: '"',
    description: 'What encloses cells that hold delimiters or line ends. Without it: found from the first lines.',
    words: quoteTexts,
  }),
  decimal: withMetadata(z.optional(z.enum(['.', ','])), {
    title: 'Decimal mark',
    effect: 'reread',
    example: ',',
    description:
      'What parts the whole from the fraction in the numbers of the table. Without it: found from the first rows.',
    words: decimalTexts,
  }),
  header: withMetadata(z.optional(z.boolean()), {
    title: 'Header',
    effect: 'reread',
    example: true,
    description: 'Whether the first row holds the names of the columns. Without it: found from the first rows.',
  }),
  headerRows: withMetadata(z.optional(int(0, 10)), {
    title: 'Header rows',
    effect: 'reread',
    example: 2,
    suggestions: [0, 1, 2, 3],
    description:
      'How many rows hold names; the names above each other are joined. 0: the table has no header. Without it: found from the first rows.',
  }),
  skipLines: withMetadata(z.optional(int(0, 1_000_000)), {
    title: 'Lines above the table',
    effect: 'reread',
    example: 2,
    suggestions: [0, 1, 2, 3],
    description:
      'How many lines at the beginning of the file are no part of the table. Without it: found from the first lines.',
  }),
  comment: withMetadata(z.optional(z.string().check(z.maxLength(8))), {
    title: 'Comment mark',
    effect: 'reread',
    example: '#',
    suggestions: ['#', '%', '//', ''],
    expects: 'a text of at most 8 characters',
    description:
      'What begins a line that is no row; "" says that every line is one. Without it: found from the first lines.',
  }),
  encoding: withMetadata(z.optional(name()), {
    title: 'Encoding',
    effect: 'reread',
    example: 'utf-8',
    suggestions: [
      'utf-8',
      'euc-kr',
      'shift_jis',
      'gbk',
      'big5',
      'windows-1252',
      'windows-1250',
      'windows-1251',
      'utf-16le',
    ],
    description: 'Encoding of the file. Without it: byte order mark, else UTF-8, else what its bytes look like.',
  }),
  missing: withMetadata(z._default(z.enum(missingPolicies), 'mean'), {
    title: 'Missing values',
    effect: 'reread',
    example: 'mean',
    description: 'What happens to empty cells among the features.',
    words: missingTexts,
  }),
  standardize: withMetadata(z._default(z.boolean(), true), {
    title: 'Standardize',
    effect: 'reread',
    example: true,
    hyperparameter: true,
    description:
      'Shifts and scales every number column to mean 0 and standard deviation 1, as measured on the training rows.',
  }),
  split: withMetadata(z.prefault(split, {}), {
    title: 'Split',
    effect: 'reread',
    example: { validation: 0.2 },
    description: 'How rows are divided into training, validation and test.',
  }),
});
