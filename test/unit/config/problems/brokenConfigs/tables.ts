/** Configurations whose data file cannot be used, and the files that are beside them. */
import type { BrokenConfig } from './brokenConfig.ts';
import { plants } from './plants.ts';

const config = (file: string) => `{\n  "data": { "file": ‸${JSON.stringify(file)}, "target": "species" }\n}\n`;
const encoded = (file: string, encoding: string) =>
  `{\n  "data": { "file": ${JSON.stringify(file)}, "target": "species", "encoding": ‸${JSON.stringify(encoding)} }\n}\n`;

/** By their names; a name that ends with a slash is a folder with nothing in it. */
export const tableFiles: Readonly<Record<string, string | Uint8Array>> = {
  'plants.csv': plants,
  'below/garden.csv': plants,
  'museum.csv/': '',
  'empty.csv': '',
  'blank.csv': '\n\n',
  'header.csv': 'height,width,species\n',
  'zeros.csv': new Uint8Array(300),
  'latin.csv': Uint8Array.from([
    ...new TextEncoder().encode('height,species\n1,a\n2,caf'),
    0xe9,
    ...new TextEncoder().encode('\n3,a\n'),
  ]),
};

export const brokenTables: readonly BrokenConfig[] = [
  {
    name: 'a table that is not there, with one of almost that name',
    text: config('plant.csv'),
    expected: [
      'fileMissing There is no file "plant.csv"; it is looked for relative to this configuration. Did you mean "plants.csv"?',
    ],
  },
  {
    name: 'a table that lies in a folder below',
    text: config('below/gardn.csv'),
    expected: [
      'fileMissing There is no file "below/gardn.csv"; it is looked for relative to this configuration. Did you mean "below/garden.csv"?',
    ],
  },
  {
    name: 'a table that is nowhere',
    text: config('wonderland.csv'),
    expected: ['fileMissing There is no file "wonderland.csv"; it is looked for relative to this configuration.'],
  },
  {
    name: 'a folder that is named like a table',
    text: config('museum.csv'),
    expected: ['fileIsFolder "museum.csv" is a folder; name a CSV or TSV file in it.'],
  },
  {
    name: 'a file without a byte',
    text: config('empty.csv'),
    expected: ['fileEmpty The data file "empty.csv" is empty; expected a header line and rows of values.'],
  },
  {
    name: 'a file of line ends',
    text: config('blank.csv'),
    expected: [
      'fileUnreadable The data file "blank.csv" cannot be read (line 1): The file is empty: expected a header line and rows of values.',
    ],
  },
  {
    name: 'a header without rows',
    text: config('header.csv'),
    expected: ['tooFewRows The table has no rows: a network needs at least two lines of values below the header.'],
  },
  {
    name: 'a file that is no text',
    text: config('zeros.csv'),
    expected: [
      'fileUnreadable The data file "zeros.csv" cannot be read: The file holds binary data (300 zero bytes in its first 301), not a text table; expected CSV or TSV.',
    ],
  },
  {
    name: 'bytes that are not of the encoding',
    text: encoded('latin.csv', 'utf-8'),
    expected: [
      'fileUnreadable The data file "latin.csv" cannot be read: Line 3 is not utf-8: expected another encoding, for example windows-1252 or utf-16le.',
    ],
  },
  {
    name: 'an encoding that nobody knows',
    text: encoded('plants.csv', 'klingon'),
    expected: [
      'fileUnreadable The data file "plants.csv" cannot be read: The encoding "klingon" is not known here; expected a name such as utf-8, utf-16le, windows-1252, shift_jis or euc-kr.',
    ],
  },
  {
    name: 'a path from the root',
    text: config('/etc/passwd'),
    expected: [
      'dataFile The data path "/etc/passwd" is refused: it is absolute. Write a path relative to the .nnconfig file that stays inside the workspace.',
    ],
  },
  {
    name: 'an address',
    text: config('https://example.org/plants.csv'),
    expected: [
      'dataFile The data path "https://example.org/plants.csv" is refused: it is an address. Write a path relative to the .nnconfig file that stays inside the workspace.',
    ],
  },
  {
    name: 'a place on the network',
    text: config('//server/plants.csv'),
    expected: [
      'dataFile The data path "//server/plants.csv" is refused: it is a network path. Write a path relative to the .nnconfig file that stays inside the workspace.',
    ],
  },
];
