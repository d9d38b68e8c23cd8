/** Texts nobody would write: scraps of configurations, configurations with a scrap in them, any JSON, any characters, deep and huge ones. */
import fc from 'fast-check';
import { brokenTexts, doubtfulConfigs } from '../problems/brokenConfigs/corpus.ts';

const scrap = fc.constantFrom(
  ...'{}[]:,"\\/*\n\r\t 0-1.eE\'',
  ...[
    'data',
    'file',
    'target',
    'features',
    'types',
    'split',
    'network',
    'layers',
    'units',
    'activation',
    'training',
    'batchSize',
  ].map((word) => `"${word}"`),
  ...['"__proto__"', '"constructor"', '"polluted"', '"toString"', '"height"', '"species"', '"tanh"', '"full"'],
  ...['null', 'true', 'tru', '//', '/*', '*/', '1e999', '-0', '\u2028', '\uFEFF', '😀', '\u0000', '\\u12'],
);

const scraps = fc.array(scrap, { maxLength: 60 }).map((parts) => parts.join(''));

/** Whole configurations to spoil; the two that are only large stay away. */
const whole = fc.constantFrom(
  ...[...brokenTexts, ...doubtfulConfigs]
    .map(({ text }) => text.replaceAll('‸', ''))
    .filter((text) => text.length < 10_000),
  JSON.stringify(
    { data: { file: 'a', target: 'species' }, network: { layers: [{ units: 3 }, { units: 2, activation: 'relu' }] } },
    null,
    2,
  ),
  // Words that every object of the language has inherited.
  ...['constructor', 'toString', '__proto__', 'valueOf'].map((word) =>
    JSON.stringify({
      data: {
        file: word,
        target: word,
        features: [word],
        types: { [word]: word },
        missing: word,
        standardize: word,
        delimiter: word,
      },
      network: { layers: [{ units: word, activation: word }], initialization: { scheme: word } },
      training: { optimizer: word, precision: word, batchSize: word, [word]: word },
    }),
  ),
  '// a\r\n{\r\n\t"training": { "l2": 0.5, /* b */ "optimizer": "adam" }, // c\r\n\t"data": { "target": "species", "file": "a" },\r\n}\r\n',
);

const spoilt = fc
  .tuple(whole, fc.array(fc.tuple(fc.nat(), fc.nat(12), scraps), { minLength: 0, maxLength: 3 }))
  .map(([text, cuts]) =>
    cuts.reduce((result, [index, length, added]) => {
      const start = index % (result.length + 1);
      return result.slice(0, start) + added + result.slice(start + length);
    }, text),
  );

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'data',
  'types',
  'network',
  'layers',
  'training',
  'polluted',
);
const nested = fc
  .array(keys, { minLength: 1, maxLength: 8 })
  .map((path) => path.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, '"yes"'));

/** Small enough for a great many of them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: spoilt, weight: 5 },
  { arbitrary: scraps, weight: 2 },
  { arbitrary: nested, weight: 1 },
  { arbitrary: fc.json({ maxDepth: 6 }), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 1 },
);

/** Deep and huge, of about `size` characters: whatever takes more than linear time in any of them would be felt. */
export function largeTexts(size: number): Readonly<Record<string, string>> {
  const fill = (text: string) => text.repeat(Math.floor(size / text.length));
  const list = (entry: (i: number) => string) =>
    Array.from({ length: Math.floor(size / entry(10_000).length) - 20 }, (_, i) => entry(i)).join('');
  const data = '"data":{"file":"a","target":"species"';
  return {
    'open brackets': fill('['),
    'open braces with keys': fill('{"data":'),
    'brackets that close': '['.repeat(60) + ']'.repeat(60),
    'one key many times': `{${fill('"l2":1,')}}`,
    'many unknown keys': `{${list((i) => `"k${i}":0,`)}}`,
    'many layers': `{${data}},"network":{"layers":[${list(() => '{"units":1},')}]}}`,
    'many features': `{${data},"features":[${list((i) => `"c${i}",`)}]}}`,
    'many types': `{${data},"types":{${list((i) => `"c${i}":"id",`)}}}}`,
    'many comments': `{${fill('/*a*/')}}`,
    'many lines of comments': `{${fill('//a\n')}}`,
    'many line ends': `{${fill('\r\n')}}`,
    'one long text': `{"data":{"file":"${fill('a')}"}}`,
    'one long number': `{"training":{"l2":${fill('1')}}}`,
    'quotes without end': fill('"'),
    'words without quotes': fill('abc '),
    'a backslash in front of everything': fill('\\"'),
    'commas alone': `[${fill(',')}`,
  };
}
